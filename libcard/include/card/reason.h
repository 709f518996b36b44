// SPDX-License-Identifier: Apache-2.0
// Why a check ended as it did, as a value: the words for it stand in i18n/messages.tsv alone.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "card/export.h"
#include "card/fields.h"

namespace card {

/// Each has a row in judge/catalogue.cpp (its name) and one in i18n/messages.tsv (its words, with
/// %1, %2, ... for arguments and %* for all of them).
enum class Reason : std::uint16_t {
    none,
    // trust and clock
    clock_before_build,
    clock_before_newest_crl,
    clock_before_last_run,
    clock_given,
    clock_not_plausible,
    // EF.SOD
    file_malformed,
    sod_not_read,
    sod_malformed,
    sod_not_usable,
    sod_unknown_version,
    sod_certificate_malformed,
    sod_signer_missing,
    sod_signer_imported,
    cms_trailing_octets,
    cms_unsigned,
    cms_several_signers,
    cms_other_content_type,
    cms_id_data,
    cms_digest_not_listed,
    cms_version,
    cms_signer_version,
    cms_ber,
    cms_signer_name_form,
    cms_attribute_order,
    cms_digest_disagrees,
    cms_key_disagrees,
    cms_no_attributes,
    cms_attribute_missing,
    cms_content_type_differs,
    cms_message_digest_differs,
    digest_not_supported,
    signature_not_supported,
    signature_wrong,
    md5,
    sha1_weak,
    key_weak,
    sha1_undated,
    sha1_too_late,
    // public keys
    key_rsa_size,
    key_rsa_even,
    key_rsa_exponent,
    key_rsa_refused,
    key_unknown_curve,
    key_unknown_type,
    key_malformed,
    // the signer and its CSCA
    chain_key_did_not_sign,
    chain_issuer_no_csca,
    chain_no_anchor,
    chain_withdrawn,
    chain_policy,
    no_anchor,
    profile_version,
    profile_ca,
    profile_key_usage,
    profile_other_role,
    profile_unknown_critical,
    profile_no_key_usage,
    profile_extended_key_usage,
    signer_not_yet_valid,
    signer_dates,
    signer_expired_after,
    signer_expired_undated,
    signing_date_unknown,
    usage_period_none,
    usage_period_outside,
    state_not_in_table,
    state_differs,
    document_types_none,
    document_type_differs,
    csca_dates,
    csca_expired,
    csca_period_none,
    csca_period_outside,
    // revocation
    revoked,
    revoked_with_csca,
    revocation_unsettled,
    crl_none,
    crl_stale,
    crl_may_have_left,
    // files
    file_not_read,
    hash_differs,
    content_unproven,
    content_malformed,
    protected_,
    not_read,
    portrait_left_out,
    group_not_read,
    listed_not_read,
    group_not_listed,
    not_covered,
    com_not_read,
    com_malformed,
    com_list_differs,
    com_versions_differ,
    com_version_unsigned,
    // access
    card_access_none,
    card_access_dg14_unseen,
    card_access_no_dg14,
    card_access_dg14_no_pace,
    card_access_differs,
    card_access_more,
    access_not_known,
    access_dg14_unseen,
    access_without_pace,
    // chip proofs
    chip_data_unproven,
    chip_key_file_unsigned,
    chip_key_file_not_listed,
    chip_key_file_withheld,
    chip_key_differs,
    chip_absent,
    chip_has_not_the_key,
    chip_had_not_the_key,
    chip_refused,
    chip_refused_with,
    chip_answered_in_clear,
    chip_answer_wrong,
    ca_version_2_only,
    ca_version_2_too,
    ca_no_form,
    ca_no_key,
    ca_key_too_long,
    ca_key_not_of_group,
    dg14_malformed,
    dg15_malformed,
    dg15_key_unfit,
    not_attempted,
    aa_answer_too_long,
    aa_card_lost,
    aa_answer_short,
    aa_no_signature,
    aa_any_digest,
    aa_digest_not_named,
    aa_asn1,
    aa_not_under_key,
    aa_trailer,
    aa_key_short,
    aa_header,
    aa_total_recovery,
    aa_digest_wrong,
    cam_none,
    cam_other_way,
    cam_not_in_dg14,
    cam_no_key,
    cam_no_proof,
    cam_session_without_proof,
    card_security_not_read,
    card_security_malformed,
    card_security_other_state,
    card_security_policy,
    card_security_no_signer,
    card_security_no_sod_anchor,
    card_security_key_differs,
    // data and body
    dg1_not_passed,
    dg13_not_passed,
    dg1_dg13_not_both,
    dg1_dg13_differ,
    check_digit_wrong,
    id_number_none,
    id_number_not_twelve_digits,
    id_number_no_birth_or_sex,
    id_number_differs,
    body_unproven,
    body_differs,
    body_printed_differently,
    qr_not_given,
    qr_other_text,
    qr_incomplete,
    mrz_not_given,
    mrz_other_text,
    mrz_check_digit,
    // document
    deviation_announced,
    without_expiry,
    expiry_unreadable,
    expired,
};

/// "signature_wrong": the code in JSON, and behind "reason." in i18n/messages.tsv.
CARD_API std::string_view name_of(Reason reason);

/// Text is technical (a date, a status word, a name out of a certificate), never personal.
using ReasonArgument = std::variant<std::string, Reason, FieldId>;

/// One reason and what its sentence names.
struct Because {
    Reason reason = Reason::none;
    std::vector<ReasonArgument> arguments;

    Because() = default;
    Because(Reason why) : reason(why) {}
    Because(Reason why, std::vector<ReasonArgument> what)
        : reason(why), arguments(std::move(what)) {}
    explicit operator bool() const noexcept { return reason != Reason::none; }
    bool operator==(const Because&) const = default;
};

}  // namespace card
