// SPDX-License-Identifier: Apache-2.0
// What reaches a trust store, and what it takes of that. Deliveries by
// tests/specimens/deliveries.py; the real lists where they are there.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "lds/signed_data.h"
#include "support/trust_import.h"
#include "tlv/tlv.h"
#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using Result = card::TrustImportLine::Result;

using support::delivery;
using support::fingerprint;
using support::import_into;
using support::TrustImport;

TEST_F(TrustImport, a_root_is_taken_by_its_fingerprint_and_by_nothing_else) {
    EXPECT_EQ(take_one("root.cer"), Result::left_out);
    EXPECT_FALSE(fs::exists(store()));
    EXPECT_THROW(take({delivery("namesake.cer")}, {fingerprint(delivery("root.cer"))}),
                 card::Error);
    EXPECT_THROW(take({delivery("root.cer")}, {"00"}), card::Error);
    EXPECT_FALSE(fs::exists(store()));
    take_root();
    EXPECT_EQ(loaded().anchors(), 1U);
    EXPECT_EQ(take_one("root.cer"), Result::known);
    EXPECT_EQ(take_one("namesake.cer"), Result::left_out);
    EXPECT_EQ(loaded().anchors(), 1U);
}

TEST_F(TrustImport, a_link_is_taken_when_an_anchor_signed_it_also_in_one_go_with_its_root) {
    EXPECT_EQ(take_one("link.cer"), Result::left_out);
    EXPECT_EQ(
        take({delivery("link.cer"), delivery("root.cer")}, {fingerprint(delivery("root.cer"))})
            .taken,
        2U);
    EXPECT_EQ(loaded().anchors(), 2U);
}

TEST_F(TrustImport, a_list_is_taken_from_its_role_alone_and_never_an_older_one) {
    EXPECT_EQ(take_one("new.ml"), Result::left_out) << "without an anchor";
    take_root();
    EXPECT_EQ(take_one("forged.ml"), Result::left_out);
    EXPECT_EQ(take_one("by_document_signer.ml"), Result::left_out);
    EXPECT_EQ(take_one("old.ml"), Result::taken);
    EXPECT_EQ(take_one("new.ml"), Result::taken);
    EXPECT_EQ(take_one("new.ml"), Result::known);
    const auto digest = loaded().digest();
    const auto again = take({delivery("old.ml")});
    ASSERT_EQ(again.left_out, 1U);
    EXPECT_NE(again.lines[0].text.find("older than the list in the store"), std::string::npos)
        << again.lines[0].text;
    EXPECT_EQ(loaded().digest(), digest);
    EXPECT_EQ(loaded().master_lists().size(), 1U) << "the newer list took the older one's place";
    EXPECT_EQ(loaded().anchors(), 2U);
}

TEST_F(TrustImport, no_state_vouches_for_another_states_authority_by_a_link) {
    take_root();
    EXPECT_EQ(take_one("of_another_state.cer"), Result::left_out);
    const fs::path by_hand[] = {delivery("root.cer"), delivery("of_another_state.cer")};
    EXPECT_EQ(card::TrustStore::from_paths(by_hand).anchors(), 1U);
}

TEST_F(TrustImport, a_list_signed_outside_its_signers_dates_is_left_out) {
    take_root();
    EXPECT_EQ(take_one("before_its_signer.ml"), Result::left_out);
}

TEST_F(TrustImport, what_begins_as_der_is_der_whatever_text_is_inside) {
    const auto root = support::read_file(delivery("root.cer"));
    const std::string armour = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const auto wrapped = card::tlv::make(0x30, card::tlv::make(0x0C, card::as_octets(armour)));
    EXPECT_EQ(card::trust::objects_of(wrapped), (std::vector<card::Bytes>{wrapped}));
    EXPECT_EQ(card::trust::objects_of(card::as_octets(armour)),
              (std::vector<card::Bytes>{card::from_hex("3000")}));
    auto row = wrapped;
    card::append(row, root);
    EXPECT_EQ(card::trust::objects_of(row), (std::vector<card::Bytes>{wrapped, root}));
    EXPECT_EQ(card::trust::objects_of(card::from_hex("1FFFFFFFFF")).size(), 1U);
}

