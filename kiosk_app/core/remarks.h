// SPDX-License-Identifier: Apache-2.0
// What asks for attention in a report, in words that say whether to act: a clerk sees each.
#pragma once
#include <string>
#include <vector>

#include "card/explain.h"

namespace kiosk {

struct Remark {
    std::string text_id;             ///< the kiosk's own: what is odd
    std::string do_id;               ///< what the clerk does about it
    std::vector<card::Because> why;  ///< %1 of the text, unless `argument` is
    std::string argument;            ///< %1 of the text: a date dd/MM/yyyy; empty: the reasons are
    std::vector<card::CheckName> checks;  ///< which asked for it
};

/// In the order of `explanation`; checks of one kind in one remark. What the plate itself says of a
/// card that has only expired stands there alone.
std::vector<Remark> remarks_of(const card::Report& report, const card::Explanation& explanation);

/// dd/MM/yyyy of yyyy-mm-dd.
std::string as_on_the_card(const std::string& day);

}  // namespace kiosk
