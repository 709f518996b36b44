// SPDX-License-Identifier: Apache-2.0
#include "lds/dates.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace card::lds {
namespace {

constexpr std::size_t kDigits = 8;

bool is_number(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Zeros or fillers stand for what is not known.
bool is_unknown(std::string_view part) {
    return part == "00" || part.find_first_not_of("<X ") == std::string_view::npos;
}

unsigned number(std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::string iso_date(std::string_view digits) {
    if (digits.size() < kDigits) return {};
    const auto year = digits.substr(0, 4), month = digits.substr(4, 2), day = digits.substr(6, 2);
    if (!is_number(year) || number(year) == 0) return {};
    std::string text(year);
    if (is_unknown(month)) return is_unknown(day) ? text : std::string();
    if (!is_number(month) || number(month) < 1 || number(month) > 12) return {};
    text.append("-").append(month);
    if (is_unknown(day)) return text;
    if (!is_number(day)) return {};
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(year))),
                                           std::chrono::month(number(month)),
                                           std::chrono::day(number(day))};
    return date.ok() ? text.append("-").append(day) : std::string();
}

std::string iso_of_mrz(std::string_view digits, std::string_view century) {
    static constexpr std::size_t kMrzDigits = 6;
    return digits.size() == kMrzDigits ? iso_date(std::string(century).append(digits))
                                       : std::string();
}

std::string iso_of_mrz_birth(std::string_view digits, std::string_view today) {
    const auto late = iso_of_mrz(digits, "20");
    return late.empty() || late > today ? iso_of_mrz(digits, "19") : late;
}

}  // namespace card::lds
