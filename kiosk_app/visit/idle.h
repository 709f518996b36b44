// SPDX-License-Identifier: Apache-2.0
// How long a page waits for a person: the last seconds are announced and can be extended; then the
// visit is cleared.
#pragma once

namespace kiosk::visit {

/// The last seconds of a limit are the page "more time?".
inline constexpr int kWarningSeconds = 20;
inline constexpr int kMostExtensions = 10;

class Idle {
public:
    /// 0: as long as it takes. `announced`: the last seconds ask for more time; otherwise the page
    /// just ends.
    void start(int seconds, bool announced);
    /// Somebody is there: the limit begins anew, unless "more time?" is being asked: that is
    /// answered by extend() alone.
    void touched() {
        if (left_ < 0) idle_ = 0;
    }
    /// False when it was asked for too often.
    bool extend();
    void forget() { extensions_ = 0; }
    /// Voice doubles every limit.
    void set_doubled(bool doubled) { doubled_ = doubled; }
    /// While it is held no second counts.
    void hold(bool held) { held_ = held; }
    bool held() const { return held_; }
    int limit() const { return limit_; }
    /// -1 while nothing is announced.
    int left() const { return left_; }
    /// One second went by; true when it was the last.
    bool tick();

private:
    int limit_ = 0, idle_ = 0, left_ = -1, extensions_ = 0;
    bool announced_ = false, doubled_ = false, held_ = false;
};

}  // namespace kiosk::visit
