// SPDX-License-Identifier: Apache-2.0
#include "card/error.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {
namespace {

[[noreturn]] void refuse(const char* text) { throw Error(Errc::usage, Step::access_key, text); }

/// YYMMDD from YYMMDD, ddMMyyyy or dd/MM/yyyy.
std::string six_digit_date(std::string_view text) {
    if (is_digits(text, 6)) return std::string(text);
    auto date = mrz_date(text);
    if (date.empty()) refuse("a date must be YYMMDD, ddMMyyyy or dd/MM/yyyy");
    return date;
}

}  // namespace

/// The last six digits of the number are the CAN, the last nine the MRZ's document number.
AccessKey key_of(const AccessKey::Printed& printed) {
    if (!printed.code.empty())
        return AccessKey::from_can(parse_qr(printed.code).id_number.substr(6));
    if (!is_digits(printed.number, kIdDigits)) refuse("an ID number has twelve digits");
    return AccessKey::from_document(printed.number.substr(3), six_digit_date(printed.birth),
                                    six_digit_date(printed.expiry));
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
    .differences = differences,
    .number_fit = number_fit,
    .compare_code = compare_qr,
    .key_of = key_of,
    .policy = policy,
};

}  // namespace card::national::vietnam