TEST_F(TrustImport, a_revocation_list_never_gives_way_to_an_older_or_a_forged_one) {
    take_root();
    EXPECT_EQ(take_one("forged.crl"), Result::left_out);
    EXPECT_EQ(take_one("new.crl"), Result::taken);
    EXPECT_EQ(take_one("old.crl"), Result::left_out);
    EXPECT_EQ(take_one("higher_number.crl"), Result::left_out)
        << "under a higher number of an earlier day";
    EXPECT_EQ(take_one("forged.crl"), Result::left_out);
    EXPECT_EQ(take_one("new.crl"), Result::known);
    EXPECT_EQ(loaded().revocation_lists(), 1U);
    EXPECT_EQ(support::read_file(delivery("new.crl")), support::read_file([this] {
                  for (const auto& entry : fs::directory_iterator(store()))
                      if (entry.path().extension() == ".crl") return entry.path();
                  return fs::path();
              }()));
    EXPECT_EQ(take_one("lower_number.crl"), Result::taken)
        << "of a later day: a CSCA may number anew";
}

TEST_F(TrustImport, the_lists_of_a_directory_s_ldif_are_taken_like_those_in_files) {
    take_root();
    EXPECT_EQ(take({delivery("lists.ldif")}).taken, 2U);
    EXPECT_EQ(loaded().master_lists().size(), 1U);
    EXPECT_EQ(loaded().deviation_lists(), 1U);
    EXPECT_EQ(loaded().anchors(), 2U);
}

TEST_F(
    TrustImport,
    a_revocation_list_by_a_namesakes_key_from_a_list_vouches_for_nobody_and_hinders_no_better_one) {
    take_root();
    take({delivery("pkd.ldif")});
    const auto specimen = support::specimen("vn-citizen-bare-sod");
    const auto document = support::read(specimen, support::can_of(specimen));
    auto policy = support::policy_today();
    policy.allowed_sources = {"issuer"};

    support::Folder other;
    const auto target = other.path() / "store";
    const fs::path with_signer[] = {target, store() / "signers.dsc"};
    const auto judge = [&] {
        return card::verify(document, card::TrustStore::from_paths(with_signer), policy);
    };
    import_into(target, {{delivery("root.cer")}, {fingerprint(delivery("root.cer"))}, {}});
    EXPECT_EQ(
        import_into(target, {{delivery("with_namesake.ml"), delivery("forged.crl")}, {}, {}}).taken,
        2U)
        << "the namesake is an anchor now, if a weaker one";
    EXPECT_EQ(judge().check("dsc.chain")->outcome, Outcome::passed);
    EXPECT_EQ(judge().check("dsc.revocation")->outcome, Outcome::not_possible);
    EXPECT_EQ(judge().verdict(), card::Verdict::undetermined);
    EXPECT_EQ(import_into(target, {{delivery("new.crl")}, {}, {}}).taken, 1U)
        << "the root's own, older as it is";
    EXPECT_EQ(judge().check("dsc.revocation")->outcome, Outcome::passed);
    EXPECT_EQ(judge().verdict(), card::Verdict::genuine);
    EXPECT_EQ(import_into(target, {{delivery("forged.crl")}, {}, {}}).taken, 0U);
    EXPECT_EQ(judge().verdict(), card::Verdict::genuine) << "never back to the weaker key";
}

TEST_F(TrustImport, a_key_that_was_withdrawn_writes_over_no_list_that_says_so) {
    const auto from = [](const char* name) {
        return support::specimens() / "trust-link-withdrawn" / name;
    };
    support::Folder other;
    const auto target = other.path() / "store";
    import_into(target, {{from("csca.cer"), from("link.cer"), from("second_link.cer")},
                         {fingerprint(from("csca.cer"))},
                         {}});
    EXPECT_EQ(card::TrustStore::from_directory(target).anchors(), 3U);
    const auto judge = [&] {
        const auto specimen = support::specimen("vn-citizen-successor");
        return card::verify(support::read(specimen, support::can_of(specimen)),
                            card::TrustStore::from_directory(target), support::policy_today())
            .verdict();
    };
    EXPECT_EQ(import_into(target, {{from("csca.crl")}, {}, {}}).taken, 1U);
    EXPECT_EQ(judge(), card::Verdict::not_genuine);
    EXPECT_EQ(import_into(target, {{from("by_withdrawn.crl")}, {}, {}}).taken, 0U);
    EXPECT_EQ(import_into(target, {{from("back_link.cer")}, {}, {}}).taken, 0U)
        << "by a key that came by the withdrawn one";
    EXPECT_EQ(judge(), card::Verdict::not_genuine);

    // All at once, in one delivery.
    const auto fresh = other.path() / "fresh";
    import_into(fresh,
                {{from("csca.cer"), from("link.cer"), from("csca.crl"), from("by_withdrawn.crl")},
                 {fingerprint(from("csca.cer"))},
                 {}});
    const auto specimen = support::specimen("vn-citizen-successor");
    EXPECT_EQ(card::verify(support::read(specimen, support::can_of(specimen)),
                           card::TrustStore::from_directory(fresh), support::policy_today())
                  .verdict(),
              card::Verdict::not_genuine);
}

