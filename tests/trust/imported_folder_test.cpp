// SPDX-License-Identifier: Apache-2.0
// The folder that an import writes: whole or no store, and taken along by stick.
#include <gtest/gtest.h>

#include <fstream>

#include "support/trust_import.h"

namespace {

namespace fs = std::filesystem;

using support::delivery;
using support::fingerprint;
using support::import_into;
using support::TrustImport;

TEST_F(TrustImport, a_folder_that_holds_anything_else_is_not_replaced) {
    fs::create_directories(store() / "papers");
    std::ofstream(store() / "notes.txt") << "keep me";
    EXPECT_THROW(take({delivery("root.cer")}, {fingerprint(delivery("root.cer"))}), card::Error);
    fs::remove(store() / "notes.txt");
    EXPECT_THROW(take({delivery("root.cer")}, {fingerprint(delivery("root.cer"))}), card::Error);
    fs::remove(store() / "papers");
    take_root();
    fs::copy_file(delivery("namesake.cer"), store() / "dropped.cer");
    EXPECT_THROW(take({delivery("new.crl")}), card::Error)
        << "an import must not delete what it does not know";
}

TEST_F(TrustImport, a_copy_that_is_cut_off_or_changed_is_no_store) {
    take_root();
    take({delivery("new.crl"), delivery("new.ml")});
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(store()))
        if (entry.path().filename() != "MANIFEST") files.push_back(entry.path());
    ASSERT_EQ(files.size(), 3U);
    for (const auto& file : files) {
        const auto octets = support::read_file(file);
        fs::resize_file(file, octets.size() - 1);
        EXPECT_THROW(loaded(), card::Error) << file;
        fs::remove(file);
        EXPECT_THROW(loaded(), card::Error) << file;
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(octets.data()),
                   static_cast<std::streamsize>(octets.size()));
        EXPECT_EQ(loaded().revocation_lists(), 1U);
    }
    const auto manifest = support::read_file(store() / "MANIFEST");
    for (std::size_t size = 1; size < manifest.size(); ++size) {
        std::ofstream(store() / "MANIFEST", std::ios::binary)
            .write(reinterpret_cast<const char*>(manifest.data()),
                   static_cast<std::streamsize>(size));
        EXPECT_THROW(loaded(), card::Error) << size;
    }
    fs::remove(store() / "MANIFEST");
    EXPECT_THROW(loaded(), card::Error) << "an import has made this store, and with a MANIFEST";
}

TEST_F(TrustImport, a_torn_store_can_be_made_anew_of_what_is_left) {
    take_root();
    take({delivery("new.ml"), delivery("new.crl")});
    const auto whole = loaded().digest();
    std::ofstream(store() / "MANIFEST", std::ios::binary) << "half";
    try {
        loaded();
        ADD_FAILURE() << "half a store";
    } catch (const card::Error& error) {
        EXPECT_NE(std::string(error.what()).find("cardtool trust import"), std::string::npos);
    }
    support::Folder other;
    const auto anew = other.path() / "anew";
    EXPECT_EQ(import_into(anew, {{store()}, {fingerprint(delivery("root.cer"))}, {}}).taken, 3U);
    EXPECT_EQ(card::TrustStore::from_directory(anew).digest(), whole);
}

TEST_F(TrustImport, a_file_dropped_into_a_store_with_a_manifest_is_not_used_and_said) {
    take_root();
    fs::copy_file(delivery("namesake.cer"), store() / "dropped.cer");
    EXPECT_EQ(loaded().anchors(), 1U);
    ASSERT_EQ(loaded().notes().size(), 1U);
    EXPECT_EQ(loaded().notes()[0].file, "dropped.cer");
}

TEST_F(TrustImport, a_store_comes_by_stick_without_bringing_new_roots) {
    take_root();
    take({delivery("new.ml"), delivery("new.crl"), delivery("pkd.ldif")});
    support::Folder other;
    const auto target = other.path() / "kiosk";
    EXPECT_EQ(import_into(target, {{store()}, {}, {}}).taken, 0U)
        << "nothing counts without its root";
    ASSERT_EQ(import_into(target, {{delivery("root.cer")}, {fingerprint(delivery("root.cer"))}, {}})
                  .taken,
              1U);
    const auto result = import_into(target, {{store()}, {}, {}});
    EXPECT_EQ(result.left_out, 0U);
    EXPECT_EQ(card::TrustStore::from_directory(target).digest(), loaded().digest());
}

}  // namespace
