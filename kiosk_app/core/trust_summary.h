// SPDX-License-Identifier: Apache-2.0
// What of a trust store keeps cards from a verdict, for the administrator.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "card/report.h"
#include "card/trust_store.h"

namespace kiosk {

struct TrustSummary {
    std::string
        newest_list;  ///< day of issue of the newest revocation list that counts, YYYY-MM-DD
    // States whose cards are "undetermined" at best, by their two letters, and why.
    std::vector<std::string> without_root;  ///< the policy takes them, and no root is there
    std::vector<std::string> without_list;  ///< no revocation list by any of their keys
    std::vector<std::string> old_list;      ///< none of their lists is current
};

/// `now`: seconds since 1970.
TrustSummary summary_of(const card::TrustStore& store, const card::Policy& policy,
                        std::int64_t now);

}  // namespace kiosk
