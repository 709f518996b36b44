// SPDX-License-Identifier: Apache-2.0
// Keyboards: a scanner presses the keys of one layout, and the computer has another.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace card::national::vietnam {

/// The text itself, and what a scanner that types on an English keyboard meant by it where the
/// computer has another layout or caps lock on, or writes in full width. No two are equal.
std::vector<std::string> as_typed(std::string_view printed);

/// Whether `printed` is `original` on the keys of any other layout: each sign has become another,
/// always the same, and enough of them came again for that to be no chance.
bool is_on_other_keys(std::string_view printed, std::string_view original);

/// Whether one sign stands for all letters with marks, which are not all the same: the key of the
/// question mark on another layout.
bool has_one_sign_for_lost_letters(std::string_view printed, std::string_view original);

}  // namespace card::national::vietnam
