// SPDX-License-Identifier: Apache-2.0
#include "counter/wedge_filter.h"

#include <utility>

namespace kiosk {

std::optional<std::string> WedgeFilter::key(const std::string& text, bool terminator, Time now) {
    if (now - last_ > kWedgeGap) {
        clear();
        too_long_ = false;
    }
    last_ = now;
    if (terminator) {
        auto code = std::exchange(burst_, {});
        if (std::exchange(too_long_, false) || code.size() < kMinWedge) return {};
        return code;
    }
    if (burst_.size() + text.size() > kMaxWedge) {
        clear();
        too_long_ = true;  // until the terminator: the rest of an endless code is no code
    }
    if (!too_long_) burst_ += text;
    return {};
}

}  // namespace kiosk
