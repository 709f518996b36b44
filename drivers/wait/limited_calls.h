// SPDX-License-Identifier: Apache-2.0
// Calls into a library that may block for ever: a thread of their own makes them, and the caller
// waits with a limit.
#pragma once
#include <functional>
#include <memory>
#include <thread>

#include "card/transport.h"

namespace card {

/// One call at a time, from one thread. A call that outlives its limit is left behind: it keeps
/// what it uses alive, and until it returns further calls wait for it within their own limits, so
/// that one hung reader costs one thread and no more.
class LimitedCalls {
public:
    LimitedCalls();
    ~LimitedCalls();
    LimitedCalls(const LimitedCalls&) = delete;
    LimitedCalls& operator=(const LimitedCalls&) = delete;

    enum class Done { yes, late, stopped };
    /// `late` when the limit passed first, `stopped` when the stop came first. `job` must own what
    /// it touches: it is destroyed by the thread that ran it.
    Done run(std::function<void()> job, Milliseconds limit, const std::stop_token& stop = {});
    /// Lets go of something by that thread, before its next call; never waits and never drops it.
    /// From any thread.
    void dispose(std::function<void()> job);

private:
    struct State;
    std::shared_ptr<State> state_;
    std::thread thread_;
};

}  // namespace card
