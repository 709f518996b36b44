// SPDX-License-Identifier: Apache-2.0
#include "core/shown_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace kiosk {
namespace {

using card::FieldId;

constexpr int kMrz = 1, kNational = 13;
/// A hospital's ticket needs no more.
constexpr std::array kHospital{FieldId::full_name, FieldId::date_of_birth, FieldId::mrz_surname,
                               FieldId::mrz_given_names, FieldId::mrz_date_of_birth};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

/// YYYYMMDD of dd/MM/yyyy, ddMMyyyy, yyyy (its first day) or the MRZ's YYMMDD (never after
/// `today`).
std::optional<int> birth_day(std::string text, int today) {
    std::erase(text, '/');
    const auto value = number(text);
    if (!value) return {};
    if (text.size() == 8)
        return *value % 10000 * 10000 + *value / 10000 % 100 * 100 + *value / 1000000;
    if (text.size() == 4) return *value * 10000 + 101;
    if (text.size() != 6) return {};
    const int this_century = today / 1000000 * 1000000 + *value;
    return this_century <= today ? this_century : this_century - 1000000;
}

int today_of_machine() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    gmtime_r(&now, &local);
    return (local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday;
}

/// YYYYMMDD of the MRZ's YYMMDD, and of the dates of DG11, DG12 and DG16 as they stand. A national
/// DG13 has its dates as they are printed.
std::optional<int> day_of(const Field& field) {
    const auto value = number(field.text);
    if (!value || !card::row_of(field.key.id).is(card::FieldTrait::date)) return {};
    if (field.group == kMrz && field.text.size() == 6)
        return field.key.id == FieldId::mrz_date_of_birth
                   ? birth_day(field.text, today_of_machine())
                   : 20000000 + *value;
    if (field.group != kMrz && field.group != kNational && field.text.size() == 8) return value;
    return {};
}

/// A date as people read it; anything else as it is.
std::string readable(const Field& field) {
    const auto value = day_of(field);
    if (!value) return field.text;
    const auto day = std::to_string(*value);
    return day.substr(6) + "/" + day.substr(4, 2) + "/" + day.substr(0, 4);
}

}  // namespace

ShownFields::ShownFields(const Config& config)
    : hidden_(config.hidden_fields), wanted_(config.wanted_fields) {
    // What is hidden is hidden in the MRZ as well.
    for (const auto& row : card::all_fields())
        if (hidden_.contains(row.in_full)) hidden_.insert(row.id);
    if (wanted_.empty() && config.profile == Profile::hospital)
        wanted_ = {kHospital.begin(), kHospital.end()};
}

bool ShownFields::hides_any(const card::Holder& holder) const {
    return std::ranges::any_of(holder.fields,
                               [&](const Field& field) { return hidden_.contains(field.key.id); });
}

std::vector<Field> ShownFields::of(const card::Report& report) const {
    const auto& fields = report.holder().fields;
    const bool national = std::ranges::find(fields, kNational, &Field::group) != fields.end();
    std::vector<Field> list;
    for (const auto& field : fields) {
        if (field.text.empty() || !takes(field.key.id) || (national && field.group == kMrz))
            continue;
        list.push_back({field.key, field.group, readable(field)});
    }
    return list;
}

std::string text_of(const std::vector<Field>& fields, card::FieldKey key) {
    const auto found = std::ranges::find(fields, key, &Field::key);
    return found == fields.end() ? std::string() : found->text;
}

std::string given_name(const std::vector<Field>& fields) {
    const auto full = std::ranges::find_if(fields, [](const Field& field) {
        return field.key == FieldId::full_name && field.group == kNational;
    });
    return full == fields.end() ? text_of(fields, FieldId::mrz_given_names)
                                : full->text.substr(full->text.find_last_of(' ') + 1);
}

std::optional<int> age_on(const std::vector<Field>& fields, int today) {
    auto birth = birth_day(text_of(fields, FieldId::date_of_birth), today);
    if (!birth) birth = birth_day(text_of(fields, FieldId::mrz_date_of_birth), today);
    if (!birth || *birth > today) return {};
    return (today - *birth) / 10000;
}

}  // namespace kiosk
