// SPDX-License-Identifier: Apache-2.0
// What a document says of its holder, field by field: one row each. Names in JSON, labels, order,
// and what a face does with a value are decided here and nowhere else.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "card/export.h"

namespace card {

/// In the order in which a face lists them: a national DG13 as the card has it, then DG1, DG11,
/// DG12, DG16. One that two groups may hold stands with the group that names it first.
enum class FieldId : std::uint8_t {
    // A national DG13; its numbers belong to the state.
    id_number,
    full_name,  // DG11 as well
    date_of_birth,
    sex,
    nationality,
    ethnicity,
    religion,
    place_of_origin,
    place_of_residence,
    personal_identification,
    date_of_issue,  // DG12 as well
    date_of_expiry,
    parents,
    spouse,
    old_id_number,
    chip_code,
    // DG1, the machine readable zone (Doc 9303-4, -5, -6)
    document_code,
    issuing_state,
    document_number,
    mrz_surname,
    mrz_given_names,
    mrz_nationality,
    mrz_date_of_birth,
    mrz_sex,
    mrz_date_of_expiry,
    mrz_optional_data,
    mrz_optional_data_2,
    // DG11, additional personal details (Doc 9303-10 §4.7.11)
    other_names,
    personal_number,
    full_date_of_birth,
    place_of_birth,
    permanent_address,
    telephone,
    profession,
    title,
    personal_summary,
    other_travel_documents,
    custody_information,
    // DG12, additional document details (Doc 9303-10 §4.7.12)
    issuing_authority,
    other_persons,
    endorsements,
    tax_exit_requirements,
    personalization_time,
    personalization_serial,
    // DG16, persons to notify (Doc 9303-10 §4.7.16)
    notify_date_recorded,
    notify_name,
    notify_telephone,
    notify_address,
};

/// What a face needs to know of a field before it shows a value.
enum class FieldTrait : std::uint8_t {
    none = 0,
    identifying = 1,  ///< a number that names one person or document: covered until asked for
    date = 2,         ///< a calendar day
    hidden = 4,       ///< sensitive or of third persons: shown only where an operator asks for it
};
constexpr FieldTrait operator|(FieldTrait a, FieldTrait b) {
    return static_cast<FieldTrait>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// What is known of a field.
struct FieldRow {
    FieldId id{};              ///< the field
    const char* name = "";     ///< in JSON, in the kiosk's configuration
    int group = 0;             ///< data group that Doc 9303-10 gives it; 13: a state's own
    std::uint32_t tag = 0;     ///< of its data object there; 0: the state's own number
    const char* message = "";  ///< its label in i18n/messages.tsv
    FieldTrait traits = FieldTrait::none;  ///< joined by |
    /// The MRZ's form of a field that a national DG13 has in full; the field itself where there is
    /// none.
    FieldId in_full = id;

    /// Whether the field has the trait.
    constexpr bool is(FieldTrait trait) const {
        return (static_cast<unsigned>(traits) & static_cast<unsigned>(trait)) != 0;
    }
};

/// One field of one document: DG16 has the same fields for each person.
struct FieldKey {
    FieldId id;               ///< the field
    std::uint8_t person = 0;  ///< 1 to 16 in DG16; 0 elsewhere

    /// A field of the holder, or of a person to notify.
    constexpr FieldKey(FieldId field, std::uint8_t of_person = 0) : id(field), person(of_person) {}
    /// By field, then by person.
    constexpr auto operator<=>(const FieldKey&) const = default;
};

/// Every field, in the order of FieldId.
CARD_API std::span<const FieldRow> all_fields() noexcept;
CARD_API const FieldRow& row_of(FieldId id) noexcept;
/// "full_name"
CARD_API const char* name_of(FieldId id) noexcept;
CARD_API std::optional<FieldId> field_from_name(std::string_view name) noexcept;
/// "full_name", "notify_1_name"
CARD_API std::string name_of(FieldKey key);
CARD_API std::optional<FieldKey> key_from_name(std::string_view name);

}  // namespace card
