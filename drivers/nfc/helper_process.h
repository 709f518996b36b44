// SPDX-License-Identifier: Apache-2.0
// The helper process as the driver sees it: started when needed, restarted after a crash with
// back-off, killed when it hangs.
#pragma once
#include <chrono>
#include <string>

#include "card/transport.h"
#include "nfc/messages.h"

namespace card::nfc {

struct Message {
    Reply reply = Reply::error;
    Bytes body;
    Failure failure() const {
        return body.empty() ? Failure::garbled : static_cast<Failure>(body[0]);
    }
};

class HelperProcess {
public:
    explicit HelperProcess(std::string program) : program_(std::move(program)) {}
    ~HelperProcess() { end(); }
    HelperProcess(const HelperProcess&) = delete;
    HelperProcess& operator=(const HelperProcess&) = delete;

    bool runs() const noexcept { return pid_ > 0; }
    /// Throws Error{reader_lost} where the program is missing, or while the back-off after a crash
    /// lasts.
    void start();
    /// One request, one reply. Throws Error{reader_lost} when the helper dies, or does not reply in
    /// time and is killed. A stop kills the helper, as libnfc cannot be interrupted otherwise:
    /// Error{stopped}.
    Message request(Request request, ByteView body, Milliseconds limit,
                    const std::stop_token& stop = {});
    /// Closes the socket, gives the helper a moment to put its device to rest, then kills it.
    void end() noexcept;
    int pid() const noexcept { return pid_; }

private:
    [[noreturn]] void lost(const char* what);

    std::string program_;
    int pid_ = -1, socket_ = -1;
    int crashes_ = 0;  ///< since the last answer of a card
    std::chrono::steady_clock::time_point not_before_{};
};

}  // namespace card::nfc
