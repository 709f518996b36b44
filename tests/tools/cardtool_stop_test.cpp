// SPDX-License-Identifier: Apache-2.0
// How cardtool ends by a signal, and how it asks for a secret on a terminal.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>

#include <chrono>
#include <csignal>
#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using support::exit_code_of;
using support::start_cardtool;

constexpr std::chrono::seconds kLongest{20};

/// Whether the kernel lists the signal for that process under "SigCgt" (caught) or "SigIgn"
/// (ignored).
bool lists_signal(pid_t child, const std::string& list, int signal) {
    std::ifstream in("/proc/" + std::to_string(child) + "/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(list + ":"))
            return (std::stoull(line.substr(8), nullptr, 16) & (1ULL << (signal - 1))) != 0;
    return false;
}

void await_handler(pid_t child) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    while (std::chrono::steady_clock::now() < end)
        if (lists_signal(child, "SigCgt", SIGINT)) return;
    ADD_FAILURE() << "Ctrl-C is not caught";
}

/// Until the child has written a first line: the watched card is read, and the next is awaited.
void await_line(const std::filesystem::path& out) {
    const auto end = std::chrono::steady_clock::now() + kLongest;
    while (std::chrono::steady_clock::now() < end) {
        std::ifstream in(out);
        std::string line;
        if (std::getline(in, line) && !in.eof()) return;
    }
    ADD_FAILURE() << "no card was read";
}

const std::vector<std::string> kWatch{
    "read", "--watch", "--json", "--can", "000123", "--reader", "sim:vn-citizen-2021"};

TEST(CardtoolStops, by_each_signal_with_its_exit_code_and_a_whole_line) {
    support::Folder folder;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const auto out = folder.path() / std::to_string(signal);
        const auto child = start_cardtool(kWatch, out.string());
        await_line(out);
        kill(child, signal);
        EXPECT_EQ(exit_code_of(child), 130);
        std::ifstream in(out);
        std::string first, second;
        std::getline(in, first);
        std::getline(in, second);
        EXPECT_EQ(nlohmann::json::parse(second).at("error").at("code"), "stopped");
    }
}

TEST(CardtoolStops, not_by_a_signal_that_its_caller_had_it_ignore) {
    support::Folder folder;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const auto out = folder.path() / std::to_string(signal);
        const auto child = start_cardtool(kWatch, out.string(), "/dev/null", signal);
        await_line(out);
        EXPECT_TRUE(lists_signal(child, "SigIgn", signal));
        kill(child, signal);
        kill(child, signal == SIGTERM ? SIGHUP : SIGTERM);
        EXPECT_EQ(exit_code_of(child), 130);
    }
}

TEST(CardtoolStops, also_where_nothing_looks_at_the_wish) {
    // Opening a pipe that nobody writes to hangs like a card.
    support::Folder folder;
    const auto pipe = folder.path() / "pipe", out = folder.path() / "out";
    ASSERT_EQ(mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR), 0);
    const auto child = start_cardtool(
        {"read", "--can", "000123", "--reader", "replay:" + pipe.string()}, out.string());
    await_handler(child);
    std::ifstream words("/proc/" + std::to_string(child) + "/cmdline");
    std::string shown;
    std::getline(words, shown);
    EXPECT_EQ(shown.find("000123"), std::string::npos) << "its number is shown to all users";
    std::ifstream limits("/proc/" + std::to_string(child) + "/limits");
    std::string line;
    while (std::getline(limits, line) && !line.starts_with("Max core file size")) {}
    EXPECT_EQ(line.substr(0, 40).find_last_of('0'), 26U) << "core dumps are on: " << line;
    struct stat process {};
    ASSERT_EQ(stat(("/proc/" + std::to_string(child)).c_str(), &process), 0);
    EXPECT_EQ(process.st_uid, 0U) << "other programs of this user may look inside";
    kill(child, SIGINT);
    EXPECT_EQ(exit_code_of(child), 130);
}

