// SPDX-License-Identifier: Apache-2.0
// cardtool trust: what is taken into a store, what is left out, and what a kill leaves.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using support::cardtool;

std::string delivery(const char* name) {
    return (support::specimens() / "deliveries" / name).string();
}
TEST(Cardtool, a_missing_anchor_is_named_with_the_way_to_bring_it) {
    auto ran = cardtool("read --reader sim:vn-citizen-2021 --can 000123 --lang en");
    std::replace(ran.out.begin(), ran.out.end(), '\n', ' ');
    ran.out.erase(std::unique(ran.out.begin(), ran.out.end(),
                              [](char a, char b) { return a == ' ' && b == ' '; }),
                  ran.out.end());
    EXPECT_NE(ran.out.find("CSCA Specimen Vietnam"), std::string::npos);
    EXPECT_NE(ran.out.find("cardtool trust import --fingerprint"), std::string::npos);
}

TEST(Cardtool, a_hint_brings_what_is_missing_into_the_store_that_was_used) {
    const auto read = "read --reader sim:vn-citizen-2021 --can 000123 --lang en";
    const auto other = (support::specimens() / "trust-utopia").string(),
               stale = (support::specimens() / "trust-stale").string();
    EXPECT_NE(cardtool(std::string(read) + " --trust " + other)
                  .out.find("--fingerprint SHA256 FILE --to " + other + "\n"),
              std::string::npos);
    EXPECT_NE(cardtool(std::string(read) + " --trust " + stale)
                  .out.find("cardtool trust update FILE --to " + stale + ", or"),
              std::string::npos);
    EXPECT_NE(cardtool(read).out.find("FILE --to /etc/libcard/csca"), std::string::npos);
}

TEST(Cardtool, an_anchor_is_imported_only_under_the_fingerprint_that_was_given) {
    support::Folder folder;
    const std::string store = (folder.path() / "store").string(),
                      file = (support::specimens() / "trust/csca.cer").string();
    EXPECT_EQ(cardtool("trust import --fingerprint " + std::string(64, '0') + " " + file +
                       " --to " + store)
                  .exit_code,
              2);
    const auto fingerprint = card::certificate_fingerprint(support::read_file(file));
    EXPECT_EQ(cardtool("trust import --fingerprint " + fingerprint + " " + file + " --to " + store)
                  .exit_code,
              0);
    for (const auto& entry : std::filesystem::directory_iterator(store))
        EXPECT_NE(entry.status().permissions() & std::filesystem::perms::others_read,
                  std::filesystem::perms::none)
            << "other users must read the store";
    EXPECT_EQ(
        cardtool(
            "read --reader sim:vn-citizen-2021 --can 000123 --revocation when_available --trust " +
            store)
            .exit_code,
        0);
    EXPECT_EQ(cardtool("read --reader sim:vn-citizen-2021 --can 000123 --trust " + store).exit_code,
              11);
}

/// An update of this store that a signal ends where it is, after so many microseconds of its own
/// work: how busy the machine is moves no instant.
void update_killed_after(suseconds_t instant, const std::filesystem::path& store) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        static constexpr suseconds_t kSecond = 1'000'000;
        const itimerval once{{0, 0}, {instant / kSecond, instant % kSecond}};
        setitimer(ITIMER_PROF, &once, nullptr);
        execl(CARD_TOOL, CARD_TOOL, "trust", "update", delivery("new.ml").c_str(),
              delivery("new.crl").c_str(), delivery("pkd.ldif").c_str(), "--to", store.c_str(),
              nullptr);
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
}

TEST(Cardtool, an_import_that_is_killed_at_any_instant_leaves_the_old_store_or_the_new_one) {
    const auto root = delivery("root.cer");
    const std::string pin =
        " --fingerprint " + card::certificate_fingerprint(support::read_file(root));
    const auto digest_of = [](const std::filesystem::path& store) {
        return card::TrustStore::from_directory(store).digest();
    };
    const std::string more = "trust update " + delivery("new.ml") + " " + delivery("new.crl") +
                             " " + delivery("pkd.ldif") + " --to ";
    support::Folder folder;
    const auto first = folder.path() / "first", second = folder.path() / "second";
    ASSERT_EQ(cardtool("trust import " + root + pin + " --to " + first.string()).exit_code, 0);
    std::filesystem::copy(first, second, std::filesystem::copy_options::recursive);
    ASSERT_EQ(cardtool(more + second.string() + "/").exit_code, 1) << "the LDIF has strangers";
    const auto before = digest_of(first), after = digest_of(second);
    ASSERT_NE(before, after);
    int old_ones = 0, new_ones = 0;
    static constexpr suseconds_t kLongest = 20'000'000;  // microseconds
    const auto finer = static_cast<suseconds_t>(64 / support::stride(4, 16));
    for (suseconds_t instant = 1; new_ones < 3 && instant < kLongest;
         instant += instant / finer + 100) {
        support::Folder copy;
        const auto target = copy.path() / "store";
        std::filesystem::copy(first, target, std::filesystem::copy_options::recursive);
        update_killed_after(instant, target);
        const auto digest = digest_of(target);
        ASSERT_TRUE(digest == before || digest == after);
        ++(digest == before ? old_ones : new_ones);
    }
    EXPECT_GT(old_ones, 0);
    EXPECT_GE(new_ones, 3);
}

TEST(Cardtool, updates_say_what_was_taken_and_what_was_left_out_and_why) {
    support::Folder folder;
    const std::string to = " --to " + (folder.path() / "store").string(),
                      root = delivery("root.cer");
    const auto refused = cardtool("trust update " + root + to);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.out.find("LEFT OUT  root.cer: a new root"), std::string::npos) << refused.out;
    cardtool("trust import " + root + " --fingerprint " +
             card::certificate_fingerprint(support::read_file(root)) + to);
    EXPECT_NE(cardtool("trust update " + delivery("new.crl") + to).out.find("taken     new.crl"),
              std::string::npos);
    const auto older = cardtool("trust update " + delivery("old.crl") + to);
    EXPECT_EQ(older.exit_code, 2);
    EXPECT_NE(older.out.find("1 anchors, 1 revocation lists"), std::string::npos) << older.out;
    EXPECT_EQ(cardtool("trust update " + delivery("new.crl") + to).exit_code, 0);
    std::filesystem::resize_file(folder.path() / "store/MANIFEST", 10);
    EXPECT_NE(cardtool("trust list " + (folder.path() / "store").string(), "2>&1").exit_code, 0);
}

}  // namespace
