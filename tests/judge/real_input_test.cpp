// SPDX-License-Identifier: Apache-2.0
// Real state SODs and defective files (../shared/data), each with the verdict it must
// get.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "card/error.h"
#include "crypto/public_key.h"
#include "lds/face_image.h"
#include "lds/mrz.h"
#include "lds/security_infos.h"
#include "lds/signed_data.h"
#include "support/fixtures.h"
#include "trust/trust_index.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using card::Verdict;

fs::path data(const char* name) { return support::shared_data() / name; }

card::Document document_of(const fs::path& sod) {
    card::Document document;
    document.files[card::FileId::sod] = support::read_file(sod);
    return document;
}

/// The German and Dutch lists with their anchors, as an operator would have them.
card::TrustStore national_lists() {
    const fs::path paths[] = {
        data("pki/anchors/DE_CSCA_04CD.cer"), data("pki/anchors/NL_CSCA_026FE53B.cer"),
        data("pki/masterlists/DE_ML_2026-05-28.ml"), data("pki/masterlists/NL_ML_2025-07-29.ml")};
    return card::TrustStore::from_paths(paths);
}

Outcome outcome(const card::Report& report, const char* id) {
    const auto* check = report.check(id);
    if (!check) throw std::runtime_error(std::string("no check ") + id);
    return check->outcome;
}

class StateSod : public testing::TestWithParam<const char*> {};
TEST_P(StateSod, has_a_right_signature_and_a_chain_to_a_listed_csca) {
    NEEDS_SHARED_DATA();
    static const auto trust = national_lists();
    const auto report = card::verify(document_of(data("sod/real_state_SODs") / GetParam()), trust,
                                     support::policy_today());
    for (const char* id : {"sod.structure", "sod.signed_attributes", "sod.signature",
                           "sod.algorithms", "dsc.chain", "dsc.profile"})
        EXPECT_EQ(outcome(report, id), Outcome::passed) << *report.check(id);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);  // a SOD alone, without CRL
    EXPECT_FALSE(report.trust().anchor.empty());
    EXPECT_EQ(report.check("sod.algorithms")->attention, std::string(GetParam()).starts_with("RU"))
        << *report.check("sod.algorithms");
}
INSTANTIATE_TEST_SUITE_P(Eight, StateSod,
                         testing::Values("AT_2019.sod", "AU.sod", "DE_sha384_brainpool.sod",
                                         "FI_idcard_sha512.sod", "FR.sod", "RU_sha1_ecdsa.sod",
                                         "SG_2022-06.sod", "US.sod"));

TEST(Defects, every_defective_sod_is_refused_or_reported_as_its_index_says) {
    NEEDS_SHARED_DATA();
    const auto judge = [](const char* name) {
        return card::verify(document_of(data("defects/sod") / name), {}, support::policy_today());
    };
    EXPECT_EQ(outcome(judge("pymrtd_root-contentType-1-2-840-113549-1-7-4-signedAndE.sod"),
                      "sod.structure"),
              Outcome::not_possible);
    for (const char* version :
         {"pymrtd_SignedData-version-1.sod", "pymrtd_SignedData-version-4.sod"}) {
        const auto report = judge(version);
        EXPECT_EQ(outcome(report, "sod.structure"), Outcome::passed);
        EXPECT_TRUE(report.check("sod.structure")->attention) << version;
    }
    EXPECT_EQ(outcome(judge("pymrtd_eContentType-1-2-840-113549-1-7-5.sod"), "sod.structure"),
              Outcome::failed);
    EXPECT_EQ(judge("pymrtd_LDSSecurityObject-version-2.sod").verdict(), Verdict::not_genuine);
    for (const char* changed : {"pymrtd_DG1-hash-changed.sod", "pymrtd_DG14-hash-changed.sod"})
        EXPECT_EQ(outcome(judge(changed), "sod.signed_attributes"), Outcome::failed) << changed;
    EXPECT_EQ(judge("gmrtd_12277a62f28a.sod").verdict(), Verdict::not_genuine);
}

