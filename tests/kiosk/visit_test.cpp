// SPDX-License-Identifier: Apache-2.0
// The machine of a visit, step by step: who may do what, and what comes of it.
#include <gtest/gtest.h>

#include "kiosk/visit_machine.h"

namespace {

using namespace visits;
namespace visit = kiosk::visit;

TEST(Visit, of_a_counter_goes_from_the_card_to_the_verdict_with_one_agreement_and_one_number) {
    Machine machine(Profile::counter);
    machine.card(Kind::present, 0);
    EXPECT_EQ(machine.page(), Page::consent);
    machine.happen(Act::agree, Source::key, std::string("vi"));
    EXPECT_EQ(machine.page(), Page::key);
    EXPECT_EQ(machine.state.held.consent.by, kiosk::Consent::By::clerk);
    machine.type(kCan);
    EXPECT_EQ(machine.page(), Page::place);
    ASSERT_TRUE(machine.effect<visit::Inspect>());
    machine.card(Kind::stage);
    EXPECT_EQ(machine.page(), Page::reading);
    machine.finish();
    EXPECT_EQ(machine.page(), Page::verdict);
}

TEST(Visit, begins_on_every_welcome_page_when_a_card_is_laid_or_a_code_is_scanned) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank}) {
        Machine laid(profile), scanned(profile);
        laid.card(Kind::present, 0);
        EXPECT_EQ(laid.page(), Page::consent);
        scanned.scan(kCode);
        EXPECT_EQ(scanned.page(), Page::consent);
        EXPECT_FALSE(scanned.effect<visit::Inspect>()) << "nothing was agreed to";
        scanned.agree();
        EXPECT_EQ(scanned.page(), Page::place) << "the code that was kept opens the card";
    }
}

TEST(Visit, goes_back_from_the_consent_to_where_it_was_asked_for_whom) {
    Machine helped(Profile::hospital), own(Profile::hospital);
    helped.happen(Act::help_somebody);
    helped.happen(Act::help_for, Source::touch, 0);
    helped.happen(Act::back);
    EXPECT_EQ(helped.page(), Page::behalf);
    own.happen(Act::start);
    own.happen(Act::back);
    EXPECT_EQ(own.page(), Page::welcome);
}

TEST(Visit, asks_for_one_purpose_by_one_button_and_for_two_by_a_box_each) {
    Machine hospital(Profile::hospital), bank(Profile::bank);
    hospital.happen(Act::start);
    EXPECT_TRUE(visit::may_agree(hospital.rules, hospital.state));
    EXPECT_FALSE(hospital.rules.boxed(0));
    EXPECT_TRUE(hospital.rules.boxed(1)) << "what is asked for beside is never agreed to for it";
    hospital.happen(Act::agree, Source::touch, std::string("en"));
    EXPECT_EQ(hospital.state.held.consent.purposes, std::vector<std::string>{"read"});
    EXPECT_EQ(hospital.state.held.consent.language, "en");
    bank.happen(Act::start);
    EXPECT_FALSE(visit::may_agree(bank.rules, bank.state));
    bank.happen(Act::agree, Source::touch);
    EXPECT_EQ(bank.page(), Page::consent);
    bank.happen(Act::tick, Source::touch, 0);
    bank.happen(Act::agree, Source::touch);
    EXPECT_EQ(bank.page(), Page::consent);
    bank.happen(Act::tick, Source::touch, 1);
    bank.happen(Act::agree, Source::touch);
    EXPECT_EQ(bank.page(), Page::key);
}

TEST(Visit, is_agreed_to_by_no_scanner_no_camera_and_no_key_that_is_held_down) {
    for (const auto source : {Source::scanner, Source::camera, Source::held_key, Source::reader,
                              Source::clock, Source::staff, Source::machine}) {
        Machine machine(Profile::counter);
        machine.happen(Act::start);
        machine.happen(Act::agree, source, std::string("vi"));
        EXPECT_EQ(machine.page(), Page::consent);
        EXPECT_EQ(machine.state.held.consent.by, kiosk::Consent::By::nobody);
    }
}

