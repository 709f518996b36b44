// SPDX-License-Identifier: Apache-2.0
#include "visit/idle.h"

namespace kiosk::visit {

void Idle::start(int seconds, bool announced) {
    limit_ = doubled_ ? 2 * seconds : seconds;
    announced_ = announced;
    idle_ = 0;
    left_ = -1;
    held_ = false;
}

bool Idle::extend() {
    if (++extensions_ > kMostExtensions) return false;
    idle_ = 0;
    left_ = -1;
    return true;
}

bool Idle::tick() {
    if (held_ || limit_ == 0) return false;
    const int left = limit_ - ++idle_;
    if (left <= 0) {
        limit_ = 0;
        return true;
    }
    if (announced_ && left <= kWarningSeconds) left_ = left;
    return false;
}

}  // namespace kiosk::visit
