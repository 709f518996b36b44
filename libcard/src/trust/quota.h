// SPDX-License-Identifier: Apache-2.0
// Room that is shared out: by source, and within one by state.
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace card::trust {

/// How much a store takes of what anybody with a key could send without end. What is too much gives
/// way: the worst source first, within one the state with the most.
struct Quotas {
    std::size_t signers = 200'000;
    std::size_t octets_of_signers = std::size_t{192} * 1024 * 1024;
    std::size_t lists_of_key = 64;  ///< revocation lists of all its scopes
    std::size_t lists = 7'000;      ///< revocation lists of all keys
    std::size_t octets_of_lists = std::size_t{128} * 1024 * 1024;
    std::size_t links_of_state = 1'000;
    std::size_t links = 5'000;
};

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
