// SPDX-License-Identifier: Apache-2.0
#include "core/trust_summary.h"

#include <algorithm>
#include <map>
#include <set>

namespace kiosk {
namespace {

/// What the lists of one state come to.
struct Lists {
    bool any = false, current = false;
};

bool takes(const std::vector<std::string>& allowed, const std::string& word) {
    return allowed.empty() || std::ranges::find(allowed, word) != allowed.end();
}

/// The states that an anchor speaks for.
std::set<std::string> states_of(const card::AnchorSummary& anchor) {
    std::set<std::string> states(anchor.states.begin(), anchor.states.end());
    if (!anchor.country.empty()) states.insert(anchor.country);
    return states;
}

/// By the key that signed it; a list without that by the name of its issuer.
bool is_of(const card::RevocationListSummary& list, const card::AnchorSummary& anchor) {
    return list.key_id.empty() || anchor.key_id.empty() ? list.issuer == anchor.name
                                                        : list.key_id == anchor.key_id;
}

}  // namespace

TrustSummary summary_of(const card::TrustStore& store, const card::Policy& policy,
                        std::int64_t now) {
    TrustSummary summary;
    const auto lists = store.describe_revocation_lists(now);
    for (const auto& list : lists)
        if (list.withdraws) summary.newest_list = std::max(summary.newest_list, list.this_update);
    std::map<std::string, Lists> states;
    for (const auto& anchor : store.describe_each_anchor()) {
        if (anchor.withdrawn || !takes(policy.allowed_sources, anchor.origin)) continue;
        for (const auto& state : states_of(anchor)) {
            if (!takes(policy.allowed_states, state)) continue;
            auto& own = states[state];
            for (const auto& list : lists) {
                if (!list.withdraws || !is_of(list, anchor)) continue;
                own.any = true;
                own.current |= list.clears;
            }
        }
    }
    for (const auto& state : policy.allowed_states)
        if (!states.contains(state)) summary.without_root.push_back(state);
    if (policy.revocation != card::Policy::Revocation::required) return summary;
    for (const auto& [state, own] : states)
        if (!own.current) (own.any ? summary.old_list : summary.without_list).push_back(state);
    return summary;
}

}  // namespace kiosk
