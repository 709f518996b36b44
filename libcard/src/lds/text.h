// SPDX-License-Identifier: Apache-2.0
// Texts as chips have them, in UTF-8.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace card::lds {

/// Code points of UTF-8; an octet that belongs to none stands for itself, as in ISO 8859-1 (80 to
/// 9F as in Windows-1252).
std::vector<char32_t> code_points(std::string_view text);
void put_utf8(std::string& to, char32_t code);
/// The same text in UTF-8, whether it was that or ISO 8859-1.
std::string utf8_text(std::string_view text);

}  // namespace card::lds
