// SPDX-License-Identifier: Apache-2.0
// What a trust store takes of the files that it is given by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;

fs::path file(const char* name) { return support::specimens() / name; }

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
    EXPECT_NE(copied.digest(), support::trust_of(support::specimen("vn-citizen-2021")).digest());
}

}  // namespace
