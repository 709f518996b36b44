// SPDX-License-Identifier: Apache-2.0
#include "card/printable.h"

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

bool steers(std::uint32_t code) {
    const auto between = [code](std::uint32_t from, std::uint32_t to) {
        return code >= from && code <= to;
    };
    return code < 0x20 || between(0x7F, 0x9F) || between(0x200E, 0x200F) ||
           between(0x2028, 0x202E) || between(0x2066, 0x2069) || code == 0x061C;
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
            // Every mark that steers is one of sixteen bits.
            safe += "\\u" + to_hex(static_cast<std::uint16_t>(character.code));
        } else {
            safe += json.substr(0, size);
        }
        json.remove_prefix(size);
    }
    return safe;
}

}  // namespace card
