// SPDX-License-Identifier: Apache-2.0
// Texts that a keyboard makes of what a scanner types: keys for marks, a program that composes
// letters, another layout.
#pragma once
#include <string_view>

namespace card::national::vietnam {

/// Whether `printed` is `original` spelt in Telex, VNI or VIQR, composed or not or in part, or
/// typed on the keys of another layout: the same letters in their order in every word, and beside
/// them exactly the keys for the marks.
bool is_typed(std::string_view printed, std::string_view original);

}  // namespace card::national::vietnam
