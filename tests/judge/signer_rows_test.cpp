// SPDX-License-Identifier: Apache-2.0
// Rows of the decision table about who signed, and policies: other stores, clocks and policies than
// the specimen's own.
#include <gtest/gtest.h>

#include "support/baseline.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using card::Policy;
using card::Verdict;
using support::baseline_document;
using support::outcome;

fs::path file(const char* name) { return support::specimens() / name; }

card::Report judge(const std::vector<fs::path>& store,
                   const Policy& policy = support::policy_today()) {
    return card::verify(baseline_document(), card::TrustStore::from_paths(store), policy);
}

TEST(DecisionTable, row_1_no_anchor_is_undetermined_and_chip_proofs_are_not_possible) {
    const auto report = judge({});
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
    EXPECT_EQ(outcome(report, "dsc.chain"), Outcome::not_possible);
    EXPECT_EQ(outcome(report, "chip.ca"), Outcome::not_possible);
    EXPECT_EQ(outcome(report, "chip.aa"), Outcome::not_possible);
    EXPECT_NE(report.trust().missing_anchor.find("CSCA Specimen Vietnam"), std::string::npos);
}

TEST(DecisionTable, row_2_no_anchor_and_a_wrong_hash_is_not_genuine) {
    auto changed = baseline_document();
    changed.files[card::FileId::dg13].back() ^= 1;
    EXPECT_EQ(card::verify(changed, {}, support::policy_today()).verdict(), Verdict::not_genuine);
}

TEST(DecisionTable, row_7_a_signer_expired_today_that_signed_in_time_stays_genuine) {
    auto policy = support::policy_today();
    policy.now = 2100000000;  // 2036-07-18: the signer's certificate ended on 2036-06-01
    const auto report = judge({file("trust")}, policy);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(outcome(report, "dsc.validity"), Outcome::passed);
    EXPECT_TRUE(report.check("dsc.validity")->attention);
}

TEST(DecisionTable, row_8_and_9_an_expired_signer_without_signing_date_depends_on_the_document) {
    const auto specimen = support::specimen("doc-p256");
    auto read = support::read(specimen, support::can_of(specimen));
    read.files.erase(card::FileId::dg13);  // with it goes the date of issue
    const auto trust = support::trust_of(specimen);
    auto policy = support::policy_today();
    policy.now = 2100000000;
    const auto valid = card::verify(read, trust, policy);
    EXPECT_EQ(outcome(valid, "dsc.validity"), Outcome::not_possible);
    EXPECT_EQ(valid.verdict(), Verdict::undetermined);
    policy.now = 2190000000;  // 2039-05-25: the document has expired too
    const auto expired = card::verify(read, trust, policy);
    EXPECT_EQ(outcome(expired, "dsc.validity"), Outcome::not_possible);
    EXPECT_TRUE(expired.check("dsc.validity")->attention);
    EXPECT_EQ(expired.verdict(), Verdict::genuine);
    EXPECT_EQ(expired.exit_code(), 13);
}

TEST(DecisionTable, row_12_an_absent_or_stale_list_is_undetermined_or_attention_by_policy) {
    const std::vector<fs::path> without{file("trust/csca.cer")};
    EXPECT_EQ(judge(without).verdict(), Verdict::undetermined);
    auto policy = support::policy_today();
    policy.revocation = Policy::Revocation::when_available;
    const auto available = judge(without, policy);
    EXPECT_EQ(available.verdict(), Verdict::genuine);
    EXPECT_TRUE(available.check("dsc.revocation")->attention);
    auto later = support::policy_today();
    later.at = 2398464000;  // 2046-01-02: the list ended the day before
    EXPECT_EQ(outcome(judge({file("trust")}, later), "dsc.revocation"), Outcome::not_possible);
}

