// SPDX-License-Identifier: Apache-2.0
// Dates as they are typed: ddMMyyyy.
#pragma once
#include <chrono>
#include <string>

namespace kiosk::visit {

inline constexpr std::size_t kDateLength = 8;

/// A day that the calendar has; eight digits.
inline bool is_day(const std::string& text) {
    const int day = std::stoi(text.substr(0, 2)), month = std::stoi(text.substr(2, 2)),
              year = std::stoi(text.substr(4));
    return std::chrono::year_month_day{std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))}
               .ok() &&
           year >= 1900;
}

/// No document ends before its holder was born; both eight digits, or there is nothing to compare.
inline bool in_order(const std::string& birth, const std::string& expiry) {
    const auto year_first = [](const std::string& date) {
        return date.substr(4) + date.substr(2, 2) + date.substr(0, 2);
    };
    return birth.size() != kDateLength || expiry.size() != kDateLength ||
           year_first(birth) < year_first(expiry);
}

/// dd/MM/yyyy as far as it was typed.
inline std::string with_slashes(const std::string& date) {
    std::string text;
    for (std::size_t i = 0; i < date.size(); ++i) {
        if (i == 2 || i == 4) text += '/';
        text += date[i];
    }
    return text;
}

}  // namespace kiosk::visit
