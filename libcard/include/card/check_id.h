// SPDX-License-Identifier: Apache-2.0
// The checks of verify(), as values; what each asks and does to the verdict: judge/catalogue.cpp,
// and made from it the table in docs/verdict.md.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "card/export.h"

namespace card {

/// One value a check, in the order of the table in docs/verdict.md, which says what each asks.
enum class CheckId : std::uint8_t {
    time_clock,
    sod_structure,
    sod_signed_attributes,
    sod_signature,
    sod_algorithms,
    sod_sha1,
    dsc_chain,
    dsc_profile,
    dsc_validity,
    dsc_usage_period,
    dsc_revocation,
    dsc_country,
    dsc_document_type,
    csca_validity,
    csca_usage_period,
    dg_hash,
    dg_content,
    dg_complete,
    dg_covered,
    lds_com,
    lds_version,
    access_card_access,
    access_downgrade,
    chip_ca,
    chip_aa,
    chip_card_security,
    chip_cam,
    chip_state,
    data_mrz_digits,
    data_dg1_dg13,
    data_id_number,
    body_qr,
    body_mrz,
    document_deviation,
    document_expiry,
};

/// One check of one document: dg_hash, dg_content, dg_complete and dg_covered are made for each
/// data group.
struct CheckName {
    CheckId id;     ///< which check
    int group = 0;  ///< 1 to 16; 0: the check is not of a group

    /// Not explicit: a check without groups is named by its value alone. `of_group` is taken as it
    /// is.
    CheckName(CheckId check, int of_group = 0) : id(check), group(of_group) {}
    /// Same check of the same group.
    bool operator==(const CheckName&) const = default;
};

/// "sod.signature", "dg.hash.14"
CARD_API std::string text_of(CheckName name);
/// Its reverse; nothing for a name that no check has.
CARD_API std::optional<CheckName> check_from_text(std::string_view text);

}  // namespace card
