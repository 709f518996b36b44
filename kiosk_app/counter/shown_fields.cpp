// SPDX-License-Identifier: Apache-2.0
#include "counter/shown_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace kiosk {
namespace {

/// Fields as they stand on the card, by their names in the report; the MRZ's where DG13 has none.
constexpr std::array kOrder{"id_number",
                            "full_name",
                            "date_of_birth",
                            "sex",
                            "nationality",
                            "ethnicity",
                            "religion",
                            "place_of_origin",
                            "place_of_residence",
                            "personal_identification",
                            "date_of_issue",
                            "date_of_expiry",
                            "parents",
                            "spouse",
                            "old_id_number"};
constexpr std::array kMrzOrder{"document_number",   "mrz_surname", "mrz_given_names",
                               "mrz_date_of_birth", "mrz_sex",     "mrz_nationality",
                               "mrz_date_of_expiry"};
/// A hospital's ticket needs no more.
constexpr std::array kHospital{"full_name", "date_of_birth", "mrz_surname", "mrz_given_names",
                               "mrz_date_of_birth"};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

/// YYYYMMDD of dd/MM/yyyy, ddMMyyyy, yyyy (its last day) or the MRZ's YYMMDD (never after `today`).
std::optional<int> birth_day(std::string text, int today) {
    std::erase(text, '/');
    const auto value = number(text);
    if (!value) return {};
    if (text.size() == 8)
        return *value % 10000 * 10000 + *value / 10000 % 100 * 100 + *value / 1000000;
    if (text.size() == 4) return *value * 10000 + 1231;
    if (text.size() != 6) return {};
    const int this_century = today / 1000000 * 1000000 + *value;
    return this_century <= today ? this_century : this_century - 1000000;
}

/// YYMMDD of the MRZ as people read it; anything else as it is.
std::string readable(std::string_view id, const std::string& text) {
    const bool birth = id == "mrz_date_of_birth";
    const auto value = number(text);
    if ((!birth && id != "mrz_date_of_expiry") || text.size() != 6 || !value) return text;
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    gmtime_r(&now, &local);
    const int today = (local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday;
    const auto day = std::to_string(birth ? *birth_day(text, today) : 20000000 + *value);
    return day.substr(6) + "/" + day.substr(4, 2) + "/" + day.substr(0, 4);
}

}  // namespace

ShownFields::ShownFields(const Config& config)
    : hidden_(config.hidden_fields), wanted_(config.wanted_fields) {
    // What is hidden is hidden in the MRZ as well.
    for (const auto& [field, twin] : {std::pair{"full_name", "mrz_surname"},
                                      {"full_name", "mrz_given_names"},
                                      {"date_of_birth", "mrz_date_of_birth"},
                                      {"sex", "mrz_sex"},
                                      {"id_number", "document_number"},
                                      {"nationality", "mrz_nationality"},
                                      {"date_of_expiry", "mrz_date_of_expiry"}})
        if (hidden_.contains(field)) hidden_.insert(twin);
    if (wanted_.empty() && config.profile == Profile::hospital)
        wanted_ = {kHospital.begin(), kHospital.end()};
}

std::vector<std::string> known_fields() {
    std::vector<std::string> names(kOrder.begin(), kOrder.end());
    names.insert(names.end(), kMrzOrder.begin(), kMrzOrder.end());
    return names;
}

bool ShownFields::hides_any(const card::Holder& holder) const {
    return std::ranges::any_of(hidden_,
                               [&](const std::string& id) { return holder.fields.contains(id); });
}

std::vector<Field> ShownFields::of(const card::Report& report) const {
    std::vector<Field> list;
    const auto& fields = report.holder().fields;
    const auto add = [&](const char* id) {
        const auto found = fields.find(id);
        if (found != fields.end() && !found->second.empty() && takes(id))
            list.push_back({id, readable(id, found->second)});
    };
    if (fields.contains("id_number")) std::ranges::for_each(kOrder, add);
    else std::ranges::for_each(kMrzOrder, add);
    return list;
}

std::string text_of(const std::vector<Field>& fields, std::string_view id) {
    const auto found = std::ranges::find(fields, id, &Field::id);
    return found == fields.end() ? std::string() : found->text;
}

std::string given_name(const std::vector<Field>& fields) {
    const auto full = text_of(fields, "full_name");
    return full.empty() ? text_of(fields, "mrz_given_names")
                        : full.substr(full.find_last_of(' ') + 1);
}

std::optional<int> age_on(const std::vector<Field>& fields, int today) {
    auto birth = birth_day(text_of(fields, "date_of_birth"), today);
    if (!birth) birth = birth_day(text_of(fields, "mrz_date_of_birth"), today);
    if (!birth || *birth > today) return {};
    return (today - *birth) / 10000;
}

}  // namespace kiosk
