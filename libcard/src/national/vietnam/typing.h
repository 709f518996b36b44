// SPDX-License-Identifier: Apache-2.0
// Texts that a keyboard makes of what a scanner types: keys for marks, a program that composes
// letters, another layout.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace card::national::vietnam {

/// Whether `printed` is `original` spelt in Telex, VNI or VIQR, composed or not or in part: the
/// same letters in their order in every word, and beside them exactly the keys for the marks.
bool is_spelt(std::string_view printed, std::string_view original);

/// The text itself, and what a scanner that types on an English keyboard meant by it where the
/// computer has another layout, or writes in full width.
std::vector<std::string> as_typed(std::string_view printed);

}  // namespace card::national::vietnam
