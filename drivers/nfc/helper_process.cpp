// SPDX-License-Identifier: Apache-2.0
#include "nfc/helper_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "wait/deadline.h"

extern char** environ;

namespace card::nfc {
namespace {

constexpr Milliseconds kFirstBackOff{100};
constexpr Milliseconds kLongestBackOff{5000};
/// A stop is seen after this at the latest.
constexpr Milliseconds kSlice{50};
/// What a helper may take to put its device to rest.
constexpr Milliseconds kRestLimit{300};

[[noreturn]] void fail(const std::string& text) {
    throw Error(Errc::reader_lost, Step::reader, text);
}

}  // namespace

void HelperProcess::start() {
    if (runs()) return;
    if (std::chrono::steady_clock::now() < not_before_)
        fail("the NFC reader's driver crashed and is being started again");
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        fail("the NFC reader's driver cannot be started");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    // dup2 onto itself would leave the descriptor closed on exec: it is moved out of the way first.
    const int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, kHelperSocket + 1);
    posix_spawn_file_actions_adddup2(&actions, theirs, kHelperSocket);
    char* arguments[] = {program_.data(), nullptr};
    pid_t pid = -1;
    const int failed = posix_spawn(&pid, program_.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    close(theirs);
    if (failed != 0) {
        close(ends[0]);
        fail(program_ + " cannot be started: card-nfc-helper must lie beside this program");
    }
    pid_ = pid;
    socket_ = ends[0];
}

void HelperProcess::end() noexcept {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
    if (pid_ <= 0) return;
    const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    pollfd ended{descriptor, POLLIN, 0};
    if (descriptor < 0 || poll(&ended, 1, static_cast<int>(kRestLimit.count())) <= 0)
        kill(pid_, SIGKILL);
    // A process that the kernel cannot end now is collected by whoever comes after us.
    if (descriptor < 0 || poll(&ended, 1, static_cast<int>(kRestLimit.count())) > 0)
        waitpid(pid_, nullptr, descriptor < 0 ? 0 : WNOHANG);
    if (descriptor >= 0) close(descriptor);
    pid_ = -1;
}

void HelperProcess::lost(const char* what) {
    if (pid_ > 0) kill(pid_, SIGKILL);
    end();
    const auto wait = std::min(kLongestBackOff, kFirstBackOff * (1 << std::min(crashes_, 6)));
    ++crashes_;
    not_before_ = std::chrono::steady_clock::now() + wait;
    fail(what);
}

Message HelperProcess::request(Request request, ByteView body, Milliseconds limit,
                               const std::stop_token& stop) {
    if (!runs()) fail("the NFC reader's driver does not run");
    Bytes message{static_cast<std::uint8_t>(request)};
    append(message, body);
    if (send(socket_, message.data(), message.size(), MSG_NOSIGNAL) < 0)
        lost("the NFC reader's driver crashed and is started again");
    const Deadline deadline(limit);
    pollfd wait{socket_, POLLIN, 0};
    while (poll(&wait, 1, static_cast<int>(deadline.left(kSlice).count())) <= 0) {
        if (stop.stop_requested()) {
            kill(pid_, SIGKILL);
            end();
            throw Error(Errc::stopped, Step::reader_wait, "stopped on request");
        }
        if (deadline.passed()) lost("the NFC reader does not answer and is opened anew");
    }
    Bytes reply(kMaxMessage);
    const auto size = recv(socket_, reply.data(), reply.size(), 0);
    if (size <= 0) lost("the NFC reader's driver crashed and is started again");
    const auto kind = static_cast<Reply>(reply[0]);
    if (kind == Reply::answer) crashes_ = 0;
    return {kind, Bytes(reply.begin() + 1, reply.begin() + size)};
}

}  // namespace card::nfc