TEST_F(TrustImport,
       of_a_directory_s_ldif_the_signers_under_an_anchor_are_taken_and_the_rest_is_counted) {
    take_root();
    const auto result = take({delivery("pkd.ldif")});
    EXPECT_EQ(result.taken, 2U) << "one signer, one CRL";
    EXPECT_EQ(result.left_out, 2U) << "a stranger's signer, and what is no base64";
    EXPECT_EQ(loaded().signers(), 1U);
    EXPECT_EQ(loaded().revocation_lists(), 1U);
}

TEST_F(TrustImport, of_two_signers_with_one_name_and_number_the_one_whose_key_signed_is_found) {
    take_root();
    EXPECT_EQ(take_one("with_namesake.ml"), Result::taken);
    take({delivery("pkd.ldif")});
    EXPECT_EQ(loaded().signers(), 2U);
    const auto specimen = support::specimen("vn-citizen-bare-sod");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto signed_object = card::lds::parse_sod(*document.file(card::FileId::sod));
    const auto store = loaded();
    EXPECT_EQ(store.index().signer_candidates(signed_object.signers.front()).size(), 2U);
    const auto report = card::verify(document, store, support::policy_today());
    EXPECT_EQ(report.check("sod.signature")->outcome, Outcome::passed);
    EXPECT_EQ(report.check("dsc.chain")->outcome, Outcome::passed);
}

TEST_F(TrustImport, a_deviation_list_counts_from_its_own_role_only) {
    take_root();
    EXPECT_EQ(take_one("forged.dl"), Result::left_out);
    EXPECT_EQ(take_one("a.dl"), Result::taken);
    EXPECT_EQ(loaded().deviation_lists(), 1U);
}

TEST_F(TrustImport, a_document_without_its_signers_certificate_is_judged_by_an_imported_one) {
    take_root();
    take({delivery("new.crl")});
    const auto specimen = support::specimen("vn-citizen-bare-sod");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto before = card::verify(document, loaded(), support::policy_today());
    EXPECT_EQ(before.verdict(), card::Verdict::undetermined);
    EXPECT_EQ(before.check("sod.signature")->outcome, Outcome::not_possible);

    take({delivery("pkd.ldif"), delivery("a.dl")});
    const auto after = card::verify(document, loaded(), support::policy_today());
    EXPECT_EQ(after.verdict(), card::Verdict::genuine);
    EXPECT_TRUE(after.trust().signer_imported);
    EXPECT_EQ(after.trust().origin, "issuer");
    ASSERT_NE(after.check("document.deviation"), nullptr);
    EXPECT_TRUE(after.check("document.deviation")->attention);
    EXPECT_NE(support::reason(after, "document.deviation").find("EF.SOD without certificate"),
              std::string::npos);

    take(
        {delivery("new.ml"), delivery("foreign.dl")});  // another state's list of the same document
    EXPECT_EQ(loaded().deviation_lists(), 2U);
    EXPECT_EQ(support::reason(card::verify(document, loaded(), support::policy_today()),
                              "document.deviation"),
              support::reason(after, "document.deviation"));

    auto other = document;
    other.files[card::FileId::sod].back() ^= 1;  // the last octet of the signature
    EXPECT_EQ(card::verify(other, loaded(), support::policy_today()).verdict(),
              card::Verdict::not_genuine);
}

TEST_F(TrustImport, the_real_lists_and_the_directory_of_nonconforming_signers_are_taken) {
    NEEDS_SHARED_DATA();
    const auto pki = support::shared_data() / "pki";
    std::vector<std::string> pins;
    for (const char* name : {"DE_CSCA_04CD.cer", "NL_CSCA_026FE53B.cer"})
        pins.push_back(fingerprint(pki / "anchors" / name));
    ASSERT_EQ(take({pki / "anchors"}, pins).taken, 2U);
    const auto lists = take({pki / "masterlists"});
    EXPECT_EQ(lists.taken, 2U) << "DE and NL";
    EXPECT_EQ(lists.left_out, 2U)
        << "ICAO's DigestInfo lacks its NULL; Italy's signer has no pinned anchor";
    const auto result = take({pki / "icaopkd-003-nonconformant_share.ldif"});
    EXPECT_EQ(result.taken + result.left_out, 253U) << "every certificate of it can be read";
    EXPECT_EQ(loaded().signers(), result.taken);
    EXPECT_EQ(result.taken, 180U);
}

}  // namespace
