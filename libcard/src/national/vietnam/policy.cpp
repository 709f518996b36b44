// SPDX-License-Identifier: Apache-2.0
#include "card/error.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {
namespace {

[[noreturn]] void refuse(const char* text) { throw Error(Errc::usage, Step::access_key, text); }

/// YYMMDD from YYMMDD (fillers for what is not known), ddMMyyyy, dd/MM/yyyy or yyyy-MM-dd.
std::string six_digit_date(std::string_view text) {
    static constexpr std::size_t kShort = 6, kLong = 10;
    if (text.size() == kShort && text.find_first_not_of("0123456789<") == std::string_view::npos)
        return std::string(text);
    std::string day(text);
    if (day.size() == kLong && day[4] == '-')
        day = day.substr(8) + '/' + day.substr(5, 2) + '/' + day.substr(0, 4);
    for (char& c : day)
        if (c == '-' || c == '.') c = '/';
    auto date = mrz_date(day);
    if (date.empty()) refuse("a date must be YYMMDD, ddMMyyyy, dd/MM/yyyy or yyyy-MM-dd");
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
