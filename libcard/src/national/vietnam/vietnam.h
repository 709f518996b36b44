// SPDX-License-Identifier: Apache-2.0
// Vietnam's citizen cards of 2021 and 2024: DG13, the QR code printed on them, the ID number. No
// specification is public: the structure is what independent readers agree on, and what is not
// known is kept, not dropped.
#pragma once
#include "national/national.h"

namespace card::national::vietnam {

extern const State kState;

inline constexpr std::size_t kMaxDg13Fields = 64;
inline constexpr std::size_t kMaxQrLength = 2048;
inline constexpr std::size_t kMaxQrFields = 32;
inline constexpr std::size_t kIdDigits = 12;

bool recognises(ByteView dg13);
Fields parse_dg13(ByteView dg13);

/// Unsigned, so it proves nothing, but its number opens the chip.
struct Qr {
    std::string id_number, old_id_number, full_name, birth_date, sex, residence,
        issue_date;  ///< dates ddMMyyyy
    std::vector<std::string> extra;
};
/// Throws Error{usage}: the text may come from any camera or keyboard.
Qr parse_qr(std::string_view text);
CodeComparison compare_qr(std::string_view text, const Chip& chip);

Dates dates(const Fields& fields);
std::string iso_date(std::string_view text);
std::vector<FieldId> differences(const Fields& fields, const lds::Mrz& mrz,
                                 bool mrz_name_may_be_cut);
NumberFit number_fit(const Fields& fields);

AccessKey key_of(const AccessKey::Printed& printed);
Policy policy();

bool is_digits(std::string_view text, std::size_t count);
/// A calendar day written dd/MM/yyyy or ddMMyyyy as YYYYMMDD; nothing for anything else.
std::optional<int> parse_day(std::string_view text);
/// There is no 31st of February.
bool exists(int yyyymmdd);
/// The same day as an MRZ writes it, YYMMDD; empty for anything else.
std::string mrz_date(std::string_view text);
/// "M" or "F" for the words of DG13 and QR; empty for anything else.
std::string_view sex_letter(std::string_view word);

}  // namespace card::national::vietnam