TEST(Visit, ends_in_a_page_that_says_what_to_do_after_three_wrong_numbers) {
    Machine machine(Profile::hospital);
    machine.card(Kind::present, 0);
    machine.agree();
    for (const char* wrong : {"111111", "222222", "333333"}) {
        if (machine.page() == Page::problem) machine.happen(Act::retry);
        machine.type(wrong);
        machine.card(Kind::stage);
        machine.fail("e.key");
    }
    EXPECT_EQ(machine.page(), Page::lift);
    machine.happen(Act::type_instead);
    machine.type("444444");
    EXPECT_FALSE(machine.effect<visit::Inspect>()) << "no fourth number is sent";
    machine.card(Kind::removed);
    machine.type("444444");
    EXPECT_TRUE(machine.effect<visit::Inspect>()) << "the next card has not refused anything";
}

TEST(Visit, sends_no_number_again_that_the_card_has_refused) {
    Machine machine(Profile::counter);
    machine.card(Kind::present, 0);
    machine.agree();
    machine.type("111111");
    machine.card(Kind::stage);
    machine.fail("e.key");
    machine.happen(Act::retry);
    machine.type("111111");
    EXPECT_FALSE(machine.effect<visit::Inspect>());
    EXPECT_EQ(machine.state.pad.message(), "k.same");
}

TEST(Dates, that_are_erased_leave_the_number_to_which_they_belong) {
    Machine machine(Profile::counter);
    machine.card(Kind::present, 0);
    machine.agree();
    for (int i = 0; i < 2; ++i) {
        machine.type("999099000123");
        if (machine.page() != Page::place) break;
        machine.card(Kind::stage);
        machine.fail("e.key");
        machine.happen(Act::retry);
    }
    ASSERT_EQ(machine.state.pad.mode(), visit::KeyMode::dates);
    for (const char digit : std::string("01011999"))
        machine.happen(Act::digit, Source::key, digit - '0');
    machine.happen(Act::erase_all);
    EXPECT_EQ(machine.state.pad.digits(), "999099000123");
    EXPECT_EQ(machine.state.pad.date_at(), 0U);
    for (const char digit : std::string("0101199902022039"))
        machine.happen(Act::digit, Source::key, digit - '0');
    const auto* order = machine.effect<visit::Inspect>();
    ASSERT_TRUE(order);
    EXPECT_EQ(order->key.key->kind(), card::AccessKey::Kind::mrz);
}

TEST(CardThatCameBack, that_comes_back_soon_goes_on_where_it_was_once_it_has_proven_itself) {
    Machine machine(Profile::counter);
    machine.to_result();
    machine.happen(Act::decide, Source::key, std::string("same"));
    machine.card(Kind::removed);
    machine.steady += std::chrono::seconds(9);
    machine.card(Kind::another);
    EXPECT_TRUE(machine.state.covered);
    const auto* order = machine.effect<visit::Recognise>();
    ASSERT_TRUE(order);
    EXPECT_EQ(*order->sod, (card::Bytes{1, 2, 3}));
    machine.happen(Act::decide, Source::key, std::string("not_same"));
    EXPECT_EQ(machine.state.held.decision, "same") << "nothing is done with what is covered";
    machine.card(Kind::same);
    EXPECT_FALSE(machine.state.covered);
    EXPECT_EQ(machine.page(), Page::verdict);
    EXPECT_EQ(machine.state.held.decision, "same");
    EXPECT_TRUE(machine.state.idle.held()) << "a verdict stays while the card lies there";
}

TEST(CardThatCameBack, is_asked_for_in_a_hospital_on_each_page_after_the_reading) {
    Machine machine(Profile::hospital);
    machine.to_result();
    machine.happen(Act::right_details);
    ASSERT_EQ(machine.page(), Page::clinic);
    machine.card(Kind::removed);
    machine.card(Kind::another);
    machine.happen(Act::choose_clinic, Source::touch, 0);
    EXPECT_EQ(machine.page(), Page::clinic);
    machine.card(Kind::same);
    machine.happen(Act::choose_clinic, Source::touch, 0);
    EXPECT_EQ(machine.page(), Page::check);
}

TEST(AnotherCard, is_the_next_customer_s_at_a_counter_and_uncovers_nothing) {
    Machine machine(Profile::counter);
    machine.to_result();
    machine.card(Kind::removed);
    machine.card(Kind::another);
    machine.other();
    EXPECT_EQ(machine.page(), Page::consent);
    EXPECT_FALSE(machine.state.has_result());
    EXPECT_TRUE(machine.state.held.fields.empty());
    EXPECT_TRUE(machine.effect<visit::Forget>());
    const auto* record = machine.effect<visit::Record>();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->visit.ended, "genuine");
}

