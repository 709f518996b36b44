// SPDX-License-Identifier: Apache-2.0
#include "card/error.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {
namespace {

[[noreturn]] void refuse(const char* text) { throw Error(Errc::usage, Step::access_key, text); }

/// No card has such a date, and a try with it would cost one of the card's.
void check_day(std::string_view date) {
    const auto in_year = [date](const char* century) {
        const auto day = std::string(date.substr(4)) + std::string(date.substr(2, 2)) + century +
                         std::string(date.substr(0, 2));
        const auto whole = parse_day(day);
        return whole && exists(*whole);
    };
    static constexpr std::string_view kUnknown = "00";
    const bool in_part = date.find('<') != std::string_view::npos ||
                         date.substr(2, 2) == kUnknown || date.substr(4) == kUnknown;
    if (!in_part && !in_year("19") && !in_year("20"))
        refuse("there is no such day: compare the dates with the card");
}

constexpr std::size_t kShortDate = 6;

/// dd/MM/yyyy from ddMMyyyy, dd/MM/yyyy or yyyy-MM-dd.
std::string printed_day(std::string_view text) {
    static constexpr std::size_t kLong = 10;
    std::string day(text);
    if (day.size() == kLong && day[4] == '-')
        day = day.substr(8) + '/' + day.substr(5, 2) + '/' + day.substr(0, 4);
    for (char& c : day)
        if (c == '-' || c == '.') c = '/';
    return day;
}

/// Two dates of which each is right and that are swapped would cost a try as well. Of a short date
/// nobody knows the century.
void check_order(std::string_view birth, std::string_view expiry) {
    if (birth.size() == kShortDate || expiry.size() == kShortDate) return;
    const auto born = parse_day(printed_day(birth)), ends = parse_day(printed_day(expiry));
    if (born && ends && *ends <= *born)
        refuse("the card would end before its holder was born: are the two dates swapped?");
}

/// YYMMDD from YYMMDD (fillers for what is not known), ddMMyyyy, dd/MM/yyyy or yyyy-MM-dd.
std::string six_digit_date(std::string_view text) {
    if (text.size() == kShortDate &&
        text.find_first_not_of("0123456789<") == std::string_view::npos) {
        check_day(text);
        return std::string(text);
    }
    auto date = mrz_date(printed_day(text));
    if (date.empty()) refuse("a date must be YYMMDD, ddMMyyyy, dd/MM/yyyy or yyyy-MM-dd");
    check_day(date);
    return date;
}

/// A number that is no ID number, but so like one that it must be one with a slip.
bool is_mistyped(std::string_view number) {
    return is_digits(number, kIdDigits - 1) || is_digits(number, kIdDigits + 1);
}

}  // namespace

/// The last six digits of the number are the CAN, the last nine the MRZ's document number. Any
/// other number is a passport's: with the two dates it opens every document.
AccessKey key_of(const AccessKey::Printed& printed) {
    if (!printed.code.empty())
        return AccessKey::from_can(parse_qr(printed.code).id_number.substr(6));
    std::string number(printed.number);
    std::erase(number, ' ');
    if (number.empty() || is_mistyped(number)) refuse("an ID number has twelve digits");
    check_order(printed.birth, printed.expiry);
    const std::size_t skipped = is_digits(number, kIdDigits) ? 3 : 0;
    return AccessKey::from_document(std::string_view(number).substr(skipped),
                                    six_digit_date(printed.birth), six_digit_date(printed.expiry));
}

/// Anchors of VN alone, from the issuer or its own list; what other states' lists say of them does
/// not count.
Policy policy() {
    Policy policy;
    policy.allowed_states = {"VN"};
    policy.allowed_sources = {"issuer", "own list"};
    return policy;
}

constinit const State kState{
    .country = "VN",
    .name = "Vietnam",
    .recognises = recognises,
    .parse = parse_dg13,
    .dates = dates,
    .iso_date = iso_date,
    .differences = differences,
    .number_fit = number_fit,
    .compare_code = compare_qr,
    .key_of = key_of,
    .policy = policy,
};

}  // namespace card::national::vietnam
