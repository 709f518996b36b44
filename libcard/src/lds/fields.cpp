// SPDX-License-Identifier: Apache-2.0
#include "card/fields.h"

#include <algorithm>
#include <array>

namespace card {
namespace {

using enum FieldId;
using enum FieldTrait;

constexpr std::uint32_t kMrz = 0x5F1F;

/// Names of DG11, DG12 and DG16: Doc 9303-10 tables 47, 48 and 52.
constexpr std::array kFields{
    FieldRow{id_number, "id_number", 13, 0, "field.id_number", identifying},
    FieldRow{full_name, "full_name", 11, 0x5F0E, "field.full_name"},
    FieldRow{date_of_birth, "date_of_birth", 13, 0, "field.date_of_birth", date},
    FieldRow{sex, "sex", 13, 0, "field.sex"},
    FieldRow{nationality, "nationality", 13, 0, "field.nationality"},
    FieldRow{ethnicity, "ethnicity", 13, 0, "field.ethnicity", hidden},
    FieldRow{religion, "religion", 13, 0, "field.religion", hidden},
    FieldRow{place_of_origin, "place_of_origin", 13, 0, "field.place_of_origin"},
    FieldRow{place_of_residence, "place_of_residence", 13, 0, "field.place_of_residence"},
    FieldRow{personal_identification, "personal_identification", 13, 0,
             "field.personal_identification"},
    FieldRow{date_of_issue, "date_of_issue", 12, 0x5F26, "field.date_of_issue", date},
    FieldRow{date_of_expiry, "date_of_expiry", 13, 0, "field.date_of_expiry", date},
    FieldRow{parents, "parents", 13, 0, "field.parents"},
    FieldRow{spouse, "spouse", 13, 0, "field.spouse"},
    FieldRow{old_id_number, "old_id_number", 13, 0, "field.old_id_number", identifying},
    FieldRow{chip_code, "chip_code", 13, 0, "field.chip_code", hidden},
    FieldRow{document_code, "document_code", 1, kMrz, "field.document_code"},
    FieldRow{issuing_state, "issuing_state", 1, kMrz, "field.issuing_state"},
    FieldRow{document_number, "document_number", 1, kMrz, "field.document_number", identifying,
             id_number},
    FieldRow{mrz_surname, "mrz_surname", 1, kMrz, "field.mrz_surname", none, full_name},
    FieldRow{mrz_given_names, "mrz_given_names", 1, kMrz, "field.mrz_given_names", none, full_name},
    FieldRow{mrz_nationality, "mrz_nationality", 1, kMrz, "field.mrz_nationality", none,
             nationality},
    FieldRow{mrz_date_of_birth, "mrz_date_of_birth", 1, kMrz, "field.mrz_date_of_birth", date,
             date_of_birth},
    FieldRow{mrz_sex, "mrz_sex", 1, kMrz, "field.mrz_sex", none, sex},
    FieldRow{mrz_date_of_expiry, "mrz_date_of_expiry", 1, kMrz, "field.mrz_date_of_expiry", date,
             date_of_expiry},
    FieldRow{mrz_optional_data, "mrz_optional_data", 1, kMrz, "field.mrz_optional_data",
             identifying, id_number},
    FieldRow{mrz_optional_data_2, "mrz_optional_data_2", 1, kMrz, "field.mrz_optional_data_2"},
    FieldRow{other_names, "other_names", 11, 0x5F0F, "field.other_names"},
    FieldRow{personal_number, "personal_number", 11, 0x5F10, "field.personal_number", identifying},
    FieldRow{full_date_of_birth, "full_date_of_birth", 11, 0x5F2B, "field.full_date_of_birth",
             date},
    FieldRow{place_of_birth, "place_of_birth", 11, 0x5F11, "field.place_of_birth"},
    FieldRow{permanent_address, "permanent_address", 11, 0x5F42, "field.permanent_address"},
    FieldRow{telephone, "telephone", 11, 0x5F12, "field.telephone"},
    FieldRow{profession, "profession", 11, 0x5F13, "field.profession"},
    FieldRow{title, "title", 11, 0x5F14, "field.title"},
    FieldRow{personal_summary, "personal_summary", 11, 0x5F15, "field.personal_summary", hidden},
    FieldRow{other_travel_documents, "other_travel_documents", 11, 0x5F17,
             "field.other_travel_documents"},
    FieldRow{custody_information, "custody_information", 11, 0x5F18, "field.custody_information",
             hidden},
    FieldRow{issuing_authority, "issuing_authority", 12, 0x5F19, "field.issuing_authority"},
    FieldRow{other_persons, "other_persons", 12, 0x5F1A, "field.other_persons", hidden},
    FieldRow{endorsements, "endorsements", 12, 0x5F1B, "field.endorsements"},
    FieldRow{tax_exit_requirements, "tax_exit_requirements", 12, 0x5F1C,
             "field.tax_exit_requirements"},
    FieldRow{personalization_time, "personalization_time", 12, 0x5F55,
             "field.personalization_time"},
    FieldRow{personalization_serial, "personalization_serial", 12, 0x5F56,
             "field.personalization_serial"},
    FieldRow{notify_date_recorded, "notify_date_recorded", 16, 0x5F50, "field.notify_date_recorded",
             date | hidden},
    FieldRow{notify_name, "notify_name", 16, 0x5F51, "field.notify_name", hidden},
    FieldRow{notify_telephone, "notify_telephone", 16, 0x5F52, "field.notify_telephone", hidden},
    FieldRow{notify_address, "notify_address", 16, 0x5F53, "field.notify_address", hidden},
};

constexpr bool each_stands_at_its_number() {
    for (std::size_t i = 0; i < kFields.size(); ++i)
        if (static_cast<std::size_t>(kFields[i].id) != i) return false;
    return kFields.size() == static_cast<std::size_t>(notify_address) + 1;
}
static_assert(each_stands_at_its_number());

}  // namespace

std::span<const FieldRow> all_fields() noexcept { return kFields; }

const FieldRow& row_of(FieldId id) noexcept { return kFields[static_cast<std::size_t>(id)]; }

const char* name_of(FieldId id) noexcept { return row_of(id).name; }

std::optional<FieldId> field_from_name(std::string_view name) noexcept {
    const auto found = std::ranges::find(
        kFields, name, [](const FieldRow& row) { return std::string_view(row.name); });
    if (found == kFields.end()) return {};
    return found->id;
}

namespace {

/// Before the number of a person in DG16.
constexpr std::string_view kOfPerson = "notify_";
constexpr unsigned kMostPersons = 16;

}  // namespace

std::string name_of(FieldKey key) {
    const std::string_view name = name_of(key.id);
    if (key.person == 0) return std::string(name);
    return std::string(kOfPerson) + std::to_string(key.person) + "_" +
           std::string(name.substr(kOfPerson.size()));
}

std::optional<FieldKey> key_from_name(std::string_view name) {
    if (const auto plain = field_from_name(name)) return *plain;
    for (const auto& row : kFields) {
        if (row.group != 16) continue;
        for (unsigned person = 1; person <= kMostPersons; ++person) {
            const FieldKey key(row.id, static_cast<std::uint8_t>(person));
            if (name_of(key) == name) return key;
        }
    }
    return {};
}

}  // namespace card
