// SPDX-License-Identifier: Apache-2.0
// Rows of the decision table about the document itself: what was read of it, how, and what its
// chip has proven.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/baseline.h"

namespace {

using card::Outcome;
using card::Policy;
using card::Verdict;
using support::baseline;
using support::baseline_document;
using support::outcome;

TEST(DecisionTable, row_20_a_portrait_left_out_on_request_stays_genuine_with_attention) {
    simulated::CardTransport chip(baseline());
    card::ReadOptions options;
    options.portrait = false;
    const auto report = card::verify(card::read(chip, support::can_of(baseline()), options),
                                     support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_TRUE(report.check("dg.complete.2")->attention);
    EXPECT_FALSE(report.portrait());
}

TEST(DecisionTable, row_19_and_22_groups_that_were_not_read) {
    for (const auto& [group, verdict] :
         {std::pair{1, Verdict::undetermined}, std::pair{2, Verdict::undetermined},
          std::pair{13, Verdict::genuine}}) {
        auto less = baseline_document();
        less.files.erase(card::data_group(group));
        EXPECT_EQ(
            card::verify(less, support::trust_of(baseline()), support::policy_today()).verdict(),
            verdict)
            << group;
    }
}

TEST(DecisionTable, row_27_a_refused_second_proof_is_attention_unless_all_are_asked_for) {
    const auto specimen =
        baseline().patched({{"behaviour", {{"active_authentication", "refuse"}}}});
    const auto read = support::read(specimen, support::can_of(specimen));
    const auto any = card::verify(read, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(any.verdict(), Verdict::genuine);
    EXPECT_TRUE(any.check("chip.aa")->attention);
    auto policy = support::policy_today();
    policy.chip_proofs = Policy::ChipProofs::all;
    EXPECT_EQ(card::verify(read, support::trust_of(specimen), policy).verdict(),
              Verdict::undetermined);
}

TEST(DecisionTable, rows_29_30_31_and_35_one_proof_is_enough_and_none_is_unproven) {
    const auto refuses_ca =
        baseline().patched({{"behaviour", {{"chip_authentication", "refuse"}}}});
    const auto only_aa_right = support::inspect(refuses_ca);
    EXPECT_EQ(only_aa_right.verdict(), Verdict::genuine);
    EXPECT_TRUE(only_aa_right.check("chip.ca")->attention);
    for (const auto& [name, ca, aa, verdict] :
         {std::tuple{"vn-citizen-aa-only", Outcome::not_offered, Outcome::passed, Verdict::genuine},
          std::tuple{"vn-citizen-ca-only", Outcome::passed, Outcome::not_offered, Verdict::genuine},
          std::tuple{"vn-citizen-no-proof", Outcome::not_offered, Outcome::not_offered,
                     Verdict::chip_unproven}}) {
        const auto report = support::inspect(support::specimen(name));
        EXPECT_EQ(outcome(report, "chip.ca"), ca) << name;
        EXPECT_EQ(outcome(report, "chip.aa"), aa) << name;
        EXPECT_EQ(report.verdict(), verdict) << name;
        EXPECT_TRUE(report.attention().empty()) << name;
    }
}

TEST(DecisionTable, row_18_a_group_that_is_not_listed_does_not_count) {
    auto more = baseline_document();
    more.files[card::data_group(11)] = card::from_hex("6B00");
    const auto report = card::verify(more, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "dg.covered.11"), Outcome::failed);
    EXPECT_TRUE(report.check("dg.covered.11")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
}

TEST(DecisionTable, row_17_an_unknown_signature_algorithm_is_undetermined) {
    auto changed = baseline_document();
    auto& sod = changed.files[card::FileId::sod];
    const auto ecdsa_with_sha256 = card::from_hex("06082A8648CE3D040302");
    const auto last =
        std::find_end(sod.begin(), sod.end(), ecdsa_with_sha256.begin(), ecdsa_with_sha256.end());
    ASSERT_NE(last, sod.end());
    *(last + 9) = 0x09;
    const auto report =
        card::verify(changed, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "sod.signature"), Outcome::not_possible);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
}

TEST(DecisionTable, row_25_signed_content_that_does_not_parse) {
    const auto dg1 = support::inspect(support::specimen("vn-citizen-bad-dg1"));
    EXPECT_EQ(outcome(dg1, "dg.hash.1"), Outcome::passed);
    EXPECT_EQ(outcome(dg1, "dg.content.1"), Outcome::failed);
    EXPECT_EQ(dg1.verdict(), Verdict::undetermined);
    const auto dg13 = support::inspect(support::specimen("vn-citizen-bad-dg13"));
    EXPECT_TRUE(dg13.verdict() == Verdict::genuine);
}

TEST(DecisionTable, row_41_a_document_read_by_bac_although_pace_was_offered_is_undetermined) {
    auto read = baseline_document();
    read.access.protocol = card::AccessProtocol::bac;
    const auto report = card::verify(read, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "access.downgrade"), Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
}

TEST(DecisionTable, row_49_files_that_contradict_each_other_are_attention) {
    const auto report = support::inspect(support::specimen("vn-citizen-differs"));
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    for (const char* id : {"data.dg1_dg13", "data.id_number"}) {
        EXPECT_EQ(outcome(report, id), Outcome::failed) << id;
        EXPECT_TRUE(report.check(id)->attention) << id;
    }
    EXPECT_EQ(support::reason(report, "data.dg1_dg13"),
              "DG1 and DG13 differ in: Date of birth, Full name");
}

TEST(DecisionTable, row_43_an_expired_document_is_genuine_with_exit_13) {
    auto policy = support::policy_today();
    policy.now = 2190000000;
    const auto report = card::verify(baseline_document(), support::trust_of(baseline()), policy);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(report.exit_code(), 13);
    EXPECT_TRUE(report.check("document.expiry")->attention);
}

TEST(DecisionTable, row_44_and_45_ef_com_that_differs_is_attention) {
    auto version = baseline_document();
    version.files[card::FileId::com] = card::from_hex(
        "60185F0104303130385F36063034303030305C06617563"
        "6D6F6E");
    const auto report =
        card::verify(version, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "lds.version"), Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    auto list = baseline_document();
    list.files[card::FileId::com] = card::from_hex(
        "60175F0104303130375F36063034303030305C05617563"
        "6D6F");
    EXPECT_EQ(outcome(card::verify(list, support::trust_of(baseline()), support::policy_today()),
                      "lds.com"),
              Outcome::failed);
}

TEST(DecisionTable, rows_52_and_53_saved_files_and_a_sod_alone) {
    const auto trust = support::trust_of(baseline());
    EXPECT_EQ(
        card::verify(support::saved(baseline_document()), trust, support::policy_today()).verdict(),
        Verdict::chip_unproven);
    card::Document alone;
    alone.files[card::FileId::sod] = *baseline_document().file(card::FileId::sod);
    EXPECT_EQ(card::verify(alone, trust, support::policy_today()).verdict(), Verdict::undetermined);
    EXPECT_EQ(card::verify(card::Document(), trust, support::policy_today()).verdict(),
              Verdict::undetermined);
}

}  // namespace
