// SPDX-License-Identifier: Apache-2.0
#include "lds/printed_mrz.h"

#include <algorithm>
#include <string>

#include "card/error.h"
#include "lds/text.h"

namespace card::lds {
namespace {

constexpr std::size_t kTd1 = 90, kTd1Line = 30, kTd2Line = 36, kTd3Line = 44;

/// A « stands for one filler or for two; the text's length tells which.
std::string plain(std::string_view text, std::string_view guillemet) {
    static constexpr char32_t kGuillemet = 0xAB, kSingle = 0x2039, kWide = 0xFF01,
                              kWideEnd = 0xFF5F, kWideShift = 0xFEE0;
    std::string out;
    for (auto code : code_points(text)) {
        if (code >= kWide && code < kWideEnd) code -= kWideShift;
        if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
        if (code == kGuillemet) out += guillemet;
        else if (code == kSingle) out += '<';
        else if (code > ' ' && code < 0x7F) out += static_cast<char>(code);
        else if (code >= 0xC0 && code < 0x2000) out += '?';  // a letter of no MRZ
    }
    return out;
}

bool is_whole(std::size_t size) {
    return size == kTd1 || size == 2 * kTd2Line || size == 2 * kTd3Line;
}
bool is_part(std::size_t size) {
    return size == 2 * kTd1Line || size == kTd2Line || size == kTd3Line;
}

char digit_for(char letter) {
    static constexpr std::string_view kLetters = "OQDILZSGB", kDigits = "000112568";
    const auto at = kLetters.find(letter);
    return at == std::string_view::npos ? letter : kDigits[at];
}

/// Dates and check digits have no letters; the number takes another form only where that alone
/// makes its digit right.
void mend(std::string& text) {
    const bool td1 = text.size() == kTd1;
    const std::size_t line = td1 ? 0 : text.size() / 2, number = td1 ? 5 : line,
                      birth = td1 ? kTd1Line : line + 13, expiry = birth + 8;
    static constexpr std::size_t kDate = 6, kNumber = 9;
    for (const auto field : {birth, expiry})
        for (std::size_t at = field; at <= field + kDate; ++at) text[at] = digit_for(text[at]);
    char& digit = text[number + kNumber];
    digit = digit_for(digit);
    for (const auto& [from, to] : {std::pair{'O', '0'}, {'0', 'O'}}) {
        auto other = text.substr(number, kNumber);
        if (digit == '<' || check_digit(other) == digit) return;
        std::ranges::replace(other, from, to);
        if (check_digit(other) == digit) text.replace(number, kNumber, other);
    }
}

}  // namespace

bool PrintedMrz::key_fits() const {
    return std::ranges::none_of(mrz.wrong_check_digits, [](CheckedField field) {
        return field == CheckedField::document_number || field == CheckedField::date_of_birth ||
               field == CheckedField::date_of_expiry;
    });
}

PrintedMrz read_printed_mrz(std::string_view text) {
    auto lines = plain(text, "<<");
    if (!is_whole(lines.size()) && !is_part(lines.size())) lines = plain(text, "<");
    const bool part = is_part(lines.size());
    if (part && lines.size() == 2 * kTd1Line) lines.append(kTd1Line, '<');
    else if (part) lines.insert(0, lines.size(), '<');
    if (!is_whole(lines.size()) ||
        lines.find_first_not_of("<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos)
        throw Error(Errc::malformed, Step::mrz, said("defect.mrz_lines"));
    mend(lines);
    return {parse_mrz(lines), !part};
}

}  // namespace card::lds
