// SPDX-License-Identifier: Apache-2.0
// Room that is shared out: by source, and within one by state.
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace card::trust {

/// The most that each may have, so that all of them together fit: nobody who wants less loses
/// anything to one who wants more.
inline std::size_t fair_share(std::vector<std::size_t> wanted, std::size_t room) {
    std::ranges::sort(wanted);
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        const std::size_t each = room / (wanted.size() - at);
        if (wanted[at] > each) return each;
        room -= wanted[at];
    }
    return wanted.empty() ? 0 : wanted.back();
}

}  // namespace card::trust
