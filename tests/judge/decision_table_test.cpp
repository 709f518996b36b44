// SPDX-License-Identifier: Apache-2.0
// Rows of the decision table, and policies, that no lie and no truth shows: mostly the second half
// of a row.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using card::Policy;
using card::Verdict;

fs::path folder(const char* name) { return support::specimens() / name; }

card::Document read(const char* specimen, const char* variation = "") {
    const auto made = support::specimen(specimen, variation);
    return support::read(made, support::can_of(made));
}
card::Report judge(const card::Document& document,
                   const std::vector<fs::path>& store = {folder("trust")},
                   const Policy& policy = support::policy_today()) {
    return card::verify(document, card::TrustStore::from_paths(store), policy);
}
Policy with(auto change) {
    auto policy = support::policy_today();
    change(policy);
    return policy;
}
const Policy kWhenAvailable =
    with([](Policy& policy) { policy.revocation = Policy::Revocation::when_available; });

void expect(const card::Report& report, const char* id, Outcome outcome, Verdict verdict,
            bool attention = false) {
    ASSERT_TRUE(report.check(id)) << id;
    EXPECT_EQ(report.check(id)->outcome, outcome) << *report.check(id);
    EXPECT_EQ(report.check(id)->attention, attention) << *report.check(id);
    EXPECT_EQ(report.verdict(), verdict) << card::name_of(report.verdict());
}

TEST(DecisionTable, row_2_no_anchor_and_a_wrong_signature_is_not_genuine) {
    expect(judge(read("vn-citizen-2021", "sod-signature-bit"), {}), "sod.signature",
           Outcome::failed, Verdict::not_genuine);
}

TEST(DecisionTable, row_6_a_signer_certified_after_the_csca_ended_is_undetermined) {
    expect(judge(read("vn-citizen-after-csca"), {folder("trust-expired")}), "csca.validity",
           Outcome::failed, Verdict::undetermined);
}

TEST(DecisionTable, row_10_a_signing_date_outside_the_signers_dates_is_undetermined) {
    const auto report = judge(read("vn-citizen-signed-early"));
    expect(report, "dsc.validity", Outcome::failed, Verdict::undetermined);
    EXPECT_EQ(support::reason(report, "dsc.validity"),
              "signed outside the dates of the signer's certificate");
    EXPECT_EQ(report.signing_date(), "2022-02-02");
}

TEST(DecisionTable, row_12_a_stale_or_unverifiable_list_is_attention_where_the_policy_says_so) {
    const auto document = read("vn-citizen-2021");
    expect(judge(document, {folder("trust-stale")}), "dsc.revocation", Outcome::not_possible,
           Verdict::undetermined);
    expect(judge(document, {folder("trust-stale")}, kWhenAvailable), "dsc.revocation",
           Outcome::not_possible, Verdict::genuine, true);
    expect(judge(document, {folder("trust/csca.cer"), folder("trust/other.crl")}, kWhenAvailable),
           "dsc.revocation", Outcome::not_possible, Verdict::genuine, true);
}

TEST(DecisionTable, row_14_a_list_by_another_key_of_the_same_csca_is_as_good) {
    // The list there is the successor's; this signer is under the old key.
    expect(judge(read("vn-citizen-2021"), {folder("trust-successor")}), "dsc.revocation",
           Outcome::passed, Verdict::genuine);
}

TEST(DecisionTable, row_15_sha1_at_an_unknown_date_is_undetermined_where_a_date_is_set) {
    const auto set = with([](Policy& policy) { policy.sha1_until = 1700000000; });  // 2023
    auto document = read("doc-signer-sha1");
    expect(judge(document, {folder("trust-doc-rsa2048")}, set), "sod.sha1", Outcome::passed,
           Verdict::genuine);
    const auto later = with([](Policy& policy) { policy.sha1_until = 1420070400; });  // 2015
    expect(judge(document, {folder("trust-doc-rsa2048")}, later), "sod.sha1", Outcome::failed,
           Verdict::undetermined);
    document.files.erase(card::FileId::dg13);  // with it goes the date of issue
    expect(judge(document, {folder("trust-doc-rsa2048")}, set), "sod.sha1", Outcome::not_possible,
           Verdict::undetermined);
}