TEST(Defects, md5_and_a_signer_from_the_future_are_told_apart) {
    NEEDS_SHARED_DATA();
    const fs::path md5_anchor[] = {data("defects/sod/pa-sweep_md5-fresh_csca.cer")};
    const auto md5 =
        card::verify(document_of(data("defects/sod/pa-sweep_md5-fresh.sod")),
                     card::TrustStore::from_paths(md5_anchor), support::policy_today());
    EXPECT_EQ(outcome(md5, "sod.algorithms"), Outcome::failed);
    EXPECT_EQ(outcome(md5, "sod.signature"), Outcome::passed);
    EXPECT_EQ(md5.verdict(), Verdict::not_genuine);
    const fs::path later_anchor[] = {data("defects/sod/pa-sweep_sha256-not-yet_csca.cer")};
    const auto later =
        card::verify(document_of(data("defects/sod/pa-sweep_sha256-not-yet.sod")),
                     card::TrustStore::from_paths(later_anchor), support::policy_today());
    EXPECT_EQ(outcome(later, "dsc.chain"), Outcome::passed);
    EXPECT_EQ(outcome(later, "dsc.validity"), Outcome::failed);
    EXPECT_EQ(later.verdict(), Verdict::undetermined);
    // The CSCA inside the SOD is no anchor.
    EXPECT_EQ(outcome(card::verify(document_of(data("defects/sod/pa-sweep_md5-fresh.sod")), {},
                                   support::policy_today()),
                      "dsc.chain"),
              Outcome::not_possible);
}

TEST(Defects, fictional_states_with_signers_that_match_no_certificate_are_never_accepted) {
    NEEDS_SHARED_DATA();
    for (const auto& folder : {"sod/zkr_mock", "sod/us_mock"}) {
        const auto trust = card::TrustStore::from_directory(data(folder));
        for (const auto& entry : fs::directory_iterator(data(folder))) {
            if (entry.path().extension() != ".sod") continue;
            const auto report =
                card::verify(document_of(entry.path()), trust, support::policy_today());
            EXPECT_TRUE(report.verdict() == Verdict::not_genuine ||
                        report.verdict() == Verdict::undetermined);
            EXPECT_NE(outcome(report, "sod.structure"), Outcome::passed) << entry.path();
        }
    }
}

TEST(Defects, persosim_has_a_right_signature_over_other_files_and_is_not_genuine) {
    NEEDS_SHARED_DATA();
    card::Document document;
    const auto folder = data("sod/persosim/Profile01");
    document.files[card::FileId::sod] = support::read_file(folder / "ef_sod.bin");
    for (int group = 1; group <= 4; ++group)
        document.files[card::data_group(group)] =
            support::read_file(folder / ("dg" + std::to_string(group) + ".bin"));
    const auto report = card::verify(document, {}, support::policy_today());
    EXPECT_EQ(outcome(report, "sod.signature"), Outcome::passed);
    EXPECT_EQ(outcome(report, "dg.hash.1"), Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::not_genuine);
}

TEST(Defects, the_bsi_reference_set_is_undetermined_with_its_uncovered_group_told) {
    NEEDS_SHARED_DATA();
    card::Document document;
    const auto folder = data("sod/bsi_tr03105-5_reference");
    document.files[card::FileId::sod] = support::read_file(folder / "EF_SOD.bin");
    document.files[card::FileId::com] = support::read_file(folder / "EF_COM.bin");
    for (const int group : {1, 2, 3, 4, 14, 15})
        document.files[card::data_group(group)] =
            support::read_file(folder / ("Datagroup" + std::to_string(group) + ".bin"));
    const auto report = card::verify(document, {}, support::policy_today());
    for (const char* id :
         {"sod.signature", "dg.hash.1", "dg.hash.2", "dg.hash.3", "dg.hash.4", "dg.hash.14"})
        EXPECT_EQ(outcome(report, id), Outcome::passed) << id;
    EXPECT_EQ(outcome(report, "dg.covered.15"), Outcome::failed);
    EXPECT_TRUE(report.check("dg.covered.15")->attention);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
}

