// SPDX-License-Identifier: Apache-2.0
// Text that somebody else wrote, for a terminal, a page or a log.
#pragma once
#include <string>
#include <string_view>

#include "card/export.h"

namespace card {

/// The text as UTF-8 with "?" for all that could steer a terminal or turn a line around: control
/// characters (C0, DEL, C1), line and paragraph separators, marks of writing direction, and octets
/// that are no UTF-8.
CARD_API std::string printable(std::string_view text);
/// JSON with the same characters as escapes, "\u202e": the values stay what they are, and whoever
/// prints the JSON is not steered. Control characters are escapes in JSON already.
CARD_API std::string escaped_marks(std::string_view json);

}  // namespace card
