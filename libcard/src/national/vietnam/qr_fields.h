// SPDX-License-Identifier: Apache-2.0
// The fields of a printed code, as a scanner gave them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace card::national::vietnam {

/// The number of a citizen card's code of which only the first fields came; nothing for a whole
/// code and for any other text.
std::optional<std::string> number_of_cut_qr(std::string_view text);

}  // namespace card::national::vietnam
