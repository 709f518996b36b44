// SPDX-License-Identifier: Apache-2.0
// Texts with escapes in the place of letters, signs and blanks.
#pragma once
#include <string_view>

namespace card::national::vietnam {

/// Whether `printed` is `original` with letters, signs and blanks as programs, pages and scanners
/// escape them (numbers, names, ALT and digits), each in its own way; nothing of it is decoded.
bool is_escaped(std::string_view printed, std::string_view original);

}  // namespace card::national::vietnam
