// SPDX-License-Identifier: Apache-2.0
// The last faults that visitors and staff were shown, for the report of faults: codes and times,
// never a value. Of the pages' thread.
#pragma once
#include <cstdint>
#include <deque>
#include <string>

#include "core/short_codes.h"

namespace kiosk {

/// A morning of a reader that fails every minute.
inline constexpr std::size_t kMostFaults = 200;

class Faults {
public:
    struct Fault {
        std::int64_t time;  ///< seconds since 1970
        std::string code;   ///< "K12"
    };
    /// What has no code of its own is noted as K00: its words might be anything.
    void note(std::string_view fault, std::int64_t time) {
        if (list_.size() == kMostFaults) list_.pop_front();
        list_.push_back({time, short_code(fault)});
    }
    /// The newest last.
    const std::deque<Fault>& list() const { return list_; }

private:
    std::deque<Fault> list_;
};

}  // namespace kiosk
