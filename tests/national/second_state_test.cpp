// SPDX-License-Identifier: Apache-2.0
// A second state is one folder and one row: the library's judges take it as they take Vietnam.
#include <gtest/gtest.h>

#include "card/error.h"
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
    EXPECT_EQ(report.verdict(), Verdict::genuine) << card::to_json(report);
    EXPECT_EQ(report.holder().text(FieldId::full_name), "Anna María Eriksson");
    EXPECT_EQ(report.holder().find(FieldId::id_number)->group, 13);
    EXPECT_EQ(report.holder().unknown_fields,
              (std::vector<card::UnknownField>{{13, "field_7", "Zenith"}}));
    EXPECT_EQ(report.signing_date(), "2022-02-02");
    EXPECT_EQ(report.check("data.dg1_dg13")->outcome, Outcome::passed);
    EXPECT_EQ(report.check("data.id_number")->outcome, Outcome::passed);
    EXPECT_EQ(support::reason(report, "document.expiry"), "a card without expiry");
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
    EXPECT_EQ(card::to_json(judge("vn-citizen-2021", kBoth)),
              card::to_json(judge("vn-citizen-2021", card::national::states())));
}

TEST(SecondState, without_its_row_is_a_national_group_that_nobody_knows) {
    const auto report = judge("passport-national", card::national::states());
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_FALSE(report.holder().has(FieldId::full_name));
    EXPECT_EQ(report.check("data.id_number")->outcome, Outcome::not_offered);
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
