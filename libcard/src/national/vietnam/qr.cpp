// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <span>

#include "card/error.h"
#include "lds/text.h"
#include "national/vietnam/qr_fields.h"
#include "national/vietnam/scanner.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {

namespace {

using Parts = std::vector<std::string>;

constexpr std::size_t kFields = 7, kBirth = 3, kIssue = 6;
constexpr std::u32string_view kBar = U"|";

[[noreturn]] void refuse(const char* why) { throw Error(Errc::usage, Step::qr, why); }
[[noreturn]] void refuse_keyboard() {
    refuse("the scanner types on another keyboard: set both to English, and scan again");
}

/// A citizen's number, as a scanner types it that presses the keys of an English keyboard where
/// another is set: the signs that its row of digits has. French, Czech, Slovak, Vietnamese, Thai,
/// and digits of full width.
bool is_other_digits_row(std::span<const char32_t> codes) {
    static constexpr std::u32string_view kRows[]{
        U"&é\"'(-è_çà",          U"+ěščřžýáíé",
        U"+ľščťžýáíé",           U"ăâêô\u0300\u0309\u0303\u0301\u0323đ",
        U"ๅ/-ภถ\u0E38\u0E36คตจ", U"０１２３４５６７８９"};
    return codes.size() >= kIdDigits && std::ranges::any_of(kRows, [&codes](const auto& row) {
               return std::ranges::all_of(codes.first(kIdDigits), [&row](char32_t code) {
                   return row.find(code) != std::u32string_view::npos;
               });
           });
}

bool is_plain(char32_t code) {
    return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
}

/// Scanners can be set to put a tab, a line or GS between fields; a backslash before digits would
/// be taken for an escape.
std::string with_bars(std::string_view text) {
    static constexpr std::string_view kEscapedBar = "%7C";
    std::string out(text);
    if (out.find('|') != std::string::npos) return out;
    for (const auto* bar : {"%7C", "%7c"})
        for (std::size_t at = 0; (at = out.find(bar, at)) != std::string::npos; ++at)
            out.replace(at, kEscapedBar.size(), "|");
    for (const char between : {'\\', '\t', '\x1D', '\x1C', '\x1E', '\x1F', '\r', '\n'})
        if (static_cast<std::size_t>(std::ranges::count(out, between)) + 1 >= kFields) {
            std::ranges::replace(out, between, '|');
            break;
        }
    return out;
}

/// What stands between the fields: on another layout the key of the bar has another sign.
char32_t separator_of(std::span<const char32_t> codes) {
    if (std::ranges::find(codes, kBar[0]) != codes.end() || codes.size() <= kIdDigits)
        return kBar[0];
    const auto next = codes[kIdDigits];
    const bool parts = !is_plain(next) && next != ' ' &&
                       static_cast<std::size_t>(std::ranges::count(codes, next)) + 1 >= kFields;
    return parts ? next : kBar[0];
}

bool may_be_date(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '.';
    });
}

Parts parts_of(std::string_view text) {
    if (text.size() > kMaxQrLength) refuse("the QR code is too long to be a citizen card's");
    const auto codes = lds::code_points(peeled(with_bars(text)));
    if (is_other_digits_row(codes)) refuse_keyboard();
    const auto separator = separator_of(codes);
    Parts parts(1);
    for (const auto code : codes) {
        if (code == separator) {
            if (parts.size() == kMaxQrFields) refuse("the QR code has too many fields");
            parts.emplace_back();
        } else {
            lds::put_utf8(parts.back(), code);
        }
    }
    // A name may have the sign of another layout's bar: nothing is compared with a shifted field.
    const bool whole = parts.size() >= kFields && is_digits(parts[0], kIdDigits);
    if (separator != kBar[0] && whole &&
        !(may_be_date(parts[kBirth]) && may_be_date(parts[kIssue])))
        refuse_keyboard();
    return parts;
}

/// As spreadsheets and forms leave a field: blanks and quotes around it.
std::string without_quotes(const std::string& field) {
    static constexpr std::string_view kAround = " \"'";
    const auto first = field.find_first_not_of(kAround);
    if (first == std::string::npos) return {};
    return field.substr(first, field.find_last_not_of(kAround) + 1 - first);
}

}  // namespace

ScannedQr read_qr(std::string_view text) {
    auto parts = parts_of(text);
    for (auto& part : parts) part = without_quotes(part);
    // Grouped, as people write numbers.
    if (parts[0].find_first_not_of("0123456789 ") == std::string::npos) std::erase(parts[0], ' ');
    const bool numbered = is_digits(parts[0], kIdDigits);
    if (numbered && parts.size() > 1 && parts.size() < kFields)
        return {{parts[0], {}, {}, {}, {}, {}, {}, {}}, true};
    if (parts.size() < kFields || !numbered)
        refuse("this is not the QR code of a citizen card: scan the one printed on the card");
    while (parts.size() > kFields && parts.back().empty()) parts.pop_back();
    // dd/MM/yyyy alone: without its signs 1/1/1999 would be another date.
    static constexpr std::size_t kWithSlashes = 10;
    const bool by_signs = !is_digits(parts[kBirth], parts[kBirth].size());
    for (const std::size_t date : {kBirth, kIssue})
        if (parts[date].size() == kWithSlashes) std::erase(parts[date], '/');
    return {{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6],
             Parts(parts.begin() + kFields, parts.end())},
            false,
            by_signs};
}

Qr parse_qr(std::string_view text) {
    auto scanned = read_qr(text);
    if (scanned.in_part) refuse("only a part of the QR code came: scan it again");
    return std::move(scanned.qr);
}

}  // namespace card::national::vietnam