TEST(DecisionTable, row_12_a_list_signed_by_nobody_known_is_as_absent) {
    const auto store = card::TrustStore::from_paths(
        std::vector<fs::path>{file("trust/csca.cer"), file("trust/other.crl")});
    EXPECT_EQ(store.revocation_lists(), 0U);
    EXPECT_EQ(judge({file("trust/csca.cer"), file("trust/other.crl")}).verdict(),
              Verdict::undetermined);
}

TEST(DecisionTable, row_13_a_stale_list_still_revokes) {
    const auto specimen = support::specimen("vn-citizen-2021", "dsc-revoked");
    auto policy = support::policy_today();
    policy.at = 2398464000;
    const auto report = card::verify(support::read(specimen, support::can_of(specimen)),
                                     support::trust_of(specimen), policy);
    EXPECT_EQ(outcome(report, "dsc.revocation"), Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::not_genuine);
}

TEST(DecisionTable, row_15_and_16_weak_digests_in_the_signers_certificate_count_as_in_the_sod) {
    const auto judge_specimen = [](const char* name, const Policy& policy) {
        const auto specimen = support::specimen(name);
        return card::verify(support::read(specimen, support::can_of(specimen)),
                            support::trust_of(specimen), policy);
    };
    const auto md5 = judge_specimen("doc-signer-md5", support::policy_today());
    EXPECT_EQ(outcome(md5, "sod.algorithms"), Outcome::failed);
    EXPECT_EQ(md5.verdict(), Verdict::not_genuine);
    const auto sha1 = judge_specimen("doc-signer-sha1", support::policy_today());
    EXPECT_EQ(sha1.verdict(), Verdict::genuine);
    EXPECT_TRUE(sha1.check("sod.algorithms")->attention);
    auto policy = support::policy_today();
    policy.sha1_until = 1420070400;  // 2015
    EXPECT_EQ(judge_specimen("doc-signer-sha1", policy).verdict(), Verdict::undetermined);
    policy.sha1_until = 1700000000;  // 2023: the card was issued in 2022
    EXPECT_EQ(judge_specimen("doc-signer-sha1", policy).verdict(), Verdict::genuine);
}

TEST(DecisionTable, row_51_an_implausible_clock_is_undetermined_and_no_date_is_judged) {
    for (const std::int64_t now : {std::int64_t{1600000000}, std::int64_t{1}}) {
        auto policy = support::policy_today();
        policy.now = now;
        const auto report = judge({file("trust")}, policy);
        EXPECT_EQ(outcome(report, "time.clock"), Outcome::failed);
        for (const char* id : {"dsc.validity", "dsc.revocation", "document.expiry"})
            EXPECT_EQ(outcome(report, id), Outcome::not_possible) << id;
        EXPECT_EQ(report.verdict(), Verdict::undetermined);
    }
    auto policy = support::policy_today();
    policy.last_run = policy.now + 600;  // a time server's step
    EXPECT_EQ(outcome(judge({file("trust")}, policy), "time.clock"), Outcome::passed);
    policy.last_run = policy.now + 601;
    EXPECT_EQ(outcome(judge({file("trust")}, policy), "time.clock"), Outcome::failed);
}

TEST(Policy, states_that_are_not_allowed_are_undetermined) {
    auto policy = support::policy_today();
    policy.allowed_states = {"DE"};
    EXPECT_EQ(judge({file("trust")}, policy).verdict(), Verdict::undetermined);
    policy.allowed_states = {"DE", "VN"};
    EXPECT_EQ(judge({file("trust")}, policy).verdict(), Verdict::genuine);
}

TEST(Policy, an_anchor_that_it_does_not_take_is_not_called_missing) {
    auto policy = support::policy_today();
    policy.allowed_states = {"DE"};
    const auto report = judge({file("trust")}, policy);
    EXPECT_EQ(outcome(report, "dsc.chain"), Outcome::not_possible);
    EXPECT_EQ(report.trust().missing_anchor, "");
}

}  // namespace
