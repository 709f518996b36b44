// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <numeric>

#include "lds/dates.h"
#include "lds/names.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {
namespace {

using enum FieldId;

bool names_agree(const Fields& fields, const lds::Mrz& mrz, bool mrz_name_may_be_cut) {
    const std::string cut = lds::fold_name(mrz.surname + " " + mrz.given_names);
    const std::string full = lds::fold_name(fields.text(full_name));
    if (full.empty()) return true;  // a field that is not there or cannot be read
    return mrz_name_may_be_cut ? full.starts_with(cut) : full == cut;
}

}  // namespace

bool exists(int yyyymmdd) {
    return std::chrono::year_month_day{
        std::chrono::year(yyyymmdd / 10000),
        std::chrono::month(static_cast<unsigned>(yyyymmdd / 100 % 100)),
        std::chrono::day(static_cast<unsigned>(yyyymmdd % 100))}
        .ok();
}

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> parse_day(std::string_view text) {
    const bool slashes = text.size() == 10 && text[2] == '/' && text[5] == '/';
    if (!slashes && text.size() != 8) return {};
    const auto day_text = text.substr(0, 2), month_text = text.substr(slashes ? 3 : 2, 2),
               year_text = text.substr(slashes ? 6 : 4);
    if (!is_digits(day_text, 2) || !is_digits(month_text, 2) || !is_digits(year_text, 4)) return {};
    const auto number = [](std::string_view part) {
        return std::accumulate(part.begin(), part.end(), 0,
                               [](int sum, char digit) { return sum * 10 + (digit - '0'); });
    };
    const int day = number(day_text), month = number(month_text), year = number(year_text);
    if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1800) return {};
    return year * 10000 + month * 100 + day;
}

std::string mrz_date(std::string_view text) {
    const auto day = parse_day(text);
    return day ? std::to_string(*day).substr(2) : std::string();
}

std::string_view sex_letter(std::string_view word) {
    const std::string folded = lds::fold_name(word);
    return folded == "NAM" ? "M" : folded == "NU" ? "F" : "";
}

std::string iso_date(std::string_view text) {
    static constexpr std::size_t kYear = 4;
    if (const auto day = parse_day(text)) return lds::iso_date(std::to_string(*day));
    // Of older people some cards give the year alone.
    return is_digits(text, kYear) ? lds::iso_date(std::string(text) + "0000") : std::string();
}

Dates dates(const Fields& fields) {
    const auto expiry = fields.text(date_of_expiry);
    return {parse_day(fields.text(date_of_issue)), parse_day(expiry),
            lds::fold_name(expiry) == "KHONG THOI HAN"};
}

std::vector<FieldId> differences(const Fields& fields, const lds::Mrz& mrz,
                                 bool mrz_name_may_be_cut) {
    std::vector<FieldId> list;
    const auto compare = [&list](FieldId field, std::string_view a, std::string_view b) {
        if (!a.empty() && !b.empty() && a != b) list.push_back(field);
    };
    compare(id_number, std::string_view(mrz.optional_data).substr(0, kIdDigits),
            fields.text(id_number));
    const auto birth = fields.text(date_of_birth);
    compare(date_of_birth, mrz.birth_date, mrz_date(birth));
    static constexpr std::size_t kYear = 4;
    const auto year = std::string_view(mrz.birth_date).substr(0, 2);
    if (is_digits(birth, kYear) && is_digits(year, 2))
        compare(date_of_birth, year, birth.substr(2));
    compare(sex, mrz.sex, sex_letter(fields.text(sex)));
    const auto stated = dates(fields);
    if (stated.expiry && exists(*stated.expiry))
        compare(date_of_expiry, mrz.expiry_date, mrz_date(fields.text(date_of_expiry)));
    // The MRZ of a card without expiry has no date, or one that never comes.
    if (stated.without_expiry && mrz.expiry_date != "<<<<<<" && mrz.expiry_date != "991231")
        list.push_back(date_of_expiry);
    if (!names_agree(fields, mrz, mrz_name_may_be_cut)) list.push_back(full_name);
    return list;
}

/// Digit 4 of a number: 0/1 male/female of 19xx, 2/3 of 20xx, 4/5 of 21xx; then two digits of the
/// year.
NumberFit number_fit(const Fields& fields) {
    const auto id = fields.text(id_number);
    const auto letter = sex_letter(fields.text(sex));
    const auto birth = parse_day(fields.text(date_of_birth));
    if (!is_digits(id, kIdDigits)) return NumberFit::malformed;
    if (!birth || letter.empty()) return NumberFit::unknown;
    const int digit = id[3] - '0', year = *birth / 10000;
    const bool fits = (digit % 2 == 0) == (letter == "M") && year / 100 == 19 + digit / 2 &&
                      (id[4] - '0') * 10 + (id[5] - '0') == year % 100;
    return fits ? NumberFit::fits : NumberFit::differs;
}

}  // namespace card::national::vietnam
