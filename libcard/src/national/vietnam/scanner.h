// SPDX-License-Identifier: Apache-2.0
// What scanners do to a text: put something in front of it, and lose letters beyond ASCII.
#pragma once
#include <string>
#include <string_view>

namespace card::national::vietnam {

/// Without what scanners and encoders put around and into a text: AIM identifiers, escapes of
/// character sets, byte order marks, control characters, blanks at the ends.
std::string peeled(std::string_view text);

/// Whether `printed` is `original` as a scanner that is not set for Vietnamese types it: every
/// ASCII letter in its place, the others as question marks, in another character set or missing,
/// or spelt in Telex, VNI or VIQR. A letter that can be read and is another is no damage.
bool is_damaged(std::string_view printed, std::string_view original);

}  // namespace card::national::vietnam
