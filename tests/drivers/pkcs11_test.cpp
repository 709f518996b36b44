// SPDX-License-Identifier: Apache-2.0
// A terminal's key that stays in a token, through the real libp11 and SoftHSM.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "card/error.h"
#include "pkcs11/pkcs11_key.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kModule = "/usr/lib/softhsm/libsofthsm2.so";

card::SecretBytes pin(std::string_view text) {
    return card::SecretBytes(card::to_bytes(card::as_octets(text)));
}

/// A token of this test's own with the keys of both terminals.
class Token : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(kModule) || std::system("command -v softhsm2-util >/dev/null") != 0)
            GTEST_SKIP() << "SoftHSM is not installed";
        const auto configuration = folder_.path() / "softhsm2.conf";
        fs::create_directory(folder_.path() / "tokens");
        std::ofstream(configuration)
            << "directories.tokendir = " << (folder_.path() / "tokens").string()
            << "\nobjectstore.backend = file\nlog.level = ERROR\n";
        setenv("SOFTHSM2_CONF", configuration.c_str(), 1);
        ASSERT_EQ(
            run("softhsm2-util --init-token --free --label libcard --so-pin 87654321 --pin 123456"),
            0);
        for (const auto& [label, id] : {std::pair{"ecdsa", "01"}, std::pair{"rsa", "02"}}) {
            const auto key =
                support::specimens() / ("terminal-" + std::string(label)) / "terminal.pem";
            ASSERT_EQ(run("softhsm2-util --import " + key.string() + " --token libcard --label " +
                          label + " --id " + id + " --pin 123456"),
                      0);
        }
    }
    void TearDown() override { unsetenv("SOFTHSM2_CONF"); }

    static int run(const std::string& command) {
        return std::system((command + " >/dev/null 2>&1").c_str());
    }

    support::Folder folder_;
};

TEST_F(Token, signs_for_a_terminal_that_reads_protected_fingers) {
    for (const auto& [kind, name] :
         {std::pair{"ecdsa", "passport-guarded"}, std::pair{"rsa", "passport-guarded-bac"}}) {
        const auto key = card::terminal_key_from_pkcs11({kModule, "libcard", kind}, pin("123456"));
        card::Terminal terminal;
        for (const char* certificate : {"link", "verifier", "terminal"})
            terminal.certificates.push_back(
                support::read_file(support::specimens() / ("terminal-" + std::string(kind)) /
                                   (std::string(certificate) + ".cvcert")));
        terminal.key = key.get();
        card::ReadOptions options;
        options.terminal = &terminal;
        const auto specimen = support::specimen(name);
        simulated::CardTransport transport(specimen);
        const auto document = card::read(transport, support::mrz_of(specimen), options);
        EXPECT_EQ(document.terminal_authentication.outcome,
                  card::TerminalAuthenticationRecord::Outcome::done)
            << kind << ": " << document.terminal_authentication.problem;
        EXPECT_TRUE(document.file(card::FileId::dg3)) << kind;
    }
}

TEST_F(Token, what_is_missing_is_named) {
    const auto code = [](const card::Pkcs11Key& key, std::string_view number) {
        try {
            card::terminal_key_from_pkcs11(key, pin(number));
        } catch (const card::Error& error) {
            return std::pair(error.code(), std::string(error.what()));
        }
        return std::pair(card::Errc::protocol, std::string());
    };
    EXPECT_EQ(code({"/nonexistent.so", "libcard", "ecdsa"}, "123456").first, card::Errc::io);
    EXPECT_EQ(code({kModule, "another", "ecdsa"}, "123456").first, card::Errc::io);
    const auto wrong_pin = code({kModule, "libcard", "ecdsa"}, "654321");
    EXPECT_EQ(wrong_pin.first, card::Errc::usage);
    EXPECT_EQ(wrong_pin.second.find("654321"), std::string::npos);
    EXPECT_EQ(code({kModule, "libcard", "another"}, "123456").first, card::Errc::usage);
}

}  // namespace
