// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/scanner.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "lds/names.h"
#include "lds/text.h"
#include "national/vietnam/escapes.h"
#include "national/vietnam/layout.h"
#include "national/vietnam/letters.h"
#include "national/vietnam/misread.h"
#include "national/vietnam/typing.h"

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

constexpr char32_t kApostrophe = '\'';

/// Letters and digits as they are; blanks and signs left out but for one: of what was seen, the
/// question mark of what is lost; of the chip's text, the apostrophe of "H'Hen", whose key has a
/// letter on other keyboards.
Codes letters_of(std::string_view text, bool lost) {
    Codes out;
    for (const auto code : code_points(text)) {
        if (is_mark(code) || is_invisible(code) || code == 0xA0) continue;
        const char32_t small = code | 0x20;
        if (code >= kAscii || (small >= 'a' && small <= 'z') || is_digit(code) ||
            code == (lost ? U'?' : kApostrophe))
            out.push_back(code);
    }
    return out;
}

/// The same with the letters of ASCII as capitals: what stands for another letter is no letter, and
/// has no case.
Codes in_plain_capitals(Codes codes) {
    for (auto& code : codes)
        if (code < kAscii) code = capital_of(code);
    return codes;
}

/// The same in capitals, those with marks too.
Codes in_capitals(Codes codes) {
    for (auto& code : codes)
        if (code < kAscii || !marks_of(code).empty()) code = capital_of(code);
    return codes;
}

/// What stands for no letter of any Vietnamese word: signs, drawn lines, letters of the sets that
/// PCs had.
bool is_rubble(char32_t code) {
    static constexpr std::u32string_view kPcLetters = U"ŠŽšžŸƒÇüäåçëïîÄÅæÆöûÿÖÜñÑß";
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

/// How a scanner may have lost the letters: something stands in their place, or those from here on
/// are missing, all of them: of Vietnamese alone, beyond ISO 8859-1, beyond ASCII.
enum class Loss : std::uint16_t {
    replaced = 0,
    composed = 0x1E00,
    beyond_latin = 0x100,
    all = 0x80
};

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

/// Where in `seen` one letter of the original may end that begins at `at`. A set that has not the
/// letter may still have one like it.
void ends_of(char32_t letter, const Codes& seen, std::size_t at, Loss loss,
             std::vector<bool>& ends) {
    const bool there = at < seen.size();
    const char base = base_of(letter);
    const bool alike = there && base != '\0' && base_of(seen[at]) == base &&
                       (marks_of(letter).empty() || !marks_contradict(seen[at], letter));
    if (loss != Loss::replaced) {
        if (letter >= static_cast<char32_t>(loss)) ends[at] = true;
        else if (alike && is_capital(letter) == is_capital(seen[at])) ends[at + 1] = true;
        return;
    }
    if (alike) {
        ends[at + 1] = true;
        // Its marks stood behind it (CC 80 and on in UTF-8), and another set has rubble for them.
        if (at + 1 < seen.size()) ends_of_rubble(seen[at + 1] == 0xCC, seen, at + 1, ends);
    }
    if (there) ends_of_rubble(is_lead(letter, seen[at]), seen, at, ends);
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
            if (letter == kApostrophe) {
                next[at] = true;
                if (at < seen.size() && seen[at] >= kAscii) next[at + 1] = true;
            } else if (marked) ends_of(letter, seen, at, loss, next);
            else if (at < seen.size() && seen[at] == letter) next[at + 1] = true;
        }
        reached = std::move(next);
    }
    return reached[seen.size()];
}

bool fits_in_any_way(std::string_view printed, std::string_view original) {
    const auto letters = letters_of(original, false), seen = letters_of(printed, true);
    if (fits(in_plain_capitals(letters), in_plain_capitals(seen), Loss::replaced)) return true;
    const bool by_case = have_both_cases(printed, original);
    return std::ranges::any_of(
        std::array{Loss::composed, Loss::beyond_latin, Loss::all}, [&](Loss loss) {
            return by_case ? fits(letters, seen, loss)
                           : fits(in_capitals(letters), in_capitals(seen), loss);
        });
}

/// Each key struck once or twice, blanks too: every word is still a word.
bool is_doubled(std::string_view printed, std::string_view original) {
    const auto once = [](std::string_view text) {
        auto name = lds::fold_name(text);
        name.erase(std::ranges::unique(name).begin(), name.end());
        return name;
    };
    return lds::fold_name(printed).size() > lds::fold_name(original).size() &&
           once(printed) == once(original);
}

}  // namespace

bool is_damaged(std::string_view printed, std::string_view original) {
    const auto letters = letters_of(original, false), seen = letters_of(printed, true);
    if (seen.empty() || letters.empty()) return false;
    // No letter of ours: another script's, of a layout or a set, or another field's digits.
    if (std::ranges::none_of(seen, [](char32_t code) { return base_of(code) != '\0'; }))
        return true;
    const auto typed_texts = as_typed(printed);
    if (is_doubled(printed, original) || is_escaped(printed, original) ||
        has_one_sign_for_lost_letters(printed, original) || is_misread(typed_texts, original))
        return true;
    return std::ranges::any_of(typed_texts, [original](const std::string& typed) {
        const bool equal =
            lds::fold_name(typed) == lds::fold_name(original) && !marks_contradict(typed, original);
        return equal || is_spelt(typed, original) || fits_in_any_way(typed, original);
    });
}

}  // namespace card::national::vietnam
