// SPDX-License-Identifier: Apache-2.0
// The machine readable zone of DG1, Doc 9303-4, -5 and -6: TD3, TD1 and TD2.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/sentence.h"

namespace card::lds {

enum class MrzFormat { td1, td2, td3 };

/// What has a check digit of its own.
enum class CheckedField : std::uint8_t {
    document_number,
    date_of_birth,
    date_of_expiry,
    personal_number,
    composite
};

struct Mrz {
    MrzFormat format = MrzFormat::td1;
    std::string document_code, issuing_state, document_number, nationality, sex, optional_data,
        optional_data_2;
    std::string surname, given_names;     ///< fillers as blanks
    std::string birth_date, expiry_date;  ///< YYMMDD as written, '<' where unknown
    std::vector<CheckedField> wrong_check_digits;
};

/// Text of 90, 72 or 88 characters without line ends. Throws Error{malformed}.
Mrz parse_mrz(std::string_view text);
/// In words, for people.
Sentence name_of(CheckedField field);
/// Weighted 7-3-1 modulo 10 (Doc 9303-3 §4.9). Throws Error{malformed} on a character outside A-Z,
/// 0-9 and '<'.
char check_digit(std::string_view field);

/// DG1: 61 { 5F1F mrz }. `stray`: octets that belong to nothing stand beside it.
std::string_view mrz_of_dg1(ByteView file, bool& stray);
std::string_view mrz_of_dg1(ByteView file);

}  // namespace card::lds
