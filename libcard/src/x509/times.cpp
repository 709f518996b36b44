// SPDX-License-Identifier: Apache-2.0
#include "x509/times.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::certificate, said(id));
}

}  // namespace

Time parse_time(ByteView element) {
    tlv::Reader reader(element);
    const auto time = reader.next();
    reader.expect_end();
    const std::size_t year_digits = time.tag == 0x17 ? 2 : time.tag == 0x18 ? 4 : 0;
    std::string_view text = as_text(time.value);
    if (year_digits == 0 || text.empty() || text.back() != 'Z') fail("defect.time_form");
    text.remove_suffix(1);
    if (const auto fraction = text.find('.'); fraction != std::string_view::npos)
        text = text.substr(0, fraction);
    // Seconds must be there (RFC 5280 §4.1.2.5); some issuers leave them out.
    if (text.size() != year_digits + 10 && text.size() != year_digits + 8)
        fail("defect.time_length");
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        fail("defect.time_number");
    const auto number = [&text](std::size_t at, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(at, count)) value = value * 10 + (c - '0');
        return value;
    };
    int year = number(0, year_digits);
    if (year_digits == 2) year += year < 50 ? 2000 : 1900;
    const std::size_t at = year_digits;
    const std::chrono::year_month_day day{
        std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(at, 2))),
        std::chrono::day(static_cast<unsigned>(number(at + 2, 2)))};
    if (!day.ok()) fail("defect.no_day");
    const Time days = std::chrono::sys_days(day).time_since_epoch().count();
    static constexpr Time kDay = 86400, kHour = 3600, kMinute = 60;
    const int seconds = text.size() == at + 10 ? number(at + 8, 2) : 0;
    return days * kDay + number(at + 4, 2) * kHour + number(at + 6, 2) * kMinute + seconds;
}

std::string date_text(Time time) {
    const std::chrono::sys_days day{
        std::chrono::days(time >= 0 ? time / 86400 : (time - 86399) / 86400)};
    const std::chrono::year_month_day date(day);
    std::string text = std::to_string(static_cast<int>(date.year()));
    for (const unsigned part :
         {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())})
        text += (part < 10 ? "-0" : "-") + std::to_string(part);
    return text;
}

std::string time_text(Time time) {
    const std::chrono::sys_seconds at{std::chrono::seconds(time)};
    const std::chrono::hh_mm_ss<std::chrono::seconds> clock(
        at - std::chrono::floor<std::chrono::days>(at));
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return date_text(time) + text;
}

}  // namespace card::x509
