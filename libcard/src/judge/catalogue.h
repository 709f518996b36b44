// SPDX-License-Identifier: Apache-2.0
// Every check with its name, its weight and what it asks: one row each, the only place of either.
#pragma once
#include <span>

#include "card/check_id.h"
#include "card/report.h"

namespace card::judge {

/// What an outcome does: to the verdict, or to the people who must see it.
enum class Weight : std::uint8_t { none, attention, undetermined, not_genuine };

struct CheckRow {
    CheckId id;
    std::string_view name;  ///< a group's number is appended: "dg.hash" + ".14"
    Weight failed, not_possible;
    const char* passes_when;   ///< for docs/verdict.md
    const char* failed_note;   ///< there instead of the weight; empty: the weight
    const char* missing_note;  ///< likewise where it is not possible
    const char* clause;        ///< of Doc 9303 in the eighth edition (2021)
};

std::span<const CheckRow> checks();
const CheckRow& row_of(CheckId id);
/// The groups dg.*: their names carry a number.
bool is_of_group(CheckId id);

}  // namespace card::judge
