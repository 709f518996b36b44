// SPDX-License-Identifier: Apache-2.0
// Quirks that must not be taken for lies (docs/verdict.md, section E), and what the reader makes of
// them.
#include <gtest/gtest.h>

#include "card/error.h"
#include "card/portrait.h"
#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;

struct Truth {
    const char* specimen;
    const char* variation;
    std::vector<std::string> attention;
    std::vector<std::string> fallbacks;
};
std::ostream& operator<<(std::ostream& out, const Truth& truth) {
    return out << truth.specimen << ' ' << truth.variation;
}

const Truth kTruths[] = {
    {"vn-citizen-2021", "", {}, {}},
    {"vn-citizen-mau", "", {}, {}},
    {"vn-citizen-2021-named", "", {}, {}},
    {"vn-citizen-successor", "", {}, {}},
    {"vn-citizen-extended", "", {}, {}},
    {"vn-citizen-long-name", "", {}, {}},
    {"vn-citizen-no-expiry", "", {"dsc.validity", "csca.validity"}, {}},
    {"vn-citizen-2021", "select-mf-refused", {}, {"select-by-id"}},
    {"vn-citizen-2021", "short-ids-at-mf-only", {}, {"select-by-id"}},
    {"vn-citizen-2021", "beyond-end-6282", {}, {}},
    {"vn-citizen-2021", "beyond-end-9000", {}, {}},
    {"vn-citizen-2021", "beyond-end-6c", {}, {"repeat-with-6c", "repeat-with-6c"}},
    {"vn-citizen-2021", "beyond-end-6700", {}, {"exact-length"}},
    {"vn-citizen-2021", "max-read-192", {}, {"exact-length", "smaller-block"}},
    {"vn-citizen-2021", "extended", {}, {}},
    {"vn-citizen-2021", "extended-refused", {}, {"short-length"}},
    {"vn-citizen-2021", "extended-empty", {}, {"short-length"}},
    {"vn-citizen-2021", "sod-ber", {"sod.structure"}, {}},
    {"vn-citizen-2021", "sod-rdn-order", {"sod.structure"}, {}},
    {"vn-citizen-2021", "card-access-other-order", {}, {}},
    {"vn-citizen-2021", "dsc-key-period", {}, {}},
    {"vn-citizen-2021", "dsc-key-period-over", {"dsc.usage_period"}, {}},
    {"vn-citizen-2021", "dsc-key-period-ahead", {"dsc.usage_period"}, {}},
    {"vn-citizen-2021", "dsc-no-key-usage", {"dsc.profile"}, {}},
    {"vn-citizen-2021", "dsc-extended-usage", {"dsc.profile"}, {}},
    {"vn-citizen-2021", "aa-short", {"chip.aa"}, {}},
    {"vn-citizen-dg14-without-pace", "", {"access.card_access"}, {}},
    {"vn-citizen-dg14-ber", "", {"dg.content.14"}, {}},
    {"vn-citizen-2021", "aa-complement", {}, {}},
    {"vn-citizen-2021", "aa-trailer-bc", {}, {}},
    {"vn-citizen-2021", "aa-trailer-33cc", {}, {}},
    {"vn-citizen-2021", "aa-trailer-34cc", {}, {}},
    {"vn-citizen-2021", "aa-trailer-35cc", {}, {}},
    {"vn-citizen-2021", "aa-trailer-36cc", {}, {}},
    {"vn-citizen-2021", "aa-trailer-38cc", {}, {}},
};

class ReadTruth : public testing::TestWithParam<Truth> {};

TEST_P(ReadTruth, stays_genuine_with_exactly_the_named_attention_and_fall_backs) {
    const auto& truth = GetParam();
    const auto specimen = support::specimen(truth.specimen, truth.variation);
    const auto report = support::inspect(specimen);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << support::json_of(report);
    EXPECT_EQ(report.exit_code(), 0);
    std::vector<std::string> attention;
    for (const auto* check : report.attention()) attention.push_back(text_of(check->name));
    EXPECT_EQ(attention, truth.attention);
    EXPECT_EQ(report.fallbacks(), truth.fallbacks);
    for (const auto& [field, value] : specimen.data().at("holder").items())
        EXPECT_EQ(report.holder().text(*card::field_from_name(field)), value.get<std::string>())
            << field;
}
INSTANTIATE_TEST_SUITE_P(Truths, ReadTruth, testing::ValuesIn(kTruths));

TEST(Truths, a_signed_dg14_in_ber_gives_the_chip_s_key_all_the_same) {
    const auto report = support::inspect(support::specimen("vn-citizen-dg14-ber"));
    EXPECT_EQ(report.check("chip.ca")->outcome, card::Outcome::passed) << *report.check("chip.ca");
    EXPECT_EQ(report.check("access.card_access")->outcome, card::Outcome::passed);
}

TEST(Truths, the_citizen_card_opens_with_the_mrz_as_well) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto document = support::read(specimen, support::mrz_of(specimen));
    EXPECT_EQ(document.access.password, "MRZ");
    EXPECT_EQ(
        card::verify(document, support::trust_of(specimen), support::policy_today()).verdict(),
        Verdict::genuine);
    const auto by_numbers = support::read(
        specimen,
        card::AccessKey::from_printed(
            "VN", {.number = "999099000123", .birth = "01/01/1999", .expiry = "01012039"}));
    EXPECT_EQ(by_numbers.files, document.files);
}

