// SPDX-License-Identifier: Apache-2.0
#include "lds/names.h"

#include <array>

namespace card::lds {
namespace {

struct Range {
    unsigned first;
    std::string_view letters;  ///< base letter of each code point, '.' where there is none
};

/// Latin letters with marks and the plain letter below them (Unicode canonical decomposition; Đ by
/// hand, it has none).
constexpr Range kRanges[] = {
    {0x00C0,
     "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..AAAAAA.CEEEEIIII.NOOOOO..UUUUY."
     "YAAAAAACCCCCCCCDDDDEEEEEEEEEEGGGG"
     "GGGGHH..IIIIIIIII...JJKK.LLLLLL....NNNNNN...OOOOOO..RRRRRRSSSSSSSSTTTT.."
     "UUUUUUUUUUUUWWYYYZZZZZZ."},
    {0x01A0, "OO.............UU"},
    {0x01CD, "AAIIOOUUUUUUUUUU"},
    {0x1E00,
     "AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMMMMMMNNNNNNNNOOOOOOOOPPPPRRRRR"
     "RRR"
     "SSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVVWWWWWWWWWWXXXXYYZZZZZZHTWY......"
     "AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE"
     "EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY"},
};

/// The code point at `at`, which moves on; malformed octets count as themselves.
unsigned next_code(std::string_view text, std::size_t& at) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = octet(at);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (size == 1 || at + size > text.size()) {
        ++at;
        return lead;
    }
    unsigned code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (octet(at + i) & 0x3FU);
    at += size;
    return code;
}

char folded(unsigned code) {
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? static_cast<char>(code - 32) : static_cast<char>(code);
    for (const auto& range : kRanges)
        if (code >= range.first && code - range.first < range.letters.size())
            return range.letters[code - range.first];
    return '.';
}

bool is_combining_mark(unsigned code) { return code >= 0x0300 && code <= 0x036F; }

}  // namespace

std::string fold_name(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const unsigned code = next_code(name, at);
        if (is_combining_mark(code)) continue;
        const char c = folded(code);
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        // Apostrophes vanish in an MRZ, hyphens become blanks (Doc 9303-3 §4.6).
        if (c == '\'' || code == 0x2019) continue;
        if (letter) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace card::lds
