// SPDX-License-Identifier: Apache-2.0
#include "card/printable.h"

#include <algorithm>
#include <cstdint>

#include "card/bytes.h"

namespace card {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t size = 1;  ///< octets
    bool right = false;
};

/// The character at the start of `text`, which is not empty (RFC 3629: shortest form, no
/// surrogates).
Character first_of(std::string_view text) {
    static constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const auto octet = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto lead = octet(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t size = lead >= 0xF0 && lead < 0xF8   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC0 && lead < 0xE0 ? 2
                                                           : 0;
    if (size == 0 || size > text.size()) return {};
    std::uint32_t code = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((octet(i) & 0xC0) != 0x80) return {};
        code = code << 6 | (octet(i) & 0x3FU);
    }
    const bool right = code >= kLeast[size] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return {code, size, right};
}

/// What moves or hides text, and what nobody sees though programs tell it apart. Joiners (U+200C,
/// U+200D) are letters' own in Persian and Indic names.
bool steers(std::uint32_t code) {
    struct Range {
        std::uint32_t first, last;
    };
    static constexpr Range kRanges[]{
        {0, 0x1F},        {0x7F, 0x9F},      {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},
        {0x115F, 0x1160}, {0x17B4, 0x17B5},  {0x180B, 0x180F}, {0x200B, 0x200B}, {0x200E, 0x200F},
        {0x2028, 0x202E}, {0x2060, 0x206F},  {0x3164, 0x3164}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}};
    return std::ranges::any_of(
        kRanges, [code](const Range& range) { return code >= range.first && code <= range.last; });
}

/// "\uXXXX", or two of them (RFC 8259 §7).
std::string escape_of(std::uint32_t code) {
    static constexpr std::uint32_t kBasic = 0x10000, kHigh = 0xD800, kLow = 0xDC00, kTen = 0x3FF;
    const auto unit = [](std::uint32_t value) {
        return "\\u" + to_hex(static_cast<std::uint16_t>(value));
    };
    if (code < kBasic) return unit(code);
    return unit(kHigh + ((code - kBasic) >> 10)) + unit(kLow + ((code - kBasic) & kTen));
}

}  // namespace

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const auto character = first_of(text);
        const std::size_t size = character.right ? character.size : 1;
        if (character.right && !steers(character.code)) clean += text.substr(0, size);
        else clean += '?';
        text.remove_prefix(size);
    }
    return clean;
}

std::string escaped_marks(std::string_view json) {
    static constexpr std::uint32_t kAscii = 0x80;
    std::string safe;
    safe.reserve(json.size());
    while (!json.empty()) {
        const auto character = first_of(json);
        const std::size_t size = character.right ? character.size : 1;
        if (character.right && character.code >= kAscii && steers(character.code)) {
            safe += escape_of(character.code);
        } else {
            safe += json.substr(0, size);
        }
        json.remove_prefix(size);
    }
    return safe;
}

}  // namespace card