TEST(Truths, a_report_without_the_holders_data_judges_the_same) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto judge = [&](card::HolderData data) {
        return card::verify(document, support::trust_of(specimen), support::policy_today(),
                            {"",
                             "IDVNM0990001232999099000123<<1\n9901018M3901016VNM<<<<<<<<<<<6\nTRAN<"
                             "<THI<KHAC<<<<<<<<<<<<<<<<\n"},
                            data);
    };
    const auto with = judge(card::HolderData::taken), without = judge(card::HolderData::left);
    EXPECT_EQ(without.verdict(), Verdict::undetermined);
    ASSERT_EQ(without.checks().size(), with.checks().size());
    for (std::size_t i = 0; i < with.checks().size(); ++i) {
        EXPECT_EQ(without.checks()[i].name, with.checks()[i].name);
        EXPECT_EQ(without.checks()[i].outcome, with.checks()[i].outcome) << with.checks()[i];
    }
    EXPECT_FALSE(with.holder().empty() || !with.portrait() || with.body_differences().empty());
    EXPECT_TRUE(without.holder().empty() && !without.portrait() &&
                without.body_differences().empty());
    EXPECT_EQ(without.trust().anchor, with.trust().anchor);
}

TEST(Truths, unknown_fields_of_dg13_are_kept) {
    const auto report = support::inspect(support::specimen("vn-citizen-long-name"));
    EXPECT_EQ(report.holder().unknown_fields,
              (std::vector<card::UnknownField>{{13, "field_17", "chưa rõ"}}));
}

TEST(Truths, a_protected_group_is_reported_as_protected) {
    const auto report = support::inspect(support::specimen("vn-citizen-2021"));
    EXPECT_EQ(report.check("dg.complete.3")->outcome, Outcome::not_possible);
    EXPECT_EQ(support::reason(report, "dg.complete.3"), "protected");
    EXPECT_FALSE(report.check("dg.complete.3")->attention);
}

TEST(Truths, extended_length_brings_every_file_in_at_most_two_commands) {
    for (const auto& specimen : {support::specimen("vn-citizen-2021", "extended"),
                                 support::specimen("vn-citizen-extended")}) {
        const auto document = support::read(specimen, support::can_of(specimen));
        // EF.CardAccess, five to open, SELECT; seven files (DG2 in two), EF.ATR/INFO, the refused
        // DG3; two and one to prove
        EXPECT_EQ(document.counters.apdus, 1 + 5 + 1 + 8 + 1 + 1 + 3 - 1U);
    }
}

TEST(Truths, portraits_decode_from_jpeg_and_jpeg_2000) {
    for (const auto& [name, format] :
         {std::pair{"vn-citizen-2021", "JPEG"}, std::pair{"vn-citizen-2021-named", "JPEG 2000"}}) {
        const auto report = support::inspect(support::specimen(name));
        ASSERT_TRUE(report.portrait());
        const auto image = card::decode(*report.portrait());
        EXPECT_STREQ(image.format, format);
        EXPECT_EQ(image.width, 240U);
        EXPECT_EQ(image.height, 320U);
        EXPECT_EQ(image.rgb.size(), 240U * 320 * 3);
    }
}

TEST(Truths, a_wrong_number_is_told_from_a_card_that_asks_to_wait_by_pace_and_by_bac) {
    for (const auto& [status, code] :
         {std::pair{"6300", card::Errc::wrong_key}, std::pair{"63C2", card::Errc::wrong_key},
          std::pair{"63C0", card::Errc::card_asks_wait},
          std::pair{"6983", card::Errc::card_asks_wait}})
        for (const bool bac : {false, true}) {
            const auto specimen = support::specimen(bac ? "vn-citizen-bac" : "vn-citizen-2021")
                                      .patched({{"behaviour", {{"wrong_password", status}}}});
            try {
                support::read(specimen,
                              bac ? card::AccessKey::from_document("000000000", "990101", "390101")
                                  : card::AccessKey::from_can("999999"));
                FAIL() << status;
            } catch (const card::Error& error) {
                EXPECT_EQ(error.code(), code) << status << ' ' << bac << ": " << error.what();
                EXPECT_EQ(error.status(),
                          static_cast<std::uint16_t>(std::stoul(status, nullptr, 16)));
            }
        }
}

TEST(Truths, the_reader_makes_one_access_attempt) {
    static constexpr std::uint8_t kManageSecurityEnvironment = 0x22, kGetChallenge = 0x84;
    support::Watched chip(support::specimen("vn-citizen-2021"));
    EXPECT_THROW(card::read(chip, card::AccessKey::from_can("111111")), card::Error);
    EXPECT_EQ(chip.sent(kManageSecurityEnvironment), 1U);
    EXPECT_EQ(chip.sent(kGetChallenge), 0U);
    // A second attempt is the caller's decision, with the same card still there.
    EXPECT_NO_THROW(card::read(chip, card::AccessKey::from_can("000123")));
}

}  // namespace
