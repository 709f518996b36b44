// SPDX-License-Identifier: Apache-2.0
// What tells a running program that its store has changed.
#include <gtest/gtest.h>

#include <fstream>

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "card/error.h"
#include "card/store_mark.h"
#include "card/trust_import.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;
using card::FollowedStore;
using card::StoreMark;
using Look = card::FollowedStore::Look;

/// No file can be opened while it lives.
class NoDescriptors {
public:
    NoDescriptors() {
        getrlimit(RLIMIT_NOFILE, &before_);
        const int next = dup(0);
        close(next);
        const rlimit none{static_cast<rlim_t>(next), before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
};

class Marks : public testing::Test {
protected:
    void SetUp() override { write(store()); }
    enum class Lists { without, with };
    /// As an import writes it: whole, with its MANIFEST.
    void write(const fs::path& folder, Lists lists = Lists::without) {
        card::TrustImportRequest request;
        const auto given = support::specimens() / "trust";
        request.files = {given / "csca.cer"};
        if (lists == Lists::with) request.files.push_back(given / "csca.crl");
        request.fingerprints = {
            card::certificate_fingerprint(support::read_file(given / "csca.cer"))};
        request.now = support::kToday;
        fs::create_directory(folder);
        for (const auto& [name, octets] : card::import_trust(place_.path() / "none", request).files)
            std::ofstream(folder / name, std::ios::binary) << card::as_text(octets);
    }
    /// As an import puts it in place.
    void exchange(const fs::path& other) {
        ASSERT_EQ(renameat2(AT_FDCWD, other.c_str(), AT_FDCWD, store().c_str(), RENAME_EXCHANGE),
                  0);
        fs::remove_all(other);
    }
    StoreMark mark() const {
        const auto path = store();
        return StoreMark::of(std::span(&path, 1));
    }
    fs::path store() const { return place_.path() / "store"; }
    fs::path next() const { return place_.path() / "next"; }

    support::Folder place_;
};

TEST_F(Marks, are_equal_until_the_store_is_exchanged_and_differ_after_it) {
    const auto first = mark();
    card::TrustStore::from_directory(store());
    write(next());
    EXPECT_EQ(mark(), first) << "loading it and making another beside it change nothing";
    exchange(next());
    const auto second = mark();
    EXPECT_NE(second, first);
    // The first store's inode is free: the third one may have it.
    write(next());
    exchange(next());
    EXPECT_NE(mark(), second);
    EXPECT_NE(mark(), first);
}

TEST_F(Marks, of_an_imported_store_open_no_file) {
    const auto open = mark();
    const auto path = store();
    StoreMark closed;
    bool opens = true;
    {
        const NoDescriptors none;
        const int file = ::open("/dev/null", O_RDONLY);
        opens = file >= 0;
        closed = StoreMark::of(std::span(&path, 1));
    }
    EXPECT_FALSE(opens);
    EXPECT_EQ(closed, open);
    EXPECT_NE(closed, StoreMark());
}

TEST_F(Marks, see_a_file_that_is_written_over_in_a_folder_without_manifest) {
    const auto folder = place_.path() / "by-hand";
    fs::create_directory(folder);
    std::ofstream(folder / "a.crl") << "one";
    std::ofstream(folder / "b.crl") << "two";
    const auto first = StoreMark::of(std::span(&folder, 1));
    EXPECT_EQ(StoreMark::of(std::span(&folder, 1)), first);
    std::ofstream(folder / "a.crl") << "longer";
    EXPECT_NE(StoreMark::of(std::span(&folder, 1)), first);
    const auto file = folder / "a.crl";
    const auto alone = StoreMark::of(std::span(&file, 1));
    fs::remove(file);
    EXPECT_NE(StoreMark::of(std::span(&file, 1)), alone);
    EXPECT_EQ(StoreMark::of(std::span(&file, 1)), StoreMark::of(std::span(&file, 1)));
}

card::Verdict verdict_of_withdrawn(const card::TrustStore& store) {
    const auto specimen = support::specimen("vn-citizen-2021", "dsc-revoked");
    auto policy = support::policy_today();
    policy.revocation = card::Policy::Revocation::when_available;
    static const auto document = support::read(specimen, support::can_of(specimen));
    return card::verify(document, store, policy).verdict();
}

TEST_F(Marks, make_a_program_load_a_withdrawal_without_a_restart) {
    FollowedStore followed({store()});
    EXPECT_EQ(followed.look(), Look::same);
    EXPECT_EQ(verdict_of_withdrawn(followed.store()), card::Verdict::genuine);
    const auto digest = followed.store().digest();
    write(next());
    exchange(next());
    EXPECT_EQ(followed.look(), Look::replaced);
    EXPECT_EQ(followed.store().digest(), digest) << "the same files";
    write(next(), Lists::with);
    exchange(next());
    EXPECT_EQ(followed.look(), Look::replaced);
    EXPECT_EQ(followed.look(), Look::same);
    EXPECT_EQ(verdict_of_withdrawn(followed.store()), card::Verdict::not_genuine);
}

TEST_F(Marks, keep_the_old_store_while_the_new_one_cannot_be_loaded) {
    FollowedStore followed({store()});
    const auto digest = followed.store().digest();
    write(next(), Lists::with);
    fs::resize_file(next() / "MANIFEST", 10);
    exchange(next());
    EXPECT_EQ(followed.look(), Look::failed);
    EXPECT_NE(followed.problem().find("MANIFEST"), std::string::npos) << followed.problem();
    EXPECT_EQ(followed.store().digest(), digest);
    EXPECT_EQ(followed.look(), Look::same) << "it is not loaded again before it changes";
    EXPECT_NE(followed.problem(), "");
    fs::remove_all(store());
    EXPECT_EQ(followed.look(), Look::failed);
    EXPECT_EQ(followed.store().anchors(), 1U);
    write(store(), Lists::with);
    EXPECT_EQ(followed.look(), Look::replaced);
    EXPECT_EQ(followed.problem(), "");
    EXPECT_NE(followed.store().digest(), digest);
}

TEST_F(Marks, of_no_path_never_change) {
    FollowedStore none(std::vector<fs::path>{});
    EXPECT_EQ(none.look(), Look::same);
    EXPECT_EQ(none.store().anchors(), 0U);
    FollowedStore given(card::TrustStore::from_directory(store()));
    EXPECT_EQ(given.look(), Look::same);
    EXPECT_EQ(given.store().anchors(), 1U);
    EXPECT_THROW(FollowedStore({place_.path() / "nothing"}), card::Error);
}

}  // namespace
