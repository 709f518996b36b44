// SPDX-License-Identifier: Apache-2.0
// cardtool read --terminal: folders as people and machines leave them.
#include <gtest/gtest.h>

#include <fstream>

#include <sys/stat.h>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;

class TerminalFolder : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directory(folder());
        for (const char* name : {"link", "verifier", "fingers", "both", "both-longer"})
            fs::copy(given() / (std::string(name) + ".cvcert"), folder() / name);
        fs::copy(given() / "terminal.pem", folder() / "terminal.pem");
    }
    static fs::path given() { return support::specimens() / "terminal-several"; }
    fs::path folder() const { return place_.path() / "terminal"; }
    fs::path saved() const { return place_.path() / "saved"; }
    void put(const std::string& name, std::string_view text) const {
        std::ofstream(folder() / name, std::ios::binary) << text;
    }
    support::Ran read(const std::string& more = {}) const {
        return cardtool("read --reader sim:passport-guarded --can 123456 --trust " +
                            (support::specimens() / "trust-utopia").string() + " --terminal " +
                            folder().string() + " --terminal-key " +
                            (folder() / "terminal.pem").string() + " --save " + saved().string() +
                            more,
                        "2>&1 >/dev/null");
    }

    support::Folder place_;
};

TEST_F(TerminalFolder, of_certificates_alone_reads_what_is_protected_and_says_nothing) {
    const auto ran = read();
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(fs::exists(saved() / "DG3.bin"));
    EXPECT_TRUE(fs::exists(saved() / "DG4.bin"));
}

TEST_F(TerminalFolder, has_its_foreign_files_named_and_passed_over) {
    const auto whole = support::read_file(folder() / "both");
    put(".DS_Store", std::string_view("\0\0\0\1Bud1", 8));
    put("README", "certificates of terminal 11\n");
    put("empty", "");
    put("other.pem",
        card::as_text(support::read_file(support::specimens() / "terminal-ecdsa" / "other.pem")));
    put("torn.cvcert", card::as_text(card::ByteView(whole).first(100)));
    put("x509.cvcert",
        card::as_text(support::read_file(support::specimens() / "trust" / "csca.cer")));
    put("huge.cvcert", "");
    fs::resize_file(folder() / "huge.cvcert", std::uintmax_t{1} << 40);
    fs::create_directory(folder() / "old.cvcert");
    ASSERT_EQ(mkfifo((folder() / "pipe.cvcert").c_str(), 0600), 0);
    const auto ran = read();
    EXPECT_EQ(ran.exit_code, 0);
    std::string expected;
    const auto say = [&](const char* name, const char* what) {
        expected += "cardtool: " + (folder() / name).string() + what + "\n";
    };
    static constexpr const char* kNoFile =
        " is no file, cannot be read, or is too large for a certificate: passed over";
    static constexpr const char* kNone = " is no card verifiable certificate: passed over";
    say(".DS_Store", kNone);
    say("README", kNone);
    say("empty", kNoFile);
    say("huge.cvcert", kNoFile);
    say("old.cvcert", kNoFile);
    say("other.pem", kNone);
    say("pipe.cvcert", kNoFile);
    say("torn.cvcert",
        " begins as a card verifiable certificate but is cut off or malformed: passed over");
    say("x509.cvcert", kNone);
    EXPECT_EQ(ran.out, expected);
    EXPECT_TRUE(fs::exists(saved() / "DG4.bin"));
}

TEST_F(TerminalFolder, without_a_certificate_ends_the_reading_before_a_card_is_wanted) {
    for (const char* name : {"link", "verifier", "fingers", "both", "both-longer"})
        fs::remove(folder() / name);
    put("README", "to come");
    const auto ran = read(" --lang vi");
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_NE(ran.out.find("không có chứng thư thiết bị (CVC) nào"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("README không phải chứng thư thiết bị (CVC): bỏ qua"),
              std::string::npos);
    EXPECT_FALSE(fs::exists(saved()));
}

TEST_F(TerminalFolder, with_more_files_than_a_terminal_has_is_refused) {
    static constexpr int kMost = 256, kThere = 6;
    for (int i = kThere; i < kMost; ++i) put("z" + std::to_string(i), "x");
    EXPECT_EQ(read().exit_code, 0);
    fs::remove_all(saved());
    put("one-more", "x");
    const auto ran = read();
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_NE(ran.out.find("has more than 256 files: name a folder with the terminal's "
                           "certificates alone"),
              std::string::npos)
        << ran.out;
}

TEST_F(TerminalFolder, whose_certificates_lead_from_another_authority_leaves_the_rest_readable) {
    for (const char* name : {"link", "fingers", "both", "both-longer"}) fs::remove(folder() / name);
    fs::copy(given() / "strange-terminal.cvcert", folder() / "terminal");
    const auto ran = read();
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_NE(ran.out.find("stay protected: no chain of certificates from the authority that the "
                           "chip trusts (UTCVCA00001)"),
              std::string::npos)
        << ran.out;
    EXPECT_TRUE(fs::exists(saved() / "DG1.bin"));
    EXPECT_FALSE(fs::exists(saved() / "DG3.bin"));
}

}  // namespace
