// SPDX-License-Identifier: Apache-2.0
// Real master lists (../shared/data) under their pinned anchors.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/fixtures.h"
#include "trust/trust_index.h"

namespace {

namespace fs = std::filesystem;

fs::path data(const char* name) { return support::shared_data() / name; }

struct List {
    const char* file;
    const char* anchor;
    std::size_t certificates;
};

TEST(MasterLists, german_and_dutch_lists_load_whole_under_their_pinned_anchors) {
    NEEDS_SHARED_DATA();
    for (const auto& [file, anchor, certificates] :
         {List{"pki/masterlists/DE_ML_2026-05-28.ml", "pki/anchors/DE_CSCA_04CD.cer", 588},
          List{"pki/masterlists/NL_ML_2025-07-29.ml", "pki/anchors/NL_CSCA_026FE53B.cer", 394}}) {
        const fs::path paths[] = {data(file), data(anchor)};
        const auto store = card::TrustStore::from_paths(paths);
        ASSERT_EQ(store.master_lists().size(), 1U);
        const auto& list = store.master_lists()[0];
        EXPECT_TRUE(list.loaded) << list.problem;
        EXPECT_EQ(list.certificates, certificates);
        RecordProperty(std::string(file) + " refused", static_cast<int>(list.refused));
        std::cout << list.file << ": " << list.certificates << " certificates, " << list.refused
                  << " refused\n";
        for (const auto& note : store.notes()) std::cout << "  " << note.text << '\n';
        EXPECT_EQ(list.refused, 0U);
    }
}

/// Writes the Italian CSCA certificates of a list as single files, as an operator would have got
/// one from Italy.
void write_italian_anchors(const fs::path& folder) {
    const auto list = card::trust::parse_master_list(
        support::read_file(data("pki/masterlists/IT_MasterListCSCA_2023-07-31.ml")), {});
    EXPECT_EQ(list.certificates.size(), 333U);
    int number = 0;
    for (const auto& octets : list.certificates) {
        const auto certificate = card::x509::parse_certificate(octets);
        if (card::x509::name_text(certificate.subject).find("C=IT") == std::string::npos) continue;
        std::ofstream(folder / ("it" + std::to_string(number++) + ".cer"), std::ios::binary)
            << card::as_text(octets);
    }
}

TEST(MasterLists, roots_and_links_of_the_german_list_are_told_by_their_signatures) {
    NEEDS_SHARED_DATA();
    const fs::path alone[] = {data("pki/masterlists/DE_ML_2026-05-28.ml"),
                              data("pki/anchors/DE_CSCA_04CD.cer")};
    const auto kinds = card::TrustStore::from_paths(alone).count_kinds("DE_ML_2026-05-28.ml");
    EXPECT_EQ(kinds.self_signed, 375U);
    EXPECT_EQ(kinds.links, 201U);  // under keys of the list itself
    EXPECT_EQ(kinds.same_name_links, 130U);
    EXPECT_EQ(kinds.others, 12U);
    // Nine of the twelve were signed by older keys that the Dutch and Italian lists still have.
    support::Folder folder;
    write_italian_anchors(folder.path());
    const fs::path all[] = {alone[0],
                            alone[1],
                            folder.path(),
                            data("pki/masterlists/IT_MasterListCSCA_2023-07-31.ml"),
                            data("pki/masterlists/NL_ML_2025-07-29.ml"),
                            data("pki/anchors/NL_CSCA_026FE53B.cer")};
    const auto together = card::TrustStore::from_paths(all).count_kinds("DE_ML_2026-05-28.ml");
    EXPECT_EQ(together.links, 210U);
    EXPECT_EQ(together.same_name_links, 137U);
    EXPECT_EQ(together.others, 3U);
}

TEST(MasterLists, a_list_without_an_anchor_of_its_signer_is_not_loaded) {
    NEEDS_SHARED_DATA();
    const fs::path paths[] = {data("pki/masterlists/DE_ML_2026-05-28.ml"),
                              data("pki/anchors/NL_CSCA_026FE53B.cer")};
    const auto store = card::TrustStore::from_paths(paths);
    EXPECT_FALSE(store.master_lists().at(0).loaded);
    EXPECT_EQ(store.anchors(), 1U);
}

TEST(MasterLists,
     the_italian_list_loads_under_a_csca_of_its_own_and_the_end_of_its_signer_is_told) {
    NEEDS_SHARED_DATA();
    support::Folder folder;
    write_italian_anchors(folder.path());
    const fs::path paths[] = {folder.path(),
                              data("pki/masterlists/IT_MasterListCSCA_2023-07-31.ml")};
    const auto store = card::TrustStore::from_paths(paths);
    const auto& list = store.master_lists().at(0);
    EXPECT_TRUE(list.loaded) << list.problem;
    EXPECT_EQ(list.signer_valid_until, "2026-07-12");
    EXPECT_EQ(list.certificates, 333U);
    EXPECT_EQ(list.refused, 2U);  // neither CA:TRUE nor keyCertSign
}

TEST(MasterLists, the_icao_list_is_refused_for_its_digest_info_and_never_silently_taken) {
    NEEDS_SHARED_DATA();
    const fs::path paths[] = {data("pki/masterlists/ICAO_ml_March2023.ml")};
    const auto store = card::TrustStore::from_paths(paths);
    const auto& list = store.master_lists().at(0);
    EXPECT_EQ(list.certificates, 372U);
    EXPECT_FALSE(list.loaded);
    EXPECT_FALSE(list.signature_right);
    EXPECT_NE(list.problem.find("DigestInfo"), std::string::npos) << list.problem;
    EXPECT_EQ(store.anchors(), 0U);
}

/// BER says TRUE in 255 ways: a list in which only that is otherwise is the same list.
TEST(MasterLists, every_flipped_bit_of_a_sample_is_refused_or_changes_no_value) {
    NEEDS_SHARED_DATA();
    auto octets = support::read_file(data("pki/masterlists/NL_ML_2025-07-29.ml"));
    card::trust::TrustIndex anchors;
    ASSERT_TRUE(
        anchors.add(support::read_file(data("pki/anchors/NL_CSCA_026FE53B.cer")), {}).empty());
    const auto list = card::trust::parse_master_list(octets, anchors);
    ASSERT_EQ(list.signature, card::trust::MasterList::Signature::right);
    const std::size_t sample = support::stride(1, 10);
    int alike = 0;
    for (std::size_t at = 7; at < octets.size(); at += octets.size() / 400 * sample) {
        octets[at] ^= 0x04;
        try {
            const auto flipped = card::trust::parse_master_list(octets, anchors);
            if (flipped.signature == card::trust::MasterList::Signature::right) {
                EXPECT_EQ(flipped.certificates, list.certificates) << at;
                ++alike;
            }
        } catch (const card::Error&) {}
        octets[at] ^= 0x04;
    }
    if (sample != 1) return;  // the one lies between those that are looked at
    EXPECT_EQ(alike, 1);
}

}  // namespace
