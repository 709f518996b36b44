// SPDX-License-Identifier: Apache-2.0
// cardtool trust: folders that people mistype, what killed runs leave, answers for scripts.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include <fcntl.h>

#include "card/error.h"
#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;

std::string delivery(const char* name) {
    return (support::specimens() / "deliveries" / name).string();
}
std::string pin() {
    return " --fingerprint " +
           card::certificate_fingerprint(support::read_file(delivery("root.cer")));
}

class Stores : public testing::Test {
protected:
    std::string store() const { return (folder_.path() / "store").string(); }
    std::string to() const { return " --to " + store(); }
    void make() {
        ASSERT_EQ(cardtool("trust import " + delivery("root.cer") + pin() + to()).exit_code, 0);
    }
    support::Folder folder_;
};

TEST_F(Stores, a_mistyped_folder_is_not_made_and_a_file_is_not_replaced) {
    const auto mistyped = folder_.path() / "etc" / "stoer";
    const auto ran = cardtool("trust update " + delivery("new.crl") + " --to " + mistyped.string());
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_NE(ran.out.find("no such store"), std::string::npos) << ran.out;
    EXPECT_FALSE(fs::exists(mistyped.parent_path()));
    std::ofstream(store()) << "precious";
    EXPECT_EQ(cardtool("trust import " + delivery("root.cer") + pin() + to()).exit_code, 2);
    EXPECT_EQ(card::as_text(support::read_file(store())), "precious");
    EXPECT_FALSE(fs::exists(store() + ".lock"));
}

TEST_F(Stores, what_killed_runs_left_beside_a_store_is_removed_and_nothing_of_a_persons) {
    make();
    for (const char* name : {"store.new-aB3dEf", "store.new-backup", "store.new-Zz9yXx"})
        fs::create_directories(folder_.path() / name);
    std::ofstream(folder_.path() / "store.new-aB3dEf" / "0011223344556677.cer") << "half";
    std::ofstream(folder_.path() / "store.new-Zz9yXx" / "letter.txt") << "a person's";
    cardtool("trust update " + delivery("new.crl") + to());
    EXPECT_FALSE(fs::exists(folder_.path() / "store.new-aB3dEf"));
    EXPECT_TRUE(fs::exists(folder_.path() / "store.new-backup"));
    EXPECT_TRUE(fs::exists(folder_.path() / "store.new-Zz9yXx" / "letter.txt"));
}

TEST_F(Stores, scripts_learn_by_exit_code_and_json_what_was_taken_and_what_not) {
    make();
    const auto part =
        cardtool("trust update " + delivery("new.crl") + " " + delivery("forged.crl") + to());
    EXPECT_EQ(part.exit_code, 1);
    EXPECT_NE(part.out.find("1 taken, 0 there already, 1 left out"), std::string::npos) << part.out;
    const auto again = cardtool("trust update --json " + delivery("new.crl") + to());
    EXPECT_EQ(again.exit_code, 0);
    const auto said = nlohmann::json::parse(again.out);
    EXPECT_EQ(said["known"], 1);
    EXPECT_EQ(said["lines"][0]["result"], "known");
    const auto list = cardtool("trust list --json " + store());
    const auto stored = nlohmann::json::parse(list.out);
    ASSERT_EQ(stored["revocation_lists"].size(), 1U);
    EXPECT_FALSE(stored["revocation_lists"][0]["this_update"].get<std::string>().empty());
    EXPECT_NE(list.out.find("withdraws"), std::string::npos);
    EXPECT_EQ(stored["anchors"][0]["pinned"], true);
    const auto people = cardtool("trust list " + store());
    EXPECT_NE(people.out.find("CRL of "), std::string::npos) << people.out;
    EXPECT_EQ(cardtool("trust check " + delivery("forged.crl")).exit_code, 7) << "no anchor";
    EXPECT_EQ(cardtool("trust check " + store()).exit_code, 0);
}