TEST(CardtoolStops, a_simulated_card_behind_a_service_that_says_nothing) {
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ASSERT_EQ(bind(listening, reinterpret_cast<sockaddr*>(&here), size), 0);
    ASSERT_EQ(listen(listening, 1), 0);
    ASSERT_EQ(getsockname(listening, reinterpret_cast<sockaddr*>(&here), &size), 0);
    support::Folder folder;
    const auto child =
        start_cardtool({"simulate", "--vpcd", "127.0.0.1:" + std::to_string(ntohs(here.sin_port))},
                       (folder.path() / "out").string());
    pollfd coming{listening, POLLIN, 0};
    EXPECT_EQ(poll(&coming, 1, 20'000), 1) << "it did not come";
    kill(child, SIGTERM);
    EXPECT_EQ(exit_code_of(child), 130);
    close(listening);
}

/// A child that hangs where nothing looks at the wish to stop: it opens a pipe that nobody writes.
class Hanging {
public:
    explicit Hanging(const support::Folder& folder) : pipe_(folder.path() / "pipe") {
        mkfifo(pipe_.c_str(), S_IRUSR | S_IWUSR);
        child = start_cardtool({"read", "--can", "000123", "--reader", "replay:" + pipe_.string()},
                               (folder.path() / "out").string());
        await_handler(child);
    }
    ~Hanging() { std::filesystem::remove(pipe_); }
    Hanging(const Hanging&) = delete;
    Hanging& operator=(const Hanging&) = delete;
    /// How long it lived on after these signals.
    milliseconds ended_after(const std::vector<int>& signals) const {
        const auto before = Clock::now();
        for (const int signal : signals) {
            kill(child, signal);
            await_taken(signal);
        }
        EXPECT_EQ(exit_code_of(child), 130);
        return std::chrono::duration_cast<milliseconds>(Clock::now() - before);
    }
    pid_t child = -1;

private:
    /// Of two signals of one kind that wait together one is lost.
    void await_taken(int signal) const {
        const auto end = Clock::now() + kLongest;
        while (lists_signal(child, "ShdPnd", signal))
            if (Clock::now() > end) return;
    }
    std::filesystem::path pipe_;
};

/// The shortest of several: a busy machine makes some of them longer, nothing makes one shorter.
milliseconds shortest_end(const std::vector<int>& signals, milliseconds enough) {
    static constexpr int kTries = 20;
    const support::Folder folder;
    auto shortest = milliseconds::max();
    for (int tries = 0; tries < kTries && shortest > enough; ++tries)
        shortest = std::min(shortest, Hanging(folder).ended_after(signals));
    return shortest;
}

constexpr milliseconds kGrace{250}, kPromised{300};

TEST(CardtoolStops, within_300_ms_while_something_hangs) {
    const auto took = shortest_end({SIGINT}, kPromised);
    EXPECT_LE(took, kPromised);
    EXPECT_GE(took, kGrace) << "its own way out had no time";
}

TEST(CardtoolStops, at_a_second_signal_without_waiting_for_its_own_way_out) {
    for (const int second : {SIGINT, SIGTERM, SIGHUP})
        EXPECT_LT(shortest_end({SIGINT, second}, kGrace - milliseconds(1)), kGrace) << second;
}

/// A pipe of one page that nobody reads.
class FullPipe {
public:
    explicit FullPipe(const std::filesystem::path& path) {
        mkfifo(path.c_str(), S_IRUSR | S_IWUSR);
        end_ = open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
        size_ = fcntl(end_, F_SETPIPE_SZ, 4096);
    }
    ~FullPipe() { close(end_); }
    FullPipe(const FullPipe&) = delete;
    FullPipe& operator=(const FullPipe&) = delete;
    bool is_full() const {
        int octets = 0;
        return ioctl(end_, FIONREAD, &octets) == 0 && octets == size_;
    }

private:
    int end_ = -1, size_ = 0;
};

TEST(CardtoolStops, while_it_writes_into_a_full_pipe_that_nobody_reads) {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "ThreadSanitizer hands a signal on when the call under way has ended";
#endif
    for (const bool errors_too : {false, true})
        for (const auto& signals : {std::vector{SIGINT}, std::vector{SIGINT, SIGINT, SIGTERM}}) {
            const support::Folder folder;
            const auto path = folder.path() / "pipe";
            const FullPipe pipe(path);
            const auto child =
                start_cardtool(kWatch, path.string(), errors_too ? path.string() : "/dev/null");
            const auto end = Clock::now() + kLongest;
            while (!pipe.is_full() && Clock::now() < end) {}
            EXPECT_TRUE(pipe.is_full()) << "its line had room";
            for (const int signal : signals) kill(child, signal);
            EXPECT_EQ(exit_code_of(child), 130) << signals.size();
        }
}

/// A user at a terminal who types at the first octet of a question, or before the program runs.
struct Typist {
    std::string arguments, typed;
    bool ahead = false;
};
struct Screen {
    std::string out;
    int exit_code = -1;
    bool echoed = false;  ///< the terminal showed what is typed when the question came
    bool echoes = false;  ///< it shows it when the program has ended
};

bool shows_what_is_typed(int terminal) {
    termios now{};
    return tcgetattr(terminal, &now) != 0 || (now.c_lflag & ECHO) != 0;
}

Screen run(const Typist& user) {
    Screen screen;
    int terminal = -1, go[2];
    if (pipe(go) != 0) std::abort();
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        char octet = 0;
        const auto command = "exec " CARD_TOOL
                             " read --reader sim:vn-citizen-2021 --lang en "
                             "--trust " +
                             (support::specimens() / "trust").string() + " " + user.arguments;
        if (read(go[0], &octet, 1) == 1) execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        _exit(127);
    }
    const auto type = [&] { return write(terminal, user.typed.data(), user.typed.size()) > 0; };
    bool typed = user.ahead && type();
    if (write(go[1], "", 1) != 1) std::abort();
    for (const int end : go) close(end);
    static constexpr int kLongestSilence = 60'000;  // milliseconds
    pollfd ready{terminal, POLLIN, 0};
    std::array<char, 4096> buffer{};
    while (poll(&ready, 1, kLongestSilence) == 1) {
        const auto count = read(terminal, buffer.data(), buffer.size());
        if (count <= 0) break;
        screen.out.append(buffer.data(), static_cast<std::size_t>(count));
        if (typed) continue;
        screen.echoed = shows_what_is_typed(terminal);
        typed = type();
    }
    screen.echoes = shows_what_is_typed(terminal);
    close(terminal);
    screen.exit_code = exit_code_of(child);
    std::erase(screen.out, '\r');
    return screen;
}

TEST(CardtoolAsks, who_sees_the_question_may_type_unseen) {
    for (const char* key : {"", "--can -", "--can-file -"}) {
        const auto screen = run({std::string(key) + " --json", "000123\n"});
        EXPECT_FALSE(screen.echoed) << "the question came before typing was hidden";
        EXPECT_TRUE(screen.echoes) << "the terminal is left as it was found";
        EXPECT_EQ(screen.exit_code, 0) << screen.out;
        EXPECT_NE(screen.out.find("typing is not shown"), std::string::npos) << screen.out;
        EXPECT_NE(screen.out.find("\"verdict\":\"genuine\""), std::string::npos) << screen.out;
        EXPECT_EQ(screen.out.find("000123\n"), std::string::npos) << screen.out;
    }
}

TEST(CardtoolAsks, and_a_user_who_stops_it_sees_again_what_is_typed) {
    const auto screen = run({"--can -", "\003"});
    EXPECT_FALSE(screen.echoed);
    EXPECT_TRUE(screen.echoes);
    EXPECT_EQ(screen.exit_code, 130) << screen.out;
}

TEST(CardtoolAsks, what_was_typed_ahead_counts) {
    const auto screen = run({"--can - --json", "000123\n", true});
    EXPECT_EQ(screen.exit_code, 0) << screen.out;
    EXPECT_NE(screen.out.find("\"verdict\":\"genuine\""), std::string::npos) << screen.out;
}

TEST(CardtoolAsks, a_watch_for_each_card_unseen) {
    const auto screen = run({"--can - --watch", "000123\n000123\n\004"});
    EXPECT_FALSE(screen.echoed);
    EXPECT_EQ(screen.exit_code, 0) << screen.out;
    EXPECT_EQ(screen.out.find("000123"), std::string::npos) << screen.out;
    const auto first = screen.out.find("0  genuine\n");
    ASSERT_NE(first, std::string::npos) << screen.out;
    EXPECT_NE(screen.out.find("0  genuine\n", first + 1), std::string::npos) << screen.out;
}

}  // namespace
