// SPDX-License-Identifier: Apache-2.0
// cardtool where the system's policy (polkit) keeps its user out of the smart card service.
#include <gtest/gtest.h>

#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstring>
#include <thread>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;

/// A daemon that takes clients and answers the question for a context with one code, or hangs up:
/// what polkit makes of pcscd. Messages: size and command, then the structure, sent back filled in.
class RefusingDaemon {
public:
    static constexpr std::uint32_t kHangUp = 0;
    RefusingDaemon(const fs::path& path, std::uint32_t code) : code_(code) {
        address_.sun_family = AF_UNIX;
        std::strncpy(address_.sun_path, path.c_str(), sizeof address_.sun_path - 1);
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(bind(listener_, where(), sizeof address_), 0);
        EXPECT_EQ(listen(listener_, 4), 0);
        serving_ = std::thread([this] { serve(); });
    }
    ~RefusingDaemon() {
        ended_ = true;
        const int last = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(connect(last, where(), sizeof address_), 0) << "the thread waits for a client";
        close(last);
        serving_.join();
        unlink(address_.sun_path);
        close(listener_);
    }
    RefusingDaemon(const RefusingDaemon&) = delete;
    RefusingDaemon& operator=(const RefusingDaemon&) = delete;

private:
    const sockaddr* where() const { return reinterpret_cast<const sockaddr*>(&address_); }
    void serve() const {
        while (!ended_) {
            const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            while (answer(client)) {}
            close(client);
        }
    }
    bool answer(int client) const {
        static constexpr std::uint32_t kEstablish = 1, kRoom = 3;
        std::array<std::uint32_t, 2> header{};
        std::array<std::uint32_t, kRoom> body{};
        if (recv(client, header.data(), sizeof header, MSG_WAITALL) != sizeof header) return false;
        if (header[0] > sizeof body) return false;
        const auto size = static_cast<ssize_t>(header[0]);
        if (recv(client, body.data(), header[0], MSG_WAITALL) != size) return false;
        if (code_ == kHangUp) return false;
        body.back() = header[1] == kEstablish ? code_ : 0;
        return send(client, body.data(), header[0], MSG_NOSIGNAL) == size;
    }

    sockaddr_un address_{};
    std::uint32_t code_;
    int listener_ = -1;
    std::atomic<bool> ended_ = false;
    std::thread serving_;
};

class PolicyDoctor : public testing::Test {
protected:
    fs::path socket_path() const { return folder_.path() / "pcscd.comm"; }
    std::string environment() const { return "PCSCLITE_CSOCK_NAME=" + socket_path().string(); }
    support::Folder folder_;
};

TEST_F(PolicyDoctor, prints_the_rule_that_polkit_wants_where_its_policy_keeps_this_user_out) {
    const std::string user = getpwuid(geteuid())->pw_name;
    for (const std::uint32_t code : {0x8010006AU, RefusingDaemon::kHangUp}) {
        const RefusingDaemon daemon(socket_path(), code);
        const auto ran = support::cardtool("doctor --lang en --root " + folder_.path().string(),
                                           "2>&1", environment());
        EXPECT_EQ(ran.exit_code, 3);
        EXPECT_TRUE(ran.out.starts_with(
            " !!  The smart card service runs, but the system's policy (polkit) keeps this user "
            "out.\n"
            "     $ echo 'polkit.addRule(function(action, subject) {\n"
            "         if ((action.id == \"org.debian.pcsc-lite.access_pcsc\" ||\n"
            "              action.id == \"org.debian.pcsc-lite.access_card\") &&\n"
            "             subject.user == \"" +
            user +
            "\")\n"
            "           return polkit.Result.YES;\n"
            "       });' | sudo tee /etc/polkit-1/rules.d/50-libcard.rules\n"))
            << ran.out;
        EXPECT_EQ(ran.out.find("systemctl restart"), std::string::npos) << ran.out;
    }
}

TEST_F(PolicyDoctor, prints_that_rule_within_eighty_columns_in_vietnamese_too) {
    const RefusingDaemon daemon(socket_path(), 0x8010006A);
    const auto ran = support::cardtool_on_terminal(
        "doctor --lang vi --root " + folder_.path().string(), "2>/dev/null", environment());
    EXPECT_NE(ran.out.find("polkit.addRule(function(action, subject) {\n"), std::string::npos)
        << ran.out;
    EXPECT_TRUE(support::within_columns(ran.out)) << ran.out;
}

TEST_F(PolicyDoctor, is_named_where_a_policy_keeps_a_reading_out_in_both_languages) {
    const auto said = [this](std::uint32_t code, const char* language) {
        const RefusingDaemon daemon(socket_path(), code);
        auto ran = support::cardtool(std::string("read --can 000123 --lang ") + language, "2>&1",
                                     environment());
        EXPECT_EQ(ran.exit_code, 5);
        return ran.out;
    };
    EXPECT_TRUE(
        said(0x8010006A, "en")
            .starts_with("cardtool: the system's policy (polkit) keeps this user out of the "
                         "smart card service: 'cardtool doctor' prints the rule that lets "
                         "it in"));
    EXPECT_TRUE(said(0x8010006A, "vi")
                    .starts_with(
                        "cardtool: chính sách hệ thống (polkit) không cho người dùng này dùng dịch "
                        "vụ thẻ thông minh: 'cardtool doctor' in ra quy tắc cho phép"));
    EXPECT_TRUE(said(RefusingDaemon::kHangUp, "en")
                    .starts_with("cardtool: the smart card service hangs up: the system's policy "
                                 "(polkit) may keep this user out of it, 'cardtool doctor' prints "
                                 "the rule that lets it in"));
}

}  // namespace
