// SPDX-License-Identifier: Apache-2.0
// Runs cardtool as its users do.
#pragma once
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace support {

/// What programs keep for their user goes there, not into the home of who runs the tests.
class StateHome {
public:
    StateHome() {
        if (mkdtemp(folder_)) setenv("XDG_STATE_HOME", folder_, 1);
    }
    ~StateHome() {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    StateHome(const StateHome&) = delete;
    StateHome& operator=(const StateHome&) = delete;

private:
    char folder_[32] = "/tmp/cardtool_state.XXXXXX";
};
inline const StateHome kStateHome;

struct Ran {
    int exit_code = 0;
    std::string out;
};

/// `before`: what stands before the program, an environment or another program. Its input is empty
/// where nothing gives it one: no test waits for somebody to type.
inline Ran cardtool(const std::string& arguments, const std::string& redirect = "2>/dev/null",
                    const std::string& before = {}) {
    Ran ran;
    const bool fed = before.find('|') != std::string::npos;
    const std::string input = fed ? " " : " </dev/null ";  // what stands behind it counts instead
    FILE* pipe =
        popen((before + " " + CARD_TOOL + input + arguments + " " + redirect).c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
        ran.out.append(buffer.data(), count);
    ran.exit_code = WEXITSTATUS(pclose(pipe));
    return ran;
}

/// The same on a terminal: what its screen was sent. `typed` is what its user types.
inline Ran cardtool_on_terminal(const std::string& arguments,
                                const std::string& redirect = "2>/dev/null",
                                const std::string& before = {}, const std::string& typed = {}) {
    Ran ran;
    int screen = -1;
    const pid_t child = forkpty(&screen, nullptr, nullptr, nullptr);
    if (child == 0) {
        const auto command = before + " " + CARD_TOOL + " " + arguments + " " + redirect;
        execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
        _exit(127);
    }
    bool asked = typed.empty();
    std::array<char, 4096> buffer{};
    ssize_t count = 0;
    while ((count = ::read(screen, buffer.data(), buffer.size())) > 0) {
        for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count)))
            if (c != '\r') ran.out += c;
        // Typed when it was asked for: what comes earlier a terminal would show.
        if (!asked && ran.out.ends_with(": "))
            asked = ::write(screen, typed.data(), typed.size()) > 0;
    }
    close(screen);
    int status = 0;
    waitpid(child, &status, 0);
    ran.exit_code = WEXITSTATUS(status);
    return ran;
}

/// A child that runs cardtool with these words. Signals do to it what they do by default, whoever
/// started the tests (a job in the background ignores Ctrl-C), but for `ignored`.
inline pid_t start_cardtool(const std::vector<std::string>& words, const std::string& out,
                            const std::string& err = "/dev/null", int ignored = 0) {
    std::fflush(nullptr);  // or the child would print it again
    const pid_t child = fork();
    if (child != 0) return child;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, signal == ignored ? SIG_IGN : SIG_DFL);
    std::string program = "cardtool";
    std::vector<char*> argv{program.data()};
    std::vector<std::string> own(words);
    for (auto& word : own) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (!std::freopen("/dev/null", "r", stdin) || !std::freopen(out.c_str(), "w", stdout) ||
        !std::freopen(err.c_str(), "w", stderr))
        _exit(127);
    execv(CARD_TOOL, argv.data());
    _exit(127);
}

/// Waits for its end; a signal that ended it counts below zero. One that does not end is killed.
inline int exit_code_of(pid_t child) {
    static constexpr int kLongest = 60'000;  // milliseconds
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    pollfd ended{handle, POLLIN, 0};
    if (handle < 0 || poll(&ended, 1, kLongest) != 1) kill(child, SIGKILL);
    if (handle >= 0) close(handle);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// No line is longer than a terminal of 80 columns.
inline bool within_columns(const std::string& screen) {
    std::istringstream lines(screen);
    for (std::string line; std::getline(lines, line);)
        if (columns(line) > 80) return false;
    return true;
}

}  // namespace support
