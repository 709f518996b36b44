// SPDX-License-Identifier: Apache-2.0
#include "lds/names.h"

#include "lds/text.h"

namespace card::lds {
namespace {

struct Range {
    char32_t first;
    std::string_view letters;  ///< base letter of each code point, '.' where there is none
};

/// Latin letters with marks and the plain letter below them (Unicode canonical decomposition; Đ by
/// hand, it has none).
constexpr Range kRanges[] = {
    {0x00C0,
     "AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY."
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

char folded(char32_t code) {
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? static_cast<char>(code - 32) : static_cast<char>(code);
    for (const auto& range : kRanges)
        if (code >= range.first && code - range.first < range.letters.size())
            return range.letters[code - range.first];
    return '.';
}

bool is_combining_mark(char32_t code) { return code >= 0x0300 && code <= 0x036F; }

}  // namespace

std::string fold_name(std::string_view name) {
    std::string out;
    for (const auto code : code_points(name)) {
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