TEST(Defects, nothing_in_the_fuzz_corpora_crashes_or_is_ever_verified) {
    NEEDS_SHARED_DATA();
    int files = 0;
    for (const char* corpus : {"openssl_cms", "openssl_asn1parse", "openssl_x509", "openssl_crl"}) {
        for (const auto& entry : fs::directory_iterator(data("defects/fuzz") / corpus)) {
            const auto octets = support::read_file(entry.path());
            ++files;
            card::Document document;
            document.files[card::FileId::sod] = octets;
            const auto verdict = card::verify(document, {}, support::policy_today()).verdict();
            EXPECT_TRUE(verdict == Verdict::not_genuine || verdict == Verdict::undetermined)
                << entry.path();
            for (const auto parse :
                 {+[](card::ByteView v) { card::lds::parse_signed_data(v); },
                  +[](card::ByteView v) { card::x509::parse_certificate(v); },
                  +[](card::ByteView v) { card::x509::parse_crl(v); },
                  +[](card::ByteView v) { card::trust::parse_master_list(v, {}); }}) {
                try {
                    parse(octets);
                } catch (const card::Error&) {}
            }
        }
    }
    EXPECT_GE(files, 600);
}

TEST(RealFiles, card_access_of_other_states_and_data_group_examples_parse) {
    NEEDS_SHARED_DATA();
    for (const auto& entry : fs::directory_iterator(data("sod/ef_cardaccess")))
        EXPECT_FALSE(card::lds::parse_card_access(support::read_file(entry.path())).all.empty())
            << entry.path();
    for (const char* name :
         {"dg1_td2_ERIKSSON.bin", "dg1_td3_ERIKSSON.bin", "dg1_td2_HMD_SMITH.bin"}) {
        const auto file = support::read_file(data("vectors/lds") / name);
        const auto mrz = card::lds::parse_mrz(card::lds::mrz_of_dg1(file));
        EXPECT_FALSE(mrz.surname.empty());
        EXPECT_TRUE(mrz.wrong_check_digits.empty())
            << name << " "
            << text_of(card::lds::name_of(mrz.wrong_check_digits.front()), card::Language::en);
    }
    const auto face = support::read_file(data("vectors/lds/dg2_FAC_jpeg_logo.bin"));
    EXPECT_EQ(card::lds::parse_dg2(face).images.at(0).format, card::lds::ImageFormat::jpeg);
    const auto wrong = support::read_file(data("vectors/lds/dg2_truncated_lengths_jpg.bin"));
    EXPECT_FALSE(card::lds::parse_dg2(wrong).deviation.empty());
    EXPECT_FALSE(
        card::lds::parse_dg14(support::read_file(data("vectors/lds/spec_sample_encoded_dg14.bin")))
            .all.empty());
}

TEST(RealFiles, mock_chains_of_every_algorithm_verify_and_the_chain_of_another_does_not) {
    NEEDS_SHARED_DATA();
    int chains = 0;
    for (const auto& entry : fs::directory_iterator(data("pki/mock_chains"))) {
        const fs::path paths[] = {entry.path() / "csca.pem"};
        const auto store = card::TrustStore::from_paths(paths);
        const auto signer_folder = entry.path() / "dsc.pem";
        ASSERT_EQ(store.anchors(), 1U)
            << entry.path() << ' ' << (store.notes().empty() ? "" : store.notes()[0].text);
        const auto der = support::pem(signer_folder);
        const auto certificate = card::x509::parse_certificate(der);
        EXPECT_TRUE(card::trust::signed_by(certificate, store.index().anchors[0]->key))
            << entry.path();
        ++chains;
    }
    EXPECT_EQ(chains, 24);
}

}  // namespace
