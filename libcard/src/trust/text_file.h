// SPDX-License-Identifier: Apache-2.0
// Text as it reaches a machine: with marks of its encoding in front, in two octets a letter, and as
// base64.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "card/bytes.h"

namespace card::trust {

/// Without a byte order mark; letters of ASCII out of UTF-16. Nothing where it is no UTF-16.
std::optional<Bytes> from_utf16(ByteView file);
/// Without the mark that some editors put in front of UTF-8.
ByteView without_mark(ByteView file);
/// Blanks and line ends are passed over; nothing where the rest is no base64.
std::optional<Bytes> decode_base64(std::string_view text);
/// The same of a text that may end within a group of four letters: what is left then goes.
std::optional<Bytes> decode_cut_base64(std::string_view text);
/// Whether `text` begins with `start`, in letters of any case.
bool begins_with(std::string_view text, std::string_view start);

}  // namespace card::trust