TEST_F(Stores, a_csca_without_a_state_counts_for_the_documents_it_was_imported_for) {
    NEEDS_SHARED_DATA();
    const auto inputs = support::shared_data() / "field/inputs";
    const auto csca = inputs / "trust-nocountry/csca.cer",
               crl = inputs / "trust-nocountry/csca.crl";
    if (!fs::exists(csca)) GTEST_SKIP() << "no field cases";
    const auto import = [&](const std::string& more) {
        return cardtool("trust import " + csca.string() + " " + crl.string() + " --fingerprint " +
                        card::certificate_fingerprint(support::read_file(csca)) + more + to())
            .exit_code;
    };
    const std::string command =
        "read --reader sim:" + (inputs / "nocountry.json").string() + " --mrz '" +
        "P<SMRERIKSSON<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<X123456785SMR9001011F3501014" +
        "<<<<<<<<<<<<<<<6' --trust " + store();
    const auto read = [&] {
        const auto ran = cardtool(command + " --json");
        const auto report = nlohmann::json::parse(ran.out);
        const auto& checks = report["checks"];
        const auto country = std::ranges::find_if(
            checks, [](const auto& check) { return check["id"] == "dsc.country"; });
        return country == checks.end() ? ran.out : country->dump();
    };
    ASSERT_EQ(import(""), 0);
    EXPECT_NE(read().find("not_possible"), std::string::npos) << read();
    const auto hint = cardtool(command + " --lang en").out;
    EXPECT_NE(hint.find("cardtool trust import --fingerprint SHA256 --state CODE FILE --to " +
                        store() + "\n"),
              std::string::npos)
        << hint;
    ASSERT_EQ(import(" --state UTO"), 0);
    EXPECT_NE(read().find("not_possible"), std::string::npos) << "another state";
    ASSERT_EQ(import(" --state SMR"), 0);
    EXPECT_NE(read().find("passed"), std::string::npos) << read();
    EXPECT_NE(read().find("state_by_import"), std::string::npos) << read();
}

void copy_store(const fs::path& from, const fs::path& to) {
    fs::copy(from, to, fs::copy_options::recursive);
}

/// Exchanges a store by one of two others in turn, by the way of cardtool, until it goes.
class Exchanging {
public:
    Exchanging(fs::path store, fs::path one, fs::path other)
        : thread_([this, store = std::move(store), one = std::move(one), other = std::move(other)] {
              run(store, one, other);
          }) {}
    ~Exchanging() {
        stop_ = true;
        thread_.join();
    }
    int count() const { return count_; }

private:
    void run(const fs::path& store, const fs::path& one, const fs::path& other) {
        const auto staging = store.parent_path() / "staging";
        for (bool turn = false; !stop_; turn = !turn) {
            copy_store(turn ? one : other, staging);
            renameat2(AT_FDCWD, staging.c_str(), AT_FDCWD, store.c_str(), RENAME_EXCHANGE);
            fs::remove_all(staging);
            ++count_;
        }
    }
    std::atomic<bool> stop_ = false;
    std::atomic<int> count_ = 0;
    std::thread thread_;
};

TEST_F(Stores, a_reader_sees_the_old_store_or_the_new_one_while_it_is_exchanged) {
    make();
    const auto old_one = folder_.path() / "old", new_one = folder_.path() / "new";
    copy_store(store(), old_one);
    copy_store(store(), new_one);
    ASSERT_EQ(cardtool("trust update " + delivery("new.crl") + " " + delivery("new.ml") + " --to " +
                       new_one.string())
                  .exit_code,
              0);
    const std::vector<std::string> digests{card::TrustStore::from_directory(old_one).digest(),
                                           card::TrustStore::from_directory(new_one).digest()};
    ASSERT_NE(digests[0], digests[1]);
    const int loads = support::mutate_all() ? 10'000 : 300;
    int others = 0;
    const Exchanging exchanging(store(), old_one, new_one);
    for (int load = 0; load < loads; ++load) {
        try {
            const auto digest = card::TrustStore::from_directory(store()).digest();
            others += std::ranges::find(digests, digest) == digests.end();
        } catch (const card::Error& error) {
            ADD_FAILURE() << error.what();
        }
    }
    EXPECT_EQ(others, 0);
    EXPECT_GT(exchanging.count(), 3);
}

}  // namespace
