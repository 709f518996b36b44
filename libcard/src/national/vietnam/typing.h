// SPDX-License-Identifier: Apache-2.0
// Vietnamese as it is typed: keys for marks, and a program that composes letters of them.
#pragma once
#include <string_view>

namespace card::national::vietnam {

/// Whether `printed` is `original` spelt in Telex, VNI or VIQR, composed or not or in part: the
/// same letters in their order in every word, and beside them exactly the keys for the marks.
bool is_spelt(std::string_view printed, std::string_view original);

}  // namespace card::national::vietnam
