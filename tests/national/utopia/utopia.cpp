// SPDX-License-Identifier: Apache-2.0
#include "national/utopia/utopia.h"

#include <algorithm>

#include "card/error.h"
#include "lds/dates.h"
#include "lds/names.h"
#include "tlv/tlv.h"

namespace utopia {
namespace {

using card::ByteView;
using card::FieldId;
using namespace card::national;

constexpr std::size_t kFields = 7, kMostParts = 16;

/// 6D { 0C "number|name|birth|sex|issue|expiry|place" }, days dd.MM.yyyy.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size() && parts.size() < kMostParts;) {
        const auto end = std::min(text.find('|', from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

bool recognises(ByteView dg13) {
    try {
        return card::tlv::unwrap(0x0C, card::tlv::unwrap(0x6D, dg13)).size() > 4;
    } catch (const card::Error&) {
        return false;
    }
}

Fields parse(ByteView dg13) {
    using enum FieldId;
    static constexpr std::optional<FieldId> kIds[kFields]{
        id_number, full_name, date_of_birth, sex, date_of_issue, date_of_expiry, {}};
    const auto parts =
        parts_of(card::as_text(card::tlv::unwrap(0x0C, card::tlv::unwrap(0x6D, dg13))));
    if (parts.size() != kFields)
        throw card::Error(card::Errc::malformed, card::Step::dg13, "not seven fields");
    Fields fields{{}, parts};
    for (std::size_t i = 0; i < kFields; ++i)
        fields.fields.push_back({static_cast<int>(i) + 1, kIds[i], i, 1});
    return fields;
}

/// dd.MM.yyyy as YYYYMMDD; nothing for anything else.
std::optional<int> day(std::string_view text) {
    static constexpr std::string_view kForm = "00.00.0000";
    const bool fits = std::ranges::equal(text, kForm, [](char c, char form) {
        return form == '0' ? c >= '0' && c <= '9' : c == form;
    });
    if (!fits) return {};
    return std::stoi(std::string(text.substr(6)) + std::string(text.substr(3, 2)) +
                     std::string(text.substr(0, 2)));
}

Dates dates(const Fields& fields) {
    const auto expiry = fields.text(FieldId::date_of_expiry);
    return {day(fields.text(FieldId::date_of_issue)), day(expiry), expiry == "never"};
}

std::string iso_date(std::string_view text) {
    const auto yyyymmdd = day(text);
    return yyyymmdd ? card::lds::iso_date(std::to_string(*yyyymmdd)) : std::string();
}

std::vector<FieldId> differences(const Fields& fields, const card::lds::Mrz& mrz, bool) {
    const auto cut = card::lds::fold_name(mrz.given_names + " " + mrz.surname);
    if (card::lds::fold_name(fields.text(FieldId::full_name)) == cut) return {};
    return {FieldId::full_name};
}

NumberFit number_fit(const Fields& fields) {
    const auto number = fields.text(FieldId::id_number),
               birth = fields.text(FieldId::date_of_birth);
    if (!number.starts_with("UTO-") || number.size() != 8) return NumberFit::malformed;
    if (birth.size() != 10) return NumberFit::unknown;
    return number.substr(4) == std::string(birth.substr(8)) + std::string(birth.substr(3, 2))
               ? NumberFit::fits
               : NumberFit::differs;
}

/// "UTO|number|name"
CodeComparison compare_code(std::string_view code, const Chip& chip) {
    const auto parts = parts_of(code);
    if (parts.size() != 3 || parts[0] != "UTO")
        throw card::Error(card::Errc::usage, card::Step::qr, "not a code of Utopia");
    CodeComparison result{chip.fields != nullptr, {}};
    if (!chip.fields) return result;
    for (const auto& [field, printed] :
         {std::pair(FieldId::id_number, parts[1]), std::pair(FieldId::full_name, parts[2])})
        if (const auto own = chip.fields->text(field); own != printed)
            result.differences.push_back({field, std::string(printed), std::string(own)});
    return result;
}

card::AccessKey key_of(const card::AccessKey::Printed& printed) {
    return card::AccessKey::from_can(printed.number);
}

card::Policy policy() {
    card::Policy own;
    own.allowed_states = {"UT"};
    return own;
}

}  // namespace

constinit const State kState{
    .country = "UT",
    .name = "Utopia",
    .recognises = recognises,
    .parse = parse,
    .dates = dates,
    .iso_date = iso_date,
    .differences = differences,
    .number_fit = number_fit,
    .compare_code = compare_code,
    .key_of = key_of,
    .policy = policy,
};

}  // namespace utopia
