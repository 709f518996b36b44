// SPDX-License-Identifier: Apache-2.0
// How long a wait may still take.
#pragma once
#include <algorithm>
#include <chrono>

#include "card/transport.h"

namespace card {

class Deadline {
public:
    explicit Deadline(Milliseconds limit)
        : end_(limit == kNoLimit ? Clock::time_point::max() : Clock::now() + limit) {}
    bool passed() const { return Clock::now() >= end_; }
    /// The time left, `most` at most, nothing below zero.
    Milliseconds left(Milliseconds most) const {
        if (end_ == Clock::time_point::max()) return most;
        return std::clamp(std::chrono::ceil<Milliseconds>(end_ - Clock::now()), Milliseconds(0),
                          most);
    }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point end_;
};

/// Throws Error{stopped} or Error{timed_out} where one is due.
void check(const std::stop_token& stop, const Deadline& deadline);

}  // namespace card
