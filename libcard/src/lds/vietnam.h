// SPDX-License-Identifier: Apache-2.0
// DG13 of Vietnam's citizen cards and the QR code printed on them. No specification is public: the
// structure is what independent readers agree on, and what is not known is kept, not dropped.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/fields.h"

namespace card::lds {

inline constexpr std::size_t kMaxDg13Fields = 64;
inline constexpr std::size_t kMaxQrLength = 2048;
inline constexpr std::size_t kMaxQrFields = 32;

struct VietnamDg13 {
    struct Field {
        int number = 0;
        std::size_t first = 0, count = 0;  ///< of its strings in `leaves`
    };
    std::vector<Field> fields;             ///< each number once, ascending
    std::vector<std::string_view> leaves;  ///< strings of all fields in file order: views into the
                                           ///< file, which must outlive them

    std::span<const std::string_view> leaves_of(const Field& field) const {
        return std::span(leaves).subspan(field.first, field.count);
    }
    /// First string of a field; empty text where it is not given.
    std::string_view text(int number) const;
};

/// The leaves of one field as one text: "; " between them.
std::string joined(std::span<const std::string_view> leaves);

enum Dg13Field {
    kIdNumber = 0x01,
    kFullName,
    kBirthDate,
    kSex,
    kNationality,
    kEthnicity,
    kReligion,
    kPlaceOfOrigin,
    kPlaceOfResidence,
    kPersonalMarks,
    kIssueDate,
    kExpiryDate,
    kParents,
    kSpouse,
    kOldIdNumber,
    kChipCode,
};
/// Nothing for a number that this version does not know.
std::optional<FieldId> dg13_field(int number);

/// Whether the file is a DG13 of this structure (other states use DG13 for other things).
bool is_vietnam_dg13(ByteView file);
/// Throws Error{malformed}.
VietnamDg13 parse_vietnam_dg13(ByteView file);

/// The QR code of the card: unsigned, so it proves nothing, but its number opens the chip.
struct VietnamQr {
    std::string id_number, old_id_number, full_name, birth_date, sex, residence,
        issue_date;  ///< dates ddMMyyyy
    std::vector<std::string> extra;
};
/// Throws Error{usage}: the text may come from any camera or keyboard.
VietnamQr parse_vietnam_qr(std::string_view text);

/// A calendar day written dd/MM/yyyy or ddMMyyyy as YYYYMMDD; nothing for anything else.
std::optional<int> parse_day(std::string_view text);
/// The same day as an MRZ writes it, YYMMDD; empty for anything else.
std::string mrz_date(std::string_view text);
/// "M" or "F" for the words of DG13 and QR; empty for anything else.
std::string_view sex_letter(std::string_view word);

}  // namespace card::lds
