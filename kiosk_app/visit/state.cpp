// SPDX-License-Identifier: Apache-2.0
#include "visit/state.h"

#include <algorithm>

namespace kiosk::visit {

bool Rules::boxed(std::size_t purpose) const {
    const auto required = std::ranges::count_if(purposes, &Purpose::required);
    return required > 1 || !purposes[purpose].required;
}

bool holds_visitor(const State& state) {
    const auto& held = state.held;
    return !held.transaction.empty() || held.key.key || !held.fields.empty() || held.outcome ||
           held.document || held.report || held.sod || held.ticket ||
           held.consent.by != Consent::By::nobody || !held.decision.empty() || state.pad.holds() ||
           !state.passport.empty() || !state.passport_marked.empty();
}

}  // namespace kiosk::visit
