// SPDX-License-Identifier: Apache-2.0
// PACE that this version cannot run, and access protocols that were begun and never finished.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/visits.h"

namespace {

using card::Outcome;
using card::Verdict;

/// EF.CardAccess with these SecurityInfos alone.
simulated::Specimen offering(const std::string& infos, const char* name = "vn-citizen-2021") {
    char length[3];
    std::snprintf(length, sizeof length, "%02X", static_cast<unsigned>(infos.size() / 2));
    return support::specimen(name).patched(
        {{"bac", true}, {"files", {{"011C", std::string("31") + length + infos}}}});
}
const char* const kWithoutParameter = "300F060A04007F00070202040202020102";
const char* const kUnknownMapping = "3012060A04007F0007020204090202010202010D";
const char* const kUnknownParameter = "3012060A04007F0007020204020202010202011E";
const char* const kRunnable = "3012060A04007F0007020204020202010202010D";

TEST(UnknownPace, bac_is_used_where_no_form_can_be_run_and_never_where_one_can) {
    for (const char* info : {kWithoutParameter, kUnknownMapping, kUnknownParameter}) {
        const auto specimen = offering(info);
        const auto document = support::read(specimen, support::mrz_of(specimen));
        EXPECT_EQ(document.access.protocol, card::AccessProtocol::bac) << info;
        EXPECT_EQ(document.fallbacks.front(), "bac-for-pace");
        const auto report = support::judge(document, specimen);
        EXPECT_EQ(report.check("access.downgrade")->outcome, Outcome::not_possible) << info;
        EXPECT_EQ(report.check("access.downgrade")->effect, card::Effect::undetermined);
        EXPECT_EQ(report.check("access.card_access")->outcome, Outcome::failed)
            << "the issuer signed another offer";
        const auto both =
            offering(std::string(info) + kRunnable)
                .patched({{"behaviour", {{"pace_error_step", "nonce"}, {"pace_error", "6FFF"}}}});
        support::Watched chip(both);
        EXPECT_THROW(card::read(chip, support::mrz_of(both)), card::Error);
        EXPECT_EQ(chip.sent(0x84), 0U) << "GET CHALLENGE";
    }
}

TEST(UnknownPace, the_signed_dg14_without_pace_leaves_the_downgrade_open) {
    const auto specimen = offering(kWithoutParameter, "vn-citizen-dg14-without-pace");
    const auto report =
        support::judge(support::read(specimen, support::mrz_of(specimen)), specimen);
    EXPECT_EQ(report.check("access.card_access")->outcome, Outcome::not_possible);
    EXPECT_EQ(report.check("access.downgrade")->outcome, Outcome::not_possible);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
}

TEST(UnknownPace, with_a_can_or_without_bac_the_reading_ends_and_says_what_is_missing) {
    const auto specimen = offering(kUnknownMapping);
    try {
        support::read(specimen, support::can_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.step(), card::Step::access_bac);
    }
    const auto without = specimen.patched({{"bac", false}});
    try {
        support::read(without, support::mrz_of(without));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::not_supported);
        EXPECT_EQ(error.step(), card::Step::access_pace_select);
    }
}

TEST(Begun, an_access_protocol_is_judged_also_where_the_card_left_before_ef_sod_came) {
    const auto honest = support::specimen("vn-citizen-2021");
    const auto read = [&](const char* lie, std::size_t torn) {
        support::Visits reader({{support::specimen("vn-citizen-2021", lie), torn}, {honest}});
        return support::judge(card::read(reader, support::mrz_of(honest)), honest);
    };
    // EF.CardAccess in two commands more, SELECT, GET CHALLENGE, EXTERNAL AUTHENTICATE, EF.COM, ...
    static constexpr std::size_t kChallenge = 4, kBeforeSod = 9;
    EXPECT_EQ(read("card-access-hidden", kChallenge - 1).verdict(), Verdict::genuine);
    for (std::size_t torn = kChallenge; torn < kBeforeSod; ++torn) {
        const auto report = read("card-access-hidden", torn);
        EXPECT_EQ(report.check("access.downgrade")->outcome, Outcome::failed) << torn;
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << torn;
    }
    EXPECT_EQ(read("card-access-weaker", 0).verdict(), Verdict::genuine);
    static constexpr std::size_t kOpened = 6;
    for (std::size_t torn = 1; torn < kBeforeSod; ++torn) {
        const auto report = read("card-access-weaker", torn);
        EXPECT_EQ(report.check("access.card_access")->outcome, Outcome::failed) << torn;
        EXPECT_EQ(report.verdict(), torn < kOpened ? Verdict::undetermined : Verdict::not_genuine)
            << torn;
    }
    for (std::size_t torn = 0; torn < kBeforeSod; ++torn) {  // positive control
        support::Visits reader({{honest, torn}, {honest}});
        EXPECT_EQ(support::judge(card::read(reader, support::mrz_of(honest)), honest).verdict(),
                  Verdict::genuine)
            << torn;
    }
}

}  // namespace
