// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/layout.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "lds/text.h"
#include "national/vietnam/letters.h"

namespace card::national::vietnam {
namespace {

using Codes = std::u32string;

/// What keys have on another layout than a scanner's, which is English: pairs of what stands there
/// and what was meant. German and Czech; French; Turkish.
constexpr std::u32string_view kLayouts[]{U"yzzyYZZY", U"aqqazwwzAQQAZWWZ,m?M", U"ıiİi"};

std::string typed_in_english(std::string_view text, std::u32string_view layout) {
    std::string out;
    for (auto code : lds::code_points(text)) {
        for (std::size_t at = 0; at < layout.size(); at += 2)
            if (layout[at] == code) {
                code = layout[at + 1];
                break;
            }
        lds::put_utf8(out, code);
    }
    return out;
}

/// Letters and signs of East Asian width.
std::string in_half_width(std::string_view text) {
    static constexpr char32_t kFirst = 0xFF01, kLast = 0xFF5E, kStep = 0xFEE0, kBlank = 0x3000;
    std::string out;
    for (const auto code : lds::code_points(text)) {
        const bool wide = code >= kFirst && code <= kLast;
        lds::put_utf8(out, wide ? code - kStep : code == kBlank ? U' ' : code);
    }
    return out;
}

/// As caps lock leaves it.
std::string in_other_case(std::string_view text) {
    std::string out;
    for (const auto code : lds::code_points(text)) {
        const auto small = small_of(code);
        lds::put_utf8(out, small == code ? capital_of(code) : small);
    }
    return out;
}

/// What a scanner may do with a letter that no English keyboard has.
enum class Marked : std::uint8_t { as_it_is, as_its_base, as_one_sign, not_at_all };

Codes struck(std::string_view text, Marked marked) {
    static constexpr char32_t kBlank = ' ', kSign = '?';
    Codes out;
    for (const auto code : lds::code_points(text)) {
        if (code == kBlank) continue;
        if (marks_of(code).empty() || marked == Marked::as_it_is) {
            out += code;
            continue;
        }
        const auto base = static_cast<char32_t>(base_of(code));
        if (marked == Marked::as_its_base) out += is_capital(code) ? base : small_of(base);
        else if (marked == Marked::as_one_sign) out += kSign;
    }
    return out;
}

bool is_substituted(const Codes& printed, const Codes& original) {
    static constexpr std::size_t kProof = 8;  ///< signs that come again
    if (printed.size() != original.size()) return false;
    std::map<char32_t, char32_t> there, back;
    for (std::size_t at = 0; at < original.size(); ++at)
        if (there.try_emplace(original[at], printed[at]).first->second != printed[at] ||
            back.try_emplace(printed[at], original[at]).first->second != original[at])
            return false;
    // Where most letters are what they were no other keyboard is at work: a name is another name.
    std::size_t letters = 0, moved = 0;
    for (const auto& [meant, seen] : there) {
        static constexpr char32_t kAscii = 0x80;
        const bool letter = meant < kAscii && small_of(meant) != capital_of(meant);
        letters += letter ? 1 : 0;
        moved += letter && meant != seen ? 1 : 0;
    }
    return moved * 2 >= letters && letters > 0 && original.size() - there.size() >= kProof;
}

}  // namespace

std::vector<std::string> as_typed(std::string_view printed) {
    std::vector<std::string> texts{std::string(printed)};
    const auto add = [&](std::string text) {
        if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
    };
    for (const auto layout : kLayouts) add(typed_in_english(printed, layout));
    add(in_half_width(printed));
    add(in_other_case(printed));
    return texts;
}

bool is_on_other_keys(std::string_view printed, std::string_view original) {
    using enum Marked;
    const auto seen = struck(printed, as_it_is);
    const auto in = [](Codes codes, char32_t (*letter_case)(char32_t)) {
        std::ranges::transform(codes, codes.begin(), letter_case);
        return codes;
    };
    return std::ranges::any_of(
        std::array{as_it_is, as_its_base, as_one_sign, not_at_all}, [&](Marked marked) {
            const auto meant = struck(original, marked);
            // A scanner may be set to capitals or to small letters.
            return is_substituted(seen, meant) || is_substituted(seen, in(meant, capital_of)) ||
                   is_substituted(seen, in(meant, small_of));
        });
}

bool has_one_sign_for_lost_letters(std::string_view printed, std::string_view original) {
    const auto seen = struck(printed, Marked::as_it_is), whole = struck(original, Marked::as_it_is);
    if (seen.size() != whole.size()) return false;
    std::set<char> lost;
    std::set<char32_t> signs;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        if (marks_of(whole[at]).empty()) {
            if (capital_of(seen[at]) != capital_of(whole[at])) return false;
            continue;
        }
        lost.insert(base_of(whole[at]));
        signs.insert(seen[at]);
    }
    return signs.size() == 1 && lost.size() > 1;
}

}  // namespace card::national::vietnam
