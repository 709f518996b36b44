// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/escapes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "lds/text.h"
#include "national/vietnam/letters.h"

namespace card::national::vietnam {
namespace {

using Codes = std::u32string;
using Escape = std::string (*)(char32_t code);

constexpr char32_t kAscii = 0x80, kLatin = 0x100;

template <const char* Format>
std::string formatted(char32_t code) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), Format, static_cast<unsigned>(code));
    return text.data();
}
/// Of one octet, where the code has no more.
template <const char* Format>
std::string of_octet(char32_t code) {
    return code < kLatin ? formatted<Format>(code) : std::string();
}
template <const char* Format>
std::string each_octet(char32_t code) {
    std::string utf8, out;
    lds::put_utf8(utf8, code);
    for (const char octet : utf8) out += formatted<Format>(static_cast<unsigned char>(octet));
    return out;
}

/// "&ecirc;", "&abreve;", "&Dstrok;"; "&apos;", "&nbsp;".
std::string named(char32_t code) {
    if (code == '\'') return "&apos;";
    if (code == ' ') return "&nbsp;";
    const auto marks = marks_of(code);
    if (marks.empty() || (marks[0] != ' ') == (marks[1] != ' ')) return {};
    static constexpr std::string_view kTones[]{"grave", "acute", "hook", "tilde", "dot"};
    const auto mark = marks[0] == '^'   ? "circ"
                      : marks[0] == '(' ? "breve"
                      : marks[0] == '+' ? "horn"
                      : marks[0] == '-' ? "strok"
                                        : kTones[marks[1] - '1'];
    return std::string("&") + base_of(code) + std::string(mark) + ";";
}

constexpr char kDecimal[] = "%u", kFour[] = "%04u", kThree[] = "%03u", kU[] = "\\u%04X",
               kLongU[] = "\\U%08X", kUPlus[] = "U+%04X", kX[] = "x%04X", kBackX[] = "\\x%02X",
               kPercent[] = "%%%02X", kEquals[] = "=%02X", kEntity[] = "&#%u;",
               kPaddedEntity[] = "&#%03u;", kHexEntity[] = "&#x%X;", kPercentU[] = "%%u%04X",
               kBraces[] = "\\x{%04X}", kUBraces[] = "\\u{%X}", kAngles[] = "<U+%04X>",
               kOctal[] = "\\%03o";

/// What programs and pages write; and of letters, ALT and digits, as scanners type them.
constexpr Escape kEscapes[]{
    formatted<kU>,        formatted<kLongU>,        formatted<kUPlus>,    formatted<kX>,
    formatted<kEntity>,   formatted<kPaddedEntity>, formatted<kPercentU>, formatted<kHexEntity>,
    formatted<kBraces>,   formatted<kUBraces>,      formatted<kAngles>,   each_octet<kBackX>,
    each_octet<kPercent>, each_octet<kEquals>,      each_octet<kOctal>,   of_octet<kBackX>,
    of_octet<kPercent>,   of_octet<kEquals>,        of_octet<kOctal>,     named,
};
constexpr Escape kDigits[]{formatted<kDecimal>, formatted<kFour>, each_octet<kDecimal>,
                           each_octet<kThree>, each_octet<kFour>};

/// Capitals, for digits are written in either case; no blanks, nothing that is lost.
Codes visible(std::string_view text) {
    static constexpr char32_t kFirst = '!', kDelete = 0x7F, kNoBreak = 0xA0, kReplacement = 0xFFFD;
    Codes out;
    for (const auto code : lds::code_points(text))
        if (code >= kFirst && (code < kDelete || code > kNoBreak) && code != '?' &&
            code != kReplacement)
            out += capital_of(code);
    return out;
}

/// All that may stand for this letter, sign or blank.
std::vector<Codes> ways_of(char32_t code) {
    static constexpr std::string_view kBlankOfForms = "+";
    std::vector<Codes> ways;
    const auto add = [&](const std::string& text) {
        if (auto seen = visible(text); !seen.empty()) ways.push_back(std::move(seen));
    };
    std::string own;
    lds::put_utf8(own, code);
    add(own);
    const bool digit = code >= '0' && code <= '9';
    if (digit || (code < kAscii && base_of(code) != '\0')) return ways;
    if (code < kAscii) ways.emplace_back();  // signs and blanks may be left out
    if (code == ' ') add(std::string(kBlankOfForms));
    for (const auto escape : kEscapes) add(escape(code));
    if (code == ' ') add("&#160;"), add("%C2%A0"), add("%A0");
    if (code >= kAscii)
        for (const auto digits : kDigits) add(digits(code));
    return ways;
}

}  // namespace

bool is_escaped(std::string_view printed, std::string_view original) {
    static constexpr std::size_t kLongest = 1024;  // octets of a text that is compared in this way
    if (printed.size() > 8 * kLongest || original.size() > kLongest) return false;
    const auto seen = visible(printed);
    std::set<std::size_t> reached{0};
    for (const auto code : lds::code_points(original)) {
        const auto ways = ways_of(code);
        std::set<std::size_t> next;
        for (const auto at : reached)
            for (const auto& way : ways)
                if (seen.compare(at, way.size(), way) == 0) next.insert(at + way.size());
        if (next.empty()) return false;
        reached = std::move(next);
    }
    return reached.contains(seen.size());
}

}  // namespace card::national::vietnam
