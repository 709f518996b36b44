// SPDX-License-Identifier: Apache-2.0
// A passport at the kiosk: its number and dates typed, or the lines of its MRZ scanned.
#include <gtest/gtest.h>

#include "kiosk/visit_machine.h"

namespace {

using namespace visits;
namespace visit = kiosk::visit;
using Entry = visit::PassportEntry;

/// Doc 9303-4, the specimen of its appendix.
const std::string kNumber = "L898902C3", kBirth = "12081974", kExpiry = "15042012";
const std::string kFirst = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                  kSecond = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
/// Doc 9303-5: three lines, of which two make the key.
const std::string kThree[]{"I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6",
                           "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"};

Machine at_passport(Profile profile = Profile::hospital) {
    Machine machine(profile);
    machine.card(Kind::present, 0);
    machine.agree();
    machine.happen(Act::passport);
    return machine;
}

void type(Machine& machine, const std::string& text) {
    for (const char c : text) machine.happen(Act::character, Source::key, std::string(1, c));
}

void type_all(Machine& machine, const std::string& expiry = kExpiry) {
    type(machine, kNumber);
    machine.happen(Act::enter);
    type(machine, kBirth);
    machine.happen(Act::enter);
    type(machine, expiry);
    machine.happen(Act::enter);
}

bool opens_like(const kiosk::VisitKey& key, const card::AccessKey& other) {
    return key.key && key.key->kind() == other.kind() &&
           std::ranges::equal(key.key->password().view(), other.password().view());
}
const card::AccessKey& expected() {
    static const auto key = card::AccessKey::from_document(kNumber, "740812", "120415");
    return key;
}

TEST(Passport, is_read_by_its_number_and_dates_in_every_profile) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank}) {
        auto machine = at_passport(profile);
        machine.rules.random = &machine.random;
        ASSERT_EQ(machine.page(), Page::passport);
        type_all(machine);
        const auto* inspect = machine.effect<visit::Inspect>();
        ASSERT_TRUE(inspect);
        EXPECT_TRUE(opens_like(inspect->key, expected()));
        EXPECT_EQ(machine.page(), Page::place);
        EXPECT_TRUE(machine.state.by_mrz());
        machine.card(Kind::stage);
        machine.finish();
        EXPECT_TRUE(machine.state.passport.empty()) << "nothing typed is kept";
    }
}

TEST(Passport, that_is_refused_leaves_what_was_typed_to_be_corrected_and_is_not_sent_twice) {
    auto machine = at_passport();
    machine.rules.random = &machine.random;
    type_all(machine, "16042012");
    machine.card(Kind::stage);
    machine.fail("e.key");
    EXPECT_EQ(machine.page(), Page::problem);
    EXPECT_EQ(machine.state.problem, "e.mrz");
    machine.happen(Act::retry);
    ASSERT_EQ(machine.page(), Page::passport);
    EXPECT_EQ(machine.state.passport.text(Entry::expiry), "16042012");
    machine.happen(Act::enter);
    EXPECT_FALSE(machine.effect<visit::Inspect>());
    EXPECT_EQ(machine.state.passport.message(), "k.passport.same");
    for (int i = 0; i < 8; ++i) machine.happen(Act::erase);
    type(machine, kExpiry);
    machine.happen(Act::enter);
    EXPECT_TRUE(machine.effect<visit::Inspect>());
}

/// An ID number that lost a digit: the library makes no key of it.
TEST(Passport, with_a_number_that_makes_no_key_is_told_and_sent_to_no_card) {
    for (const char* number : {"99909900012", "9990990001234"}) {
        auto machine = at_passport();
        machine.rules.random = &machine.random;
        type(machine, number);
        for (const auto& text : {std::string(), kBirth, kExpiry}) {
            type(machine, text);
            machine.happen(Act::enter);
        }
        EXPECT_FALSE(machine.effect<visit::Inspect>()) << number;
        EXPECT_EQ(machine.page(), Page::passport);
        EXPECT_EQ(machine.state.passport.message(), "k.notid");
    }
}

TEST(Passport, that_is_refused_three_times_must_be_lifted_first) {
    auto machine = at_passport();
    machine.rules.random = &machine.random;
    for (const char* expiry : {"01012030", "02012030", "03012030"}) {
        if (machine.page() == Page::problem) machine.happen(Act::retry);
        if (machine.state.passport.empty()) type_all(machine, expiry);
        else {
            machine.happen(Act::erase_all);
            type(machine, expiry);
            machine.happen(Act::enter);
        }
        machine.card(Kind::stage);
        machine.fail("e.key");
    }
    EXPECT_EQ(machine.page(), Page::lift);
    machine.happen(Act::passport);
    EXPECT_EQ(machine.page(), Page::lift);
    machine.card(Kind::removed);
    EXPECT_EQ(machine.page(), Page::passport) << "with what was typed";
}

