// SPDX-License-Identifier: Apache-2.0
// The PC/SC daemon as owners and values: one context, made anew after a restart; every call has a
// limit; every return code becomes a value or one Error.
#pragma once
#include <winscard.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "wait/limited_calls.h"

namespace card::pcsc {

/// Longest single question to the daemon. A stop request interrupts it through SCardCancel; one
/// that comes just before the question is seen after it, still within 100 ms.
inline constexpr Milliseconds kQuestion{80};
/// Beyond this a call counts as hung: the daemon answers everything but the card's own work at
/// once.
inline constexpr Milliseconds kDaemonLimit{3000};
/// Powering a card.
inline constexpr Milliseconds kConnectLimit{5000};

/// Releases itself by the thread that makes the calls: a daemon that is frozen must not hold up
/// whoever lets go of it.
class Context {
public:
    Context(std::shared_ptr<LimitedCalls> calls, SCARDCONTEXT handle)
        : calls_(std::move(calls)), handle_(handle) {}
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    SCARDCONTEXT get() const noexcept { return handle_; }

private:
    std::shared_ptr<LimitedCalls> calls_;
    SCARDCONTEXT handle_;
};

struct Status {
    DWORD state = 0;  ///< SCARD_STATE_...
    Bytes atr;

    /// Counts the comings and goings of cards (pcsc-lite keeps it beside the state).
    std::uint32_t event() const { return static_cast<std::uint32_t>(state) >> 16; }
};

class Service {
public:
    /// Names of the readers. Throws Error{reader_lost} when pcscd does not run or does not let us
    /// in.
    std::vector<std::string> readers();
    /// Waits until the reader's state differs from `known` (SCARD_STATE_UNAWARE: at once), `most`
    /// at most.
    Status status(const std::string& reader, DWORD known, Milliseconds most);
    /// Waits until the state of one of these readers differs from what is known, `most` at most;
    /// one that has vanished ends it.
    void wait_for_change(const std::vector<std::pair<std::string, DWORD>>& known,
                         Milliseconds most);
    /// Waits until a reader came or went, `most` at most. It is asked for alone: beside a reader
    /// that has vanished the question fails as a whole.
    void wait_for_plug(Milliseconds most);
    /// Interrupts a question; from any thread, never waiting.
    void cancel() noexcept;
    /// What follows ends with Error{stopped} when `stop` is asked for.
    void stop_with(std::stop_token stop) { stop_ = std::move(stop); }
    /// The daemon answered last time.
    bool connected() const noexcept { return context_ != nullptr; }
    /// An exclusive connection to the card on the reader.
    std::unique_ptr<Transport> connect(const std::string& reader, Milliseconds transmit_limit);
    /// Sends an escape command to the reader itself; false when it does not take one.
    bool escape(const std::string& reader, ByteView command);
    /// Forgets the context: after the daemon's end only a new one works.
    void forget() noexcept;

private:
    std::shared_ptr<Context> context();
    LONG call(Milliseconds limit, const std::string& reader, std::function<LONG()> job);

    std::shared_ptr<LimitedCalls> calls_ = std::make_shared<LimitedCalls>();
    LimitedCalls cancel_calls_;
    std::stop_token stop_;
    std::shared_ptr<Context> context_;
    std::atomic<SCARDCONTEXT> cancellable_ = 0;
};

/// One sentence of what went wrong and what to do.
[[noreturn]] void fail(LONG code, const std::string& reader);
/// The same of a daemon that hangs up on a new client without a word.
[[noreturn]] void fail_turned_away();
/// The daemon has ended or has been restarted: the context is worth nothing any more.
bool is_service_loss(LONG code);

}  // namespace card::pcsc
