// SPDX-License-Identifier: Apache-2.0
#include "stop.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "common.h"
#include "exit_codes.h"
#include "screen.h"
#include "texts.h"

namespace cardtool {
namespace {

constexpr int kGrace = 250;  // milliseconds
constexpr std::chrono::seconds kTidying{1};
constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

/// A signal handler may touch little; it writes to a pipe that a thread reads. Neither end waits.
std::array<int, 2> signal_pipe;
void on_signal(int) {
    const char octet = 1;
    [[maybe_unused]] const auto written = write(signal_pipe[1], &octet, 1);
}

std::stop_source source;
std::atomic<bool> stop_was_said = false, json_asked = false;

std::mutex unfinished_mutex;
std::filesystem::path unfinished;
std::optional<termios> echoing;

void show_typing() {
    if (echoing) tcsetattr(STDIN_FILENO, TCSANOW, &*echoing);
}

card::Error stopped() {
    return {card::Errc::stopped, card::Step::read_stopped, "stopped on request"};
}

/// The streams of C++ are locked while the program waits for a reader of its pipe: past them, and
/// only into what has room.
void say_past_streams() {
    if (stop_was_said.exchange(true)) return;
    const auto error = stopped();
    if (json_asked) write_if_room(STDOUT_FILENO, card::to_json(error, origin_now()) + "\n");
    write_if_room(STDERR_FILENO, error_lines(error_text(error, language())));
}

void remove_unfinished() {
    const std::lock_guard lock(unfinished_mutex);
    std::error_code error;
    if (!unfinished.empty()) std::filesystem::remove_all(unfinished, error);
}

void tidy_up(std::promise<void> done) {
    try {
        std::signal(SIGTTOU, SIG_IGN);  // a program in the background may set its terminal right
        show_typing();
        say_past_streams();
        remove_unfinished();
    } catch (const std::exception&) {
        // The end comes whatever of it could be done.
    }
    done.set_value();
}

/// A disk, a terminal or a pipe may hang as well: what is left to do has a limit.
[[noreturn]] void end_now() {
    try {
        std::promise<void> tidy;
        const auto done = tidy.get_future();
        std::thread(tidy_up, std::move(tidy)).detach();
        done.wait_for(kTidying);
    } catch (const std::exception&) {
        // No thread to be had: it ends as it stands.
    }
    std::_Exit(kStopped);
}

/// True when a signal came before the limit, in milliseconds; -1: none.
bool signal_came(int limit) {
    pollfd next{signal_pipe[0], POLLIN, 0};
    if (poll(&next, 1, limit) != 1) return false;
    char octet = 0;
    return read(signal_pipe[0], &octet, 1) == 1;
}

/// The program's own way out may hang with what is to be stopped.
void watch_signals() {
    while (!signal_came(-1)) {}
    std::thread([] { source.request_stop(); }).detach();
    signal_came(kGrace);
    end_now();
}

bool arm() {
    if (pipe2(signal_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return false;
    std::thread(watch_signals).detach();
    for (const int number : kSignals) {
        struct sigaction before {};
        sigaction(number, nullptr, &before);
        if (before.sa_handler != SIG_IGN) std::signal(number, on_signal);
    }
    return true;
}

}  // namespace

std::stop_token stop_on_signal() {
    [[maybe_unused]] static const bool armed = arm();
    return source.get_token();
}

void check_stop() {
    if (stop_on_signal().stop_requested()) throw stopped();
}

void forget_signals() {
    for (const int number : kSignals) {
        struct sigaction now {};
        sigaction(number, nullptr, &now);
        if (now.sa_handler == on_signal) std::signal(number, SIG_DFL);
    }
}

void tell_errors_as_json() { json_asked = true; }

bool errors_are_json() { return json_asked; }

void say_stopped_once(bool json, const card::Error& error) {
    if (stop_was_said.exchange(true)) return;
    if (json) print_line(card::to_json(error, origin_now()));
    say(error_text(error, language()));
}

void leave_nothing_of(const std::filesystem::path& folder) {
    const std::lock_guard lock(unfinished_mutex);
    unfinished = folder;
}

NoEcho::NoEcho() {
    termios now{};
    if (tcgetattr(STDIN_FILENO, &now) != 0) return;
    echoing = now;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &now);  // what was typed ahead counts
}

NoEcho::~NoEcho() {
    show_typing();
    echoing.reset();
}

}  // namespace cardtool
