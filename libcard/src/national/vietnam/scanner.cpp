// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/scanner.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <vector>

#include "lds/names.h"
#include "lds/text.h"
#include "national/vietnam/misread.h"

namespace card::national::vietnam {
namespace {

using lds::code_points;
using Codes = std::vector<char32_t>;

constexpr char32_t kAscii = 0x80, kReplacement = 0xFFFD;

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_mark(char32_t code) { return code >= 0x0300 && code <= 0x036F; }
bool is_invisible(char32_t code) {
    return code < ' ' || code == 0x7F || code == 0xFEFF || code == 0x2060 ||
           (code >= 0x200B && code <= 0x200F);
}

/// The letter of A to Z below a letter with marks; 0 where it is none.
char base_of(char32_t code) {
    std::string text;
    lds::put_utf8(text, code);
    const auto folded = lds::fold_name(text);
    return folded.size() == 1 && folded[0] >= 'A' ? folded[0] : '\0';
}

/// "]Q1", and "\000026" (an escape of a character set), at the start of these codes: how long.
std::size_t prefix_at(std::span<const char32_t> codes) {
    static constexpr std::size_t kAim = 3, kEscape = 7;
    const auto letter = [](char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    if (codes.size() >= kAim && codes[0] == ']' && letter(codes[1]) &&
        (is_digit(codes[2]) || letter(codes[2])))
        return kAim;
    if (codes.size() >= kEscape && codes[0] == '\\' &&
        std::ranges::all_of(codes.subspan(1, kEscape - 1), is_digit))
        return kEscape;
    return 0;
}

}  // namespace

std::string peeled(std::string_view text) {
    static constexpr std::string_view kMarkAsLatin = "\u00EF\u00BB\u00BF";
    const auto codes = code_points(text);
    std::string out;
    for (std::size_t at = 0; at < codes.size();) {
        const auto rest = std::span(codes).subspan(at);
        const auto prefix = prefix_at(rest);
        const bool escape = prefix > 0 && rest[0] == '\\';
        if (out == kMarkAsLatin) out.clear();
        if (escape || (prefix > 0 && out.empty())) {
            at += prefix;
            continue;
        }
        const bool blank = rest[0] == ' ' || rest[0] == 0xA0;
        if (!is_invisible(rest[0]) && !(blank && out.empty())) lds::put_utf8(out, rest[0]);
        ++at;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

namespace {

/// Capitals and digits, letters beyond ASCII as they are; blanks and signs left out but for the
/// question mark of what is lost.
Codes letters_of(std::string_view text, bool lost) {
    Codes out;
    for (const auto code : code_points(text)) {
        if (is_mark(code) || is_invisible(code) || code == 0xA0) continue;
        if (code >= kAscii) out.push_back(code);
        else if (code >= 'a' && code <= 'z') out.push_back(code - 'a' + 'A');
        else if ((code >= 'A' && code <= 'Z') || is_digit(code) || (lost && code == '?'))
            out.push_back(code);
    }
    return out;
}

/// What stands for no letter of any Vietnamese word: signs, drawn lines, letters of the sets that
/// PCs had.
bool is_rubble(char32_t code) {
    static constexpr std::u32string_view kPcLetters = U"ŠŽšžŸƒÇüäåçëïîÄÅÉæÆöûÿÖÜñÑß";
    if (code == '?' || code == kReplacement) return true;
    if (code < kAscii) return false;
    return base_of(code) == '\0' || kPcLetters.find(code) != std::u32string_view::npos;
}

/// The first octet of a letter in UTF-8, as a letter of ISO 8859-1.
char32_t lead_of(char32_t letter) {
    std::string text;
    lds::put_utf8(text, letter);
    return static_cast<unsigned char>(text[0]);
}

/// How a scanner may have lost the letters: something stands in their place; those that ISO 8859-1
/// has not are missing; all are.
enum class Loss : std::uint8_t { replaced, most_missing, all_missing };

/// Letters that Vietnamese puts marks on.
bool may_have_marks(char32_t letter) {
    return letter < kAscii &&
           std::string_view("AEIOUYD").find(static_cast<char>(letter)) != std::string_view::npos;
}

/// Whether UTF-8 of this letter begins so, read as ISO 8859-1.
bool is_lead(char32_t letter, char32_t seen) {
    return letter >= kAscii ? seen == lead_of(letter) : seen == 0xE1 || seen == 0xC3;
}

/// Where in `seen` the rubble in the place of one letter may end that begins at `at`.
void ends_of_rubble(bool lead, const Codes& seen, std::size_t at, std::vector<bool>& ends) {
    static constexpr std::size_t kLongest = 8;
    static constexpr char32_t kLatin = 0x100;
    if (!lead && !is_rubble(seen[at])) return;
    if (is_rubble(seen[at])) ends[at + 1] = true;
    for (std::size_t to = at + 1; to < seen.size() && to < at + kLongest; ++to) {
        const bool latin = seen[to] >= kAscii && seen[to] < kLatin;
        if (!is_rubble(seen[to]) && !latin) break;
        ends[to + 1] = true;
    }
}

/// Where in `seen` one letter of the original may end that begins at `at`.
void ends_of(char32_t letter, const Codes& seen, std::size_t at, Loss loss,
             std::vector<bool>& ends) {
    static constexpr char32_t kLatin = 0x100, kComposed = 0x1E00;
    const bool there = at < seen.size();
    const char base = base_of(letter);
    // A set that has not the letter may still have one like it.
    const bool may_keep =
        loss == Loss::replaced || (loss == Loss::most_missing && letter < kComposed);
    if (there && may_keep && base != '\0' && base_of(seen[at]) == base) {
        ends[at + 1] = true;
        // Its marks stood behind it (CC 80 and on in UTF-8), and another set has rubble for them.
        if (at + 1 < seen.size() && loss == Loss::replaced)
            ends_of_rubble(seen[at + 1] == 0xCC, seen, at + 1, ends);
    }
    if (loss == Loss::replaced) {
        if (there) ends_of_rubble(is_lead(letter, seen[at]), seen, at, ends);
    } else if (loss == Loss::all_missing || letter >= kLatin) {
        ends[at] = true;
    }
}

bool fits(const Codes& original, const Codes& seen, Loss loss) {
    // What stands in capitals without marks (an MRZ) does not say which letters had some.
    const bool folded = std::ranges::all_of(original, [](char32_t code) { return code < kAscii; });
    if (folded && loss != Loss::replaced) return false;
    std::vector<bool> reached(seen.size() + 1, false);
    reached[0] = true;
    for (const auto letter : original) {
        std::vector<bool> next(seen.size() + 1, false);
        const bool marked = letter >= kAscii || (folded && may_have_marks(letter));
        for (std::size_t at = 0; at <= seen.size(); ++at) {
            if (!reached[at]) continue;
            if (marked) ends_of(letter, seen, at, loss, next);
            else if (at < seen.size() && seen[at] == letter) next[at + 1] = true;
        }
        reached = std::move(next);
    }
    return reached[seen.size()];
}

/// The marks of a Vietnamese letter: its shape ('^', '(', '+', or '-' of đ; blank: none) and its
/// tone (1 to 5: grave, acute, hook, tilde, dot; blank: none). Empty for another letter.
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
        return kComposed.substr((letter - kFirst) / 2 * 2, 2);
    for (const auto& row : kRows)
        if (letter == row.capital || letter == row.capital + (row.capital < kLatin ? kSmall : 1))
            return row.marks;
    return {};
}

/// The keys of one way to type Vietnamese.
struct Typing {
    std::string_view tones;      ///< grave, acute, hook, tilde, dot
    char hat, breve, horn, bar;  ///< hat '\0': the letter itself again
};
constexpr Typing kTypings[]{{"FSRXJ", '\0', 'W', 'W', 'D'},  // Telex
                            {"21345", '6', '8', '7', '9'},   // VNI
                            {"`'?~.", '^', '(', '+', 'D'}};  // VIQR

/// The text in plain letters, and how often each key for a mark is struck.
struct Spelling {
    std::string letters;
    std::map<char, int> keys;
    int spare_horns = 0;  ///< one key may serve ư and ơ together
};

Spelling spelling_of(std::string_view text, const Typing& typing) {
    Spelling spelling;
    char before = ' ';
    for (const auto code : letters_of(text, false)) {
        const char base = code < kAscii ? static_cast<char>(code) : base_of(code);
        const auto marks = marks_of(code);
        const char shape = marks.empty() ? ' ' : marks[0], tone = marks.empty() ? ' ' : marks[1];
        spelling.letters += base;
        if (shape == '^') ++spelling.keys[typing.hat == '\0' ? base : typing.hat];
        if (shape == '(') ++spelling.keys[typing.breve];
        if (shape == '+') ++spelling.keys[typing.horn];
        if (shape == '-') ++spelling.keys[typing.bar];
        if (tone != ' ') ++spelling.keys[typing.tones[static_cast<std::size_t>(tone - '1')]];
        if (shape == '+' && before == '+') ++spelling.spare_horns;
        before = shape;
    }
    return spelling;
}

/// The plain letters in their order, and beside them exactly the keys for the marks.
bool is_spelt(std::string_view printed, std::string_view original, const Typing& typing) {
    const auto spelling = spelling_of(original, typing);
    if (spelling.keys.empty()) return false;
    std::map<char, int> left = spelling.keys;
    std::size_t letter = 0;
    for (const char c : spelling.letters) ++left[c];
    for (const char c : printed) {
        if (c == ' ') continue;
        const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        --left[capital];
        if (letter < spelling.letters.size() && spelling.letters[letter] == capital) ++letter;
    }
    return letter == spelling.letters.size() && std::ranges::all_of(left, [&](const auto& key) {
               const int spare = key.first == typing.horn ? spelling.spare_horns : 0;
               return key.second >= 0 && key.second <= spare;
           });
}

}  // namespace

bool is_damaged(std::string_view printed, std::string_view original) {
    const auto letters = letters_of(original, false), seen = letters_of(printed, true);
    if (seen.empty() || letters.empty()) return false;
    return is_misread(printed, original) ||
           std::ranges::any_of(std::array{Loss::replaced, Loss::most_missing, Loss::all_missing},
                               [&](Loss loss) { return fits(letters, seen, loss); }) ||
           std::ranges::any_of(
               kTypings, [&](const Typing& typing) { return is_spelt(printed, original, typing); });
}

}  // namespace card::national::vietnam