TEST(AnotherCard, ends_a_public_visit_and_says_so) {
    Machine machine(Profile::hospital);
    machine.to_result();
    machine.card(Kind::removed);
    machine.card(Kind::another);
    machine.other();
    EXPECT_EQ(machine.page(), Page::problem);
    EXPECT_EQ(machine.state.problem, "e.swap");
    EXPECT_FALSE(visit::holds_visitor(machine.state));
}

TEST(AnotherCard, cannot_be_read_before_its_holder_has_agreed) {
    for (const auto act : {Act::back, Act::scan_instead, Act::retry, Act::go_without_card}) {
        Machine machine(Profile::hospital);
        machine.to_result();
        machine.card(Kind::removed);
        machine.card(Kind::another);
        machine.other();
        ASSERT_EQ(machine.page(), Page::problem);
        machine.happen(act);
        EXPECT_EQ(machine.page(), Page::consent);
        EXPECT_EQ(machine.state.held.consent.by, kiosk::Consent::By::nobody);
    }
}

TEST(AnotherCard, that_comes_later_or_after_a_scan_is_sent_no_number) {
    for (const bool scanned : {false, true}) {
        Machine machine(Profile::counter);
        machine.to_result();
        machine.card(Kind::removed);
        if (scanned) machine.scan(kCode);
        else machine.steady += std::chrono::seconds(11);
        machine.card(Kind::another);
        EXPECT_FALSE(machine.effect<visit::Recognise>());
        EXPECT_EQ(machine.page(), Page::consent);
        EXPECT_FALSE(machine.state.has_result());
    }
}

TEST(AnotherCard, that_never_answers_uncovers_nothing) {
    Machine machine(Profile::counter);
    machine.to_result();
    machine.card(Kind::removed);
    machine.card(Kind::another);
    machine.seconds(10);
    EXPECT_FALSE(machine.state.has_result());
    EXPECT_EQ(machine.page(), Page::consent);
}

TEST(ScanBesideTheVerdict, of_the_same_card_compares_anew) {
    Machine machine(Profile::counter);
    machine.to_result(Plate::undetermined);
    machine.happen(Act::decide, Source::key, std::string("unsure"));
    machine.scan(kCode);
    const auto* compare = machine.effect<visit::Compare>();
    ASSERT_TRUE(compare);
    EXPECT_EQ(compare->body.qr, kCode);
    auto event = Machine::finished(Plate::genuine, machine.state.visit);
    event.kind = Kind::compared;
    machine.post(event);
    EXPECT_EQ(machine.page(), Page::verdict);
    EXPECT_EQ(machine.state.held.outcome->plate, Plate::genuine);
    EXPECT_EQ(machine.state.held.decision, "") << "it was taken beside another verdict";
    EXPECT_STREQ(machine.effect<visit::Tell>()->text, "o.compared");
}

TEST(ScanBesideTheVerdict, of_another_card_is_the_next_customer_s) {
    Machine machine(Profile::counter);
    machine.to_result();
    machine.scan(kOtherCode);
    EXPECT_EQ(machine.page(), Page::consent);
    EXPECT_FALSE(machine.state.has_result());
    EXPECT_TRUE(machine.state.pad.has_pending());
}

TEST(ScanBesideTheVerdict, of_no_card_s_code_is_told) {
    Machine machine(Profile::counter);
    machine.to_result();
    machine.scan("https://example.invalid/");
    EXPECT_EQ(machine.page(), Page::verdict);
    EXPECT_STREQ(machine.effect<visit::Tell>()->text, "o.scanned");
}

TEST(Reader, that_is_lost_takes_no_consent) {
    Machine machine(Profile::counter);
    machine.card(Kind::reader_lost, 0);
    EXPECT_EQ(machine.page(), Page::welcome) << "it may only have been plugged in anew";
    machine.happen(Act::start);
    EXPECT_EQ(machine.page(), Page::out_of_service);
    machine.card(Kind::reader_back, 0);
    EXPECT_EQ(machine.page(), Page::welcome);
    machine.card(Kind::reader_lost, 0);
    machine.seconds(3);
    EXPECT_EQ(machine.page(), Page::out_of_service);
}

}  // namespace
