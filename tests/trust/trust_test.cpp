// SPDX-License-Identifier: Apache-2.0
// Rows of the decision table that need other stores, clocks and policies than the specimen's own.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using card::Policy;
using card::Verdict;

struct Case {
    card::Document document;
    card::TrustStore trust;
};

const simulated::Specimen& baseline() {
    static const auto specimen = support::specimen("vn-citizen-2021");
    return specimen;
}
const card::Document& document() {
    static const auto read = support::read(baseline(), support::can_of(baseline()));
    return read;
}
fs::path file(const char* name) { return support::specimens() / name; }

card::Report judge(const std::vector<fs::path>& store,
                   const Policy& policy = support::policy_today()) {
    return card::verify(document(), card::TrustStore::from_paths(store), policy);
}
Outcome outcome(const card::Report& report, const char* id) { return report.check(id)->outcome; }

TEST(DecisionTable, row_1_no_anchor_is_undetermined_and_chip_proofs_are_not_possible) {
    const auto report = judge({});
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
    EXPECT_EQ(outcome(report, "dsc.chain"), Outcome::not_possible);
    EXPECT_EQ(outcome(report, "chip.ca"), Outcome::not_possible);
    EXPECT_EQ(outcome(report, "chip.aa"), Outcome::not_possible);
    EXPECT_NE(report.trust().missing_anchor.find("CSCA Specimen Vietnam"), std::string::npos);
}

TEST(DecisionTable, row_2_no_anchor_and_a_wrong_hash_is_not_genuine) {
    auto changed = document();
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
        auto less = document();
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
    auto more = document();
    more.files[card::data_group(11)] = card::from_hex("6B00");
    const auto report = card::verify(more, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "dg.covered.11"), Outcome::failed);
    EXPECT_TRUE(report.check("dg.covered.11")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
}

TEST(DecisionTable, row_17_an_unknown_signature_algorithm_is_undetermined) {
    auto changed = document();
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
    auto read = document();
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
    const auto report = judge({file("trust")}, policy);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(report.exit_code(), 13);
    EXPECT_TRUE(report.check("document.expiry")->attention);
}

TEST(DecisionTable, row_44_and_45_ef_com_that_differs_is_attention) {
    auto version = document();
    version.files[card::FileId::com] = card::from_hex(
        "60185F0104303130385F36063034303030305C06617563"
        "6D6F6E");
    const auto report =
        card::verify(version, support::trust_of(baseline()), support::policy_today());
    EXPECT_EQ(outcome(report, "lds.version"), Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    auto list = document();
    list.files[card::FileId::com] = card::from_hex(
        "60175F0104303130375F36063034303030305C05617563"
        "6D6F");
    EXPECT_EQ(outcome(card::verify(list, support::trust_of(baseline()), support::policy_today()),
                      "lds.com"),
              Outcome::failed);
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
    policy.last_run = policy.now + 1;
    EXPECT_EQ(outcome(judge({file("trust")}, policy), "time.clock"), Outcome::failed);
}

TEST(DecisionTable, rows_52_and_53_saved_files_and_a_sod_alone) {
    const auto trust = support::trust_of(baseline());
    EXPECT_EQ(card::verify(support::saved(document()), trust, support::policy_today()).verdict(),
              Verdict::chip_unproven);
    card::Document alone;
    alone.files[card::FileId::sod] = *document().file(card::FileId::sod);
    EXPECT_EQ(card::verify(alone, trust, support::policy_today()).verdict(), Verdict::undetermined);
    EXPECT_EQ(card::verify(card::Document(), trust, support::policy_today()).verdict(),
              Verdict::undetermined);
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

TEST(TrustStore, a_link_certificate_counts_only_when_an_anchor_signed_it) {
    const auto with = card::TrustStore::from_paths(
        std::vector<fs::path>{file("trust-successor/link.cer"), file("trust-successor/csca.cer")});
    EXPECT_EQ(with.anchors(), 2U);
    const auto without = card::TrustStore::from_paths(
        std::vector<fs::path>{file("trust-successor/link.cer"), file("trust-named/csca.cer")});
    EXPECT_EQ(without.anchors(), 1U);
    ASSERT_EQ(without.notes().size(), 1U);
    EXPECT_TRUE(without.notes()[0].refused);
}

TEST(TrustStore, files_that_are_no_certificates_are_told_and_a_missing_folder_is_an_error) {
    support::Folder folder;
    std::ofstream(folder.path() / "a.cer") << "not a certificate";
    std::ofstream(folder.path() / "b.crl") << "not a list";
    std::ofstream(folder.path() / "c.ml") << "not a list";
    std::ofstream(folder.path() / "readme.txt") << "ignored";
    const auto store = card::TrustStore::from_directory(folder.path());
    EXPECT_EQ(store.anchors(), 0U);
    EXPECT_EQ(store.notes().size(), 3U);
    EXPECT_THROW(card::TrustStore::from_directory(folder.path() / "none"), card::Error);
}

TEST(TrustStore, a_malformed_name_is_refused_alone_and_the_rest_of_the_store_loads) {
    support::Folder folder;
    for (const char* name : {"csca.cer", "csca.crl"}) {
        auto octets = support::read_file(file("trust") / name);
        fs::copy(file("trust") / name, folder.path() / name);
        // The first SET of the issuer's Name becomes something else.
        const auto set = card::from_hex("310B30090603550406");
        const auto country = std::search(octets.begin(), octets.end(), set.begin(), set.end());
        ASSERT_NE(country, octets.end());
        *country = 0x32;
        std::ofstream(folder.path() / (std::string("bad-") + name), std::ios::binary)
            << card::as_text(octets);
    }
    const auto store = card::TrustStore::from_directory(folder.path());
    EXPECT_EQ(store.anchors(), 1U);
    EXPECT_EQ(store.revocation_lists(), 1U);
    EXPECT_EQ(store.notes().size(), 2U);
}

TEST(TrustStore, its_digest_names_what_it_holds_and_not_where) {
    support::Folder folder;
    fs::copy(file("trust/csca.cer"), folder.path() / "other-name.cer");
    const auto copied = card::TrustStore::from_directory(folder.path());
    const auto original =
        card::TrustStore::from_paths(std::vector<fs::path>{file("trust/csca.cer")});
    EXPECT_EQ(copied.digest(), original.digest());
    EXPECT_NE(copied.digest(), support::trust_of(baseline()).digest());
}

}  // namespace
