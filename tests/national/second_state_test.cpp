// SPDX-License-Identifier: Apache-2.0
// A second state is one folder and one row: the library's judges take it as they take Vietnam.
#include <gtest/gtest.h>

#include "card/error.h"
#include "card/explain.h"
#include "judge/contents.h"
#include "national/utopia/utopia.h"
#include "national/vietnam/vietnam.h"
#include "support/fixtures.h"

namespace {

using card::FieldId;
using card::Outcome;
using card::Verdict;

constexpr const card::national::State* kBoth[]{&card::national::vietnam::kState, &utopia::kState};

card::Report judge(const char* name, card::national::States states, const char* code = "") {
    const auto specimen = support::specimen(name);
    return card::judge::verify(support::read(specimen, support::mrz_of(specimen)),
                               support::trust_of(specimen), support::policy_today(), {code, ""},
                               card::HolderData::taken, states);
}

TEST(SecondState, has_its_fields_its_dates_and_its_checks_in_the_report) {
    const auto report = judge("passport-national", kBoth);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << support::json_of(report);
    EXPECT_EQ(report.holder().text(FieldId::full_name), "Anna María Eriksson");
    EXPECT_EQ(report.holder().find(FieldId::id_number)->group, 13);
    EXPECT_EQ(report.holder().unknown_fields,
              (std::vector<card::UnknownField>{{13, "field_7", "Zenith"}}));
    EXPECT_EQ(report.signing_date(), "2022-02-02");
    EXPECT_EQ(report.check("data.dg1_dg13")->outcome, Outcome::passed);
    EXPECT_EQ(report.check("data.id_number")->outcome, Outcome::passed);
    EXPECT_EQ(support::reason(report, "document.expiry"), "a card without expiry");
}

TEST(SecondState, has_every_function_that_judges_call_as_each_state_of_the_registry) {
    std::vector<const card::national::State*> all(std::begin(kBoth), std::end(kBoth));
    for (const auto* state : card::national::states()) all.push_back(state);
    for (const auto* state : all)
        EXPECT_TRUE(state->recognises && state->parse && state->dates && state->iso_date &&
                    state->differences && state->number_fit && state->key_of && state->policy)
            << state->name;
}

TEST(SecondState, takes_whatever_a_stranger_writes_into_its_fields) {
    EXPECT_EQ(utopia::kState.iso_date("31.12.1999"), "1999-12-31");
    for (const char* day : {"", "1", "ab.cd.efgh", "31-12-1999", "          ", "31.12.19990"})
        EXPECT_EQ(utopia::kState.iso_date(day), "") << day;
    EXPECT_THROW(utopia::kState.compare_code(std::string(5000, '|'), {}), card::Error);
}

TEST(SecondState, holds_its_own_printed_code_against_the_chip) {
    const auto same = judge("passport-national", kBoth, "UTO|UTO-7408|Anna María Eriksson");
    EXPECT_EQ(same.check("body.qr")->outcome, Outcome::passed);
    const auto other = judge("passport-national", kBoth, "UTO|UTO-7408|Erik Eriksson");
    EXPECT_EQ(other.check("body.qr")->outcome, Outcome::failed);
    EXPECT_EQ(other.verdict(), Verdict::undetermined);
    ASSERT_EQ(other.body_differences().size(), 1U);
    EXPECT_EQ(other.body_differences()[0].field, FieldId::full_name);
    // Vietnam's code is none of this card's.
    const auto foreign = judge("passport-national", kBoth,
                               "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|x|02022022");
    EXPECT_EQ(foreign.check("body.qr")->outcome, Outcome::not_possible);
}

TEST(SecondState, changes_nothing_for_the_cards_of_the_first) {
    EXPECT_EQ(support::json_of(judge("vn-citizen-2021", kBoth)),
              support::json_of(judge("vn-citizen-2021", card::national::states())));
}

TEST(SecondState, without_its_row_is_a_national_group_that_nobody_knows) {
    const auto report = judge("passport-national", card::national::states());
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_FALSE(report.holder().has(FieldId::full_name));
    EXPECT_EQ(report.check("data.id_number")->outcome, Outcome::not_offered);
}

template <class Thrown>
card::national::NumberFit unforeseen(const card::national::Fields&) {
    if constexpr (std::is_same_v<Thrown, card::Error>)
        throw card::Error(card::Errc::malformed, card::Step::ec, "what nobody foresaw");
    else if constexpr (std::is_same_v<Thrown, std::bad_alloc>) throw std::bad_alloc();
    else throw Thrown("what nobody foresaw");
}
card::national::NumberFit stop(const card::national::Fields&) {
    throw card::Error(card::Errc::stopped, card::Step::ec, "stop");
}

TEST(SecondState, whose_check_ends_in_an_error_that_nobody_foresaw_is_our_limit_and_no_accusation) {
    auto odd = utopia::kState;
    const card::national::State* const states[]{&odd};
    const auto whole = judge("passport-national", kBoth);
    for (const auto how : {unforeseen<card::Error>, unforeseen<std::out_of_range>}) {
        odd.number_fit = how;
        const auto report = judge("passport-national", states);
        EXPECT_EQ(report.verdict(), Verdict::undetermined);
        EXPECT_EQ(card::explain(report).body, "verdict.undetermined.other");
        // It is that check's alone.
        ASSERT_EQ(report.checks().size(), whole.checks().size());
        for (std::size_t i = 0; i < whole.checks().size(); ++i) {
            const auto& check = report.checks()[i];
            EXPECT_EQ(check.name, whole.checks()[i].name);
            if (check.name == card::CheckName(card::CheckId::data_id_number)) continue;
            EXPECT_EQ(check.outcome, whole.checks()[i].outcome) << check;
        }
        const auto* check = report.check("data.id_number");
        EXPECT_EQ(check->outcome, Outcome::not_possible);
        EXPECT_EQ(check->effect, card::Effect::undetermined);
        EXPECT_EQ(check->reasons,
                  (std::vector<card::Because>{
                      {card::Reason::check_unforeseen, {card::Sentence("what nobody foresaw")}}}));
        EXPECT_EQ(support::reason(report, "data.id_number"),
                  "this version cannot make this check: what nobody foresaw");
        EXPECT_EQ(reason_text(*check, card::Language::vi),
                  "phiên bản này chưa thực hiện được bước kiểm tra này: what nobody foresaw");
    }
}

TEST(SecondState, whose_check_runs_out_of_memory_or_is_to_stop_leaves_that_to_the_caller) {
    auto odd = utopia::kState;
    const card::national::State* const states[]{&odd};
    odd.number_fit = unforeseen<std::bad_alloc>;
    EXPECT_THROW(judge("passport-national", states), std::bad_alloc);
    odd.number_fit = stop;
    EXPECT_THROW(judge("passport-national", states), card::Error);
}

TEST(SecondState, whose_check_ends_in_an_error_takes_nothing_from_what_was_proven) {
    auto odd = utopia::kState;
    const card::national::State* const states[]{&odd};
    odd.number_fit = unforeseen<std::out_of_range>;
    const auto specimen = support::specimen("passport-national");
    auto document = support::read(specimen, support::mrz_of(specimen));
    document.files[card::FileId::dg2].back() ^= 1;
    const auto forged =
        card::judge::verify(document, support::trust_of(specimen), support::policy_today(), {},
                            card::HolderData::taken, states);
    EXPECT_EQ(forged.verdict(), Verdict::not_genuine);
    EXPECT_EQ(forged.check("dg.hash.2")->outcome, Outcome::failed);
}

TEST(States, are_found_by_the_country_of_their_certificates) {
    EXPECT_EQ(card::national::state_of("VN", kBoth), &card::national::vietnam::kState);
    EXPECT_EQ(card::national::state_of("UT", kBoth), &utopia::kState);
    EXPECT_EQ(card::national::state_of("XX", kBoth), nullptr);
    EXPECT_THROW(card::Policy::of("XX"), card::Error);
    EXPECT_THROW(card::AccessKey::from_printed("XX", {.code = "1"}), card::Error);
}

TEST(States, say_their_policy_and_the_key_that_is_printed) {
    EXPECT_EQ(utopia::kState.policy().allowed_states, std::vector<std::string>{"UT"});
    EXPECT_STREQ(utopia::kState.key_of({.number = "123456"}).name(), "CAN");
}

}  // namespace