TEST(Passport, leads_back_a_field_at_a_time_and_to_the_one_that_is_touched) {
    auto machine = at_passport();
    machine.rules.random = &machine.random;
    type(machine, kNumber);
    machine.happen(Act::enter);
    type(machine, kBirth);
    machine.happen(Act::enter);
    machine.happen(Act::back);
    EXPECT_EQ(machine.state.passport.at(), Entry::birth);
    machine.happen(Act::passport_field, Source::touch, 0);
    EXPECT_EQ(machine.state.passport.at(), Entry::number);
    machine.happen(Act::passport_field, Source::touch, 7);
    machine.happen(Act::passport_field, Source::scanner, 1);
    EXPECT_EQ(machine.state.passport.at(), Entry::number);
    EXPECT_EQ(machine.state.passport.text(Entry::birth), kBirth);
    machine.happen(Act::back);
    EXPECT_EQ(machine.page(), Page::key);
}

TEST(Passport, is_left_with_nothing_held_of_it) {
    auto left = at_passport(), stopped = at_passport(), late = at_passport();
    for (auto* machine : {&left, &stopped, &late}) {
        machine->rules.random = &machine->random;
        type(*machine, kNumber);
        EXPECT_TRUE(visit::holds_visitor(machine->state));
    }
    left.happen(Act::back);
    EXPECT_EQ(left.page(), Page::key);
    EXPECT_TRUE(left.state.passport.empty());
    stopped.happen(Act::stop);
    EXPECT_FALSE(visit::holds_visitor(stopped.state));
    late.card(Kind::removed);
    late.seconds(visit::row_of(Page::passport).seconds);
    EXPECT_FALSE(visit::holds_visitor(late.state));
}

TEST(Passport, takes_no_character_from_a_scanner_a_camera_or_a_key_that_is_held_down) {
    auto machine = at_passport();
    machine.rules.random = &machine.random;
    for (const auto source : {Source::scanner, Source::camera, Source::held_key, Source::machine})
        machine.happen(Act::character, source, std::string("A"));
    EXPECT_TRUE(machine.state.passport.empty());
}

TEST(MrzLines, of_a_passport_open_it_by_the_second_with_or_without_the_first) {
    for (const bool first : {true, false}) {
        Machine machine(Profile::hospital);
        machine.card(Kind::present, 0);
        machine.agree();
        if (first) {
            machine.scan(kFirst.c_str());
            EXPECT_EQ(machine.page(), Page::key);
            EXPECT_EQ(machine.state.pad.message(), "k.mrz.more");
        }
        machine.scan(kSecond.c_str());
        const auto* inspect = machine.effect<visit::Inspect>();
        ASSERT_TRUE(inspect);
        EXPECT_TRUE(opens_like(inspect->key, expected()));
        EXPECT_EQ(inspect->key.body.mrz, first ? kFirst + "\n" + kSecond : kSecond)
            << "what is printed is compared with the chip";
    }
}

TEST(MrzLines, of_a_card_open_it_with_the_second_of_three) {
    Machine machine(Profile::bank);
    machine.card(Kind::present, 0);
    machine.agree();
    machine.scan(kThree[0].c_str());
    EXPECT_FALSE(machine.effect<visit::Inspect>());
    machine.scan(kThree[1].c_str());
    EXPECT_TRUE(machine.effect<visit::Inspect>());
    machine.scan(kThree[2].c_str());
    EXPECT_EQ(machine.page(), Page::place) << "the third changes nothing";
}

TEST(MrzLines, begin_a_visit_and_are_kept_until_it_was_agreed_to) {
    Machine machine(Profile::hospital);
    machine.scan(kFirst.c_str());
    EXPECT_EQ(machine.page(), Page::consent);
    EXPECT_EQ(machine.state.said, "k.mrz.more");
    machine.scan(kSecond.c_str());
    EXPECT_EQ(machine.state.said, "k.qr.found");
    EXPECT_FALSE(machine.effect<visit::Inspect>());
    machine.agree();
    EXPECT_TRUE(machine.effect<visit::Inspect>());
    Machine single(Profile::hospital);
    single.scan(kFirst.c_str());
    single.agree();
    EXPECT_EQ(single.page(), Page::key);
    EXPECT_EQ(single.state.pad.message(), "k.mrz.more");
    single.scan(kSecond.c_str());
    EXPECT_TRUE(single.effect<visit::Inspect>());
}

TEST(MrzLines, that_never_end_hold_no_more_than_a_document_has) {
    Machine machine(Profile::hospital);
    machine.card(Kind::present, 0);
    machine.agree();
    for (int i = 0; i < 1000; ++i) machine.scan(kFirst.c_str());
    EXPECT_EQ(machine.state.pad.message(), "k.mrz.more");
    machine.scan(std::string(2000, 'A').c_str());
    machine.scan(kSecond.c_str());
    EXPECT_TRUE(machine.effect<visit::Inspect>()) << "and a right one opens it all the same";
}

TEST(MrzLines, beside_a_verdict_are_compared_or_begin_the_next_customer_s_visit) {
    Machine machine(Profile::counter);
    machine.card(Kind::present, 0);
    machine.agree();
    machine.scan(kSecond.c_str());
    machine.card(Kind::stage);
    machine.finish();
    ASSERT_EQ(machine.page(), Page::verdict);
    machine.scan(kSecond.c_str());
    const auto* compare = machine.effect<visit::Compare>();
    ASSERT_TRUE(compare);
    EXPECT_EQ(compare->body.mrz, kSecond);
    machine.scan(kThree[0].c_str());
    EXPECT_EQ(machine.page(), Page::consent);
    EXPECT_FALSE(machine.state.has_result());
}

}  // namespace
