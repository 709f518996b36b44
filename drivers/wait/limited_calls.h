// Calls into a library that may block for ever: a thread of their own makes them, and the caller waits with a limit.
#pragma once
#include <functional>
#include <memory>

#include "card/transport.h"

namespace card {

/// One call at a time, from one thread. A call that outlives its limit is left behind: it keeps what it uses alive, and until
/// it returns every further call is refused at once, so that one hung reader costs one thread and no more.
class LimitedCalls {
public:
    LimitedCalls();
    ~LimitedCalls();
    LimitedCalls(const LimitedCalls&) = delete;
    LimitedCalls& operator=(const LimitedCalls&) = delete;

    /// False when the limit passed first, or a call that was left behind has not come back. `job` must own what it touches.
    bool run(std::function<void()> job, Milliseconds limit);
    /// A call was left behind and has not come back.
    bool hung() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace card
