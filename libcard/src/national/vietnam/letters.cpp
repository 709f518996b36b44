// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/letters.h"

#include <algorithm>
#include <string>

#include "lds/names.h"
#include "lds/text.h"

namespace card::national::vietnam {

char base_of(char32_t code) {
    std::string text;
    lds::put_utf8(text, code);
    const auto folded = lds::fold_name(text);
    return folded.size() == 1 && folded[0] >= 'A' ? folded[0] : '\0';
}

std::string_view marks_of(char32_t letter) {
    struct Row {
        char32_t capital;
        std::string_view marks;
    };
    static constexpr Row kRows[]{
        {0xC0, " 1"},  {0xC1, " 2"},  {0xC2, "^ "},  {0xC3, " 4"}, {0xC8, " 1"},  {0xC9, " 2"},
        {0xCA, "^ "},  {0xCC, " 1"},  {0xCD, " 2"},  {0xD2, " 1"}, {0xD3, " 2"},  {0xD4, "^ "},
        {0xD5, " 4"},  {0xD9, " 1"},  {0xDA, " 2"},  {0xDD, " 2"}, {0x102, "( "}, {0x110, "- "},
        {0x128, " 4"}, {0x168, " 4"}, {0x1A0, "+ "}, {0x1AF, "+ "}};
    static constexpr std::string_view kComposed =  // from U+1EA0 on, one a capital
        " 5 3^2^1^3^4^5(2(1(3(4(5 5 3 4^2^1^3^4^5 3 5 5 3^2^1^3^4^5+2+1+3+4+5 5 3+2+1+3+4+5 1 5 3 "
        "4";
    static constexpr char32_t kFirst = 0x1EA0, kLatin = 0x100, kSmall = 0x20;
    if (letter >= kFirst && letter < kFirst + kComposed.size())
        return kComposed.substr((std::size_t{letter} - kFirst) / 2 * 2, 2);
    for (const auto& row : kRows)
        if (letter == row.capital || letter == row.capital + (row.capital < kLatin ? kSmall : 1))
            return row.marks;
    return {};
}

namespace {

/// Capitals in a row, and how far behind them their small letters are.
struct Pairs {
    char32_t first, last, step;
};
constexpr Pairs kPairs[]{{'A', 'Z', 0x20},     {0xC0, 0xD6, 0x20},   {0xD8, 0xDE, 0x20},
                         {0x391, 0x3A9, 0x20}, {0x400, 0x40F, 0x50}, {0x410, 0x42F, 0x20}};

/// Vietnamese letters beyond Latin-1: a small letter follows its capital.
bool is_next_to_its_pair(char32_t letter) {
    static constexpr char32_t kEndOfLatin1 = 0x100;
    return letter >= kEndOfLatin1 && !marks_of(letter).empty();
}

}  // namespace

bool is_capital(char32_t letter) {
    static constexpr char32_t kHornedU = 0x1AF;  // the only odd capital
    if (is_next_to_its_pair(letter))
        return letter == kHornedU || (letter != kHornedU + 1 && letter % 2 == 0);
    return std::ranges::any_of(kPairs, [letter](const Pairs& pairs) {
        return letter >= pairs.first && letter <= pairs.last;
    });
}

char32_t small_of(char32_t letter) {
    if (!is_capital(letter)) return letter;
    for (const auto& [first, last, step] : kPairs)
        if (letter >= first && letter <= last) return letter + step;
    return letter + 1;
}

char32_t capital_of(char32_t letter) {
    if (is_next_to_its_pair(letter)) return is_capital(letter) ? letter : letter - 1;
    for (const auto& [first, last, step] : kPairs)
        if (letter >= first + step && letter <= last + step && !is_capital(letter))
            return letter - step;
    return letter;
}

bool have_both_cases(std::string_view seen, std::string_view original) {
    const auto has = [](std::string_view text, char first, char last) {
        return std::ranges::any_of(text, [=](char c) { return c >= first && c <= last; });
    };
    return has(seen, 'a', 'z') && has(seen, 'A', 'Z') && has(original, 'a', 'z') &&
           std::ranges::any_of(lds::code_points(original), is_capital);
}

}  // namespace card::national::vietnam
