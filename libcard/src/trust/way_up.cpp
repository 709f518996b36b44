// SPDX-License-Identifier: Apache-2.0
// The certificates between an anchor and the root that the operator named.
#include <algorithm>
#include <map>

#include "trust/trust_index.h"

namespace card::trust {
namespace {

/// The certificate by which a key stands on a way: the root where it has one.
const Anchor* standing(const CscaKey& key) {
    const auto pinned = std::ranges::find_if(
        key.anchors, [](const Anchor* anchor) { return anchor->pinned && anchor->vouches(); });
    if (pinned != key.anchors.end()) return *pinned;
    const auto any = std::ranges::find_if(key.anchors, &Anchor::vouches);
    return any == key.anchors.end() ? nullptr : *any;
}

using Steps = std::map<const CscaKey*, const CscaKey*>;  ///< each with the key below it

std::vector<const Anchor*> unwound(const CscaKey* root, const Steps& steps) {
    std::vector<const Anchor*> way;
    for (const auto* key = root; key; key = steps.at(key)) way.push_back(standing(*key));
    std::ranges::reverse(way);
    return way;
}

/// The shortest; nothing where there is none.
std::optional<std::vector<const Anchor*>> find_way(const Anchor& from, bool over_odd_keys) {
    Steps steps;
    std::vector<const CscaKey*> reached;
    const auto reach = [&](const Anchor& anchor, const CscaKey* below) {
        for (const auto* key : anchor.vouched_by) {
            const auto* stands = standing(*key);
            if (!stands || steps.contains(key)) continue;
            if (!over_odd_keys && stands->key.oddity()) continue;
            steps.emplace(key, below);
            reached.push_back(key);
        }
    };
    reach(from, nullptr);
    for (std::size_t at = 0; at < reached.size(); ++at) {
        const auto* key = reached[at];
        if (standing(*key)->pinned) return unwound(key, steps);
        for (const auto* anchor : key->anchors)
            if (anchor->vouches()) reach(*anchor, key);
    }
    return {};
}

}  // namespace

std::vector<const Anchor*> way_up(const Anchor& anchor) {
    const auto& own = *anchor.csca_key;
    if (std::ranges::any_of(own.anchors, &Anchor::pinned)) return {};
    auto way = find_way(anchor, false);
    if (!way) way = find_way(anchor, true);
    return way.value_or(std::vector<const Anchor*>{});
}

}  // namespace card::trust
