// SPDX-License-Identifier: Apache-2.0
// Tells a keyboard-wedge scanner from a hand: a burst of keys with a terminator. Its text is
// hostile until the QR parser has taken it apart.
#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace kiosk {

/// No hand types faster than this; no scanner is slower.
inline constexpr std::chrono::milliseconds kWedgeGap{35};
inline constexpr std::size_t kMaxWedge = 2048;
/// Fewer characters are not a card's code.
inline constexpr std::size_t kMinWedge = 20;

class WedgeFilter {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// One key's text, or the terminator. The code when the terminator ends a burst; every other
    /// key is nothing.
    std::optional<std::string> key(const std::string& text, bool terminator, Time now);
    void clear() {
        burst_.assign(burst_.size(), '0');  // what was typed does not stay in memory
        burst_.clear();
    }
    bool empty() const noexcept { return burst_.empty(); }

private:
    std::string burst_;
    Time last_{};
    bool too_long_ = false;
};

}  // namespace kiosk