TEST(DecisionTable, row_25_a_proven_portrait_that_does_not_parse_is_attention) {
    expect(judge(read("vn-citizen-bad-dg2")), "dg.content.2", Outcome::failed, Verdict::genuine,
           true);
}

TEST(DecisionTable,
     rows_27_and_29_short_and_refused_proofs_are_undetermined_where_all_are_asked_for) {
    const auto all = with([](Policy& policy) { policy.chip_proofs = Policy::ChipProofs::all; });
    expect(judge(read("vn-citizen-2021", "aa-short"), {folder("trust")}, all), "chip.aa",
           Outcome::not_possible, Verdict::undetermined, true);
    const auto specimen = support::specimen("vn-citizen-2021")
                              .patched({{"behaviour", {{"chip_authentication", "refuse"}}}});
    const auto refused = support::read(specimen, support::can_of(specimen));
    expect(judge(refused), "chip.ca", Outcome::not_possible, Verdict::genuine, true);
    expect(judge(refused, {folder("trust")}, all), "chip.ca", Outcome::not_possible,
           Verdict::undetermined, true);
}

TEST(DecisionTable, row_45_a_list_in_ef_com_that_differs_is_attention_and_the_signed_one_is_used) {
    auto document = read("vn-citizen-2021");
    document.files[card::FileId::com] = card::from_hex(
        "60175F0104303130375F36063034303030305C0561756365"
        "6F");
    expect(judge(document), "lds.com", Outcome::failed, Verdict::genuine, true);
}

TEST(DecisionTable, row_49_a_wrong_check_digit_is_attention) {
    const auto report = judge(read("vn-citizen-bad-digit"));
    expect(report, "data.mrz_digits", Outcome::failed, Verdict::genuine, true);
    EXPECT_EQ(support::reason(report, "data.mrz_digits").find("99"), std::string::npos)
        << "it names the field and not its value";
}

TEST(DecisionTable, row_50_a_state_that_no_table_knows_is_undetermined) {
    expect(judge(read("vn-citizen-unknown-state")), "dsc.country", Outcome::not_possible,
           Verdict::undetermined);
}

TEST(Policy, of_citizen_cards_takes_anchors_of_vietnam_from_the_issuer_or_its_own_list) {
    auto citizen = Policy::of("VN");
    citizen.now = support::kToday;
    EXPECT_EQ(judge(read("vn-citizen-2021"), {folder("trust")}, citizen).verdict(),
              Verdict::genuine);
    const auto passport = support::specimen("passport-cam");
    const auto report = judge(support::read(passport, support::mrz_of(passport)),
                              {folder("trust-utopia")}, citizen);
    expect(report, "dsc.chain", Outcome::not_possible, Verdict::undetermined);
    EXPECT_NE(support::reason(report, "dsc.chain")
                  .find("the policy takes no anchor of this state or source"),
              std::string::npos);
    citizen.allowed_sources = {"foreign list"};
    expect(judge(read("vn-citizen-2021"), {folder("trust")}, citizen), "dsc.chain",
           Outcome::not_possible, Verdict::undetermined);
}

TEST(Policy, a_list_counts_for_so_many_days_after_its_end) {
    static constexpr std::int64_t kThirdDay =
        2398291200 + std::int64_t{3} * 86400;  // 2046-01-03, the list ended on 2046-01-01
    const auto judged = [&](int days) {
        return judge(read("vn-citizen-2021"), {folder("trust")}, with([days](Policy& policy) {
                         policy.at = kThirdDay;
                         policy.crl_grace_days = days;
                     }))
            .check("dsc.revocation")
            ->outcome;
    };
    EXPECT_EQ(judged(0), Outcome::not_possible);
    EXPECT_EQ(judged(1), Outcome::not_possible);
    EXPECT_EQ(judged(7), Outcome::passed);
}

TEST(Revocation, a_list_made_after_the_signers_certificate_ended_may_have_left_it_out) {
    const auto specimen = support::specimen("vn-citizen-no-expiry");
    const auto report = judge(support::read(specimen, support::can_of(specimen)),
                              {folder("trust-expired-late-list")});
    expect(report, "dsc.revocation", Outcome::passed, Verdict::genuine, true);
    EXPECT_EQ(support::reason(report, "dsc.revocation"),
              "expired certificates may have left the list");
}

}  // namespace
