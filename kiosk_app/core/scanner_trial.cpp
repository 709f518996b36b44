// SPDX-License-Identifier: Apache-2.0
#include "core/scanner_trial.h"

#include <algorithm>
#include <string>

namespace kiosk {
namespace {

constexpr std::string_view kNumbers = "999099000999|999000999|", kBirth = "|29021996|",
                           kIssued = "|01012022";

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// The characters of `wanted` come in `text`, in their order; what else comes does not matter.
bool holds_in_order(std::string_view text, std::string_view wanted) {
    std::size_t found = 0;
    for (const char c : text)
        if (found < wanted.size() && c == wanted[found]) ++found;
    return found == wanted.size();
}

std::string ascii_of(std::string_view text) {
    std::string ascii;
    std::ranges::copy_if(text, std::back_inserter(ascii), is_ascii);
    return ascii;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits),
                         [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

}  // namespace

ScannerTrial judge_scanner(std::string_view scanned) {
    if (scanned.find(kTrialCode) != std::string_view::npos) return ScannerTrial::good;
    const auto numbers = scanned.find(kNumbers), birth = scanned.find(kBirth),
               issued = scanned.rfind(kIssued);
    const bool parts = numbers != std::string_view::npos && birth != std::string_view::npos &&
                       issued != std::string_view::npos && numbers < birth && birth < issued;
    // Lost letters are one thing, a layout that also moves ASCII's about another.
    if (parts && holds_in_order(scanned, ascii_of(kTrialCode))) return ScannerTrial::letters;
    const auto digits = digits_of(scanned);
    const bool same_digits = digits.find(digits_of(kNumbers)) != std::string::npos;
    // Where the layout has moved the digits, its length is all that is left of the code.
    const bool as_long = scanned.size() + 2 >= ascii_of(kTrialCode).size() &&
                         scanned.size() <= kTrialCode.size() + kNumbers.size();
    return parts || same_digits || (as_long && digits.size() < kBirth.size())
               ? ScannerTrial::characters
               : ScannerTrial::other;
}

}  // namespace kiosk
