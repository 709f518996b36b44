// SPDX-License-Identifier: Apache-2.0
// The holder's data as a document states it, each value with the data group it came from. Personal
// data.
#pragma once
#include <string>
#include <vector>

#include "card/fields.h"

namespace card {

/// One value. Personal data.
struct HolderField {
    FieldKey key;      ///< which field
    int group = 0;     ///< data group it came from: 1, 11, 12, 13 or 16
    std::string text;  ///< as the chip has it, in UTF-8, fillers between words as people write them
    /// The day in ISO 8601 where the field is one: "1999-01-01", "1999-01" or "1999" where the rest
    /// is not known; empty where it is none. Of an MRZ's year of birth the latest century that is
    /// not in the future, where no other field of the document says which.
    std::string date = {};

    /// Same field, group, text and date.
    bool operator==(const HolderField&) const = default;
};

/// What this version has no name for, kept as it is.
struct UnknownField {
    int group = 0;     ///< data group it came from
    std::string name;  ///< "field_17" of a national DG13; "tag_5F77" of DG11, DG12 and DG16
    std::string text;  ///< as the chip has it

    /// Same group, name and text.
    bool operator==(const UnknownField&) const = default;
};

/// All values of one document. Personal data.
struct Holder {
    /// In the order in which a face lists them: a national DG13, DG1, DG11, DG12, persons to
    /// notify. Each key once: where DG13 has a field of DG11 or DG12, DG13's stands here.
    std::vector<HolderField> fields;
    std::vector<UnknownField> unknown_fields;  ///< in the order of the groups

    /// Whether the document states nothing.
    bool empty() const noexcept { return fields.empty() && unknown_fields.empty(); }
    /// Null where the document does not state it.
    CARD_API const HolderField* find(FieldKey key) const noexcept;
    /// Whether the document states the field.
    bool has(FieldKey key) const noexcept { return find(key) != nullptr; }
    /// Empty where the document does not state it.
    CARD_API std::string_view text(FieldKey key) const noexcept;
};

}  // namespace card
