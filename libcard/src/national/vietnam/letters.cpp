// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/letters.h"

#include <algorithm>
#include <string>
#include <vector>

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

char shape_of(char32_t letter) { return marks_of(letter).empty() ? ' ' : marks_of(letter)[0]; }
char tone_of(char32_t letter) { return marks_of(letter).empty() ? ' ' : marks_of(letter)[1]; }
bool is_other(char seen, char original) { return seen != ' ' && seen != original; }

/// Letters, a word each; a sign between two is none.
std::vector<std::u32string> words_of(std::string_view text) {
    std::vector<std::u32string> words(1);
    for (const auto code : lds::code_points(text)) {
        if (base_of(code) != '\0') words.back() += code;
        else if (code == ' ' && !words.back().empty()) words.emplace_back();
    }
    return words;
}

bool word_contradicts(const std::u32string& seen, const std::u32string& original) {
    const bool same_letters = std::ranges::equal(
        seen, original, [](char32_t a, char32_t b) { return base_of(a) == base_of(b); });
    if (!same_letters) return false;
    std::string tones;
    for (const auto letter : original) tones += tone_of(letter);
    for (std::size_t at = 0; at < seen.size(); ++at)
        if (is_other(shape_of(seen[at]), shape_of(original[at])) ||
            (tone_of(seen[at]) != ' ' && tones.find(tone_of(seen[at])) == std::string::npos))
            return true;
    return false;
}

}  // namespace

bool marks_contradict(char32_t seen, char32_t original) {
    return is_other(shape_of(seen), shape_of(original)) ||
           is_other(tone_of(seen), tone_of(original));
}

bool marks_contradict(std::string_view seen, std::string_view original) {
    const auto ours = words_of(original), theirs = words_of(seen);
    const bool marked = std::ranges::any_of(
        lds::code_points(original), [](char32_t letter) { return !marks_of(letter).empty(); });
    if (!marked || ours.size() != theirs.size()) return false;
    for (std::size_t at = 0; at < ours.size(); ++at)
        if (word_contradicts(theirs[at], ours[at])) return true;
    return false;
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
