// SPDX-License-Identifier: Apache-2.0
#include "judge/catalogue.h"

#include <charconv>

namespace card {
namespace judge {
namespace {

constexpr CheckRow kChecks[] = {
    {CheckId::time_clock, "time.clock", Weight::undetermined, Weight::undetermined,
     "the clock is not before the build, nor by more than ten minutes before the last run, nor by "
     "more than a day before the newest list of the document's own state by a key of source issuer "
     "or own list",
     "", "–", "docs/verdict.md"},
    {CheckId::sod_structure, "sod.structure", Weight::not_genuine, Weight::undetermined,
     "SignedData with an LDS security object and one signer, whose certificate is there. "
     "Attention: a deviation of form (below). Failed: nobody signed, a signature or digest that is "
     "wrong, an object of another kind",
     "", "U: cannot be read", "Doc 9303-10 §4.6.2"},
    {CheckId::sod_signed_attributes, "sod.signed_attributes", Weight::not_genuine,
     Weight::undetermined,
     "contentType and messageDigest fit the content, and what the attributes say of certificate "
     "and algorithms is so. Attention: no attributes",
     "", "U: which certificate they name cannot be told", "RFC 5652 §5.6"},
    {CheckId::sod_signature, "sod.signature", Weight::not_genuine, Weight::undetermined,
     "right under the signer's key, parameters as written", "", "", "Doc 9303-11 §5.1.1"},
    {CheckId::sod_algorithms, "sod.algorithms", Weight::not_genuine, Weight::none,
     "SHA-224 and better, RSA from 2048 bits, a standardised curve from 256. Attention: SHA-1, RSA "
     "1024 to 2047, other or smaller curves. Failed: MD2, MD4, MD5, and keys under which anybody "
     "can forge: smaller ones, an exponent of 1, a curve by parameters that are nobody's",
     "", "U: a key that this version cannot compute", "Doc 9303-12 §4.1.6"},
    {CheckId::sod_sha1, "sod.sha1", Weight::undetermined, Weight::undetermined,
     "made only with SHA-1 and `sha1_until`", "", "", "Doc 9303-12 §4.1.6.4"},
    {CheckId::dsc_chain, "dsc.chain", Weight::not_genuine, Weight::undetermined,
     "an anchor's key signed the signer's certificate; candidates by key identifier and by name, "
     "each tried. Attention: BER, a plain signature, a weak key on every way up to a root that was "
     "named, a CSCA that is not marked as one or has no keyUsage, a list in BER that brought it. "
     "Failed: the named key is known from its issuer or own list and, computed, did not sign; or a "
     "non-CA issued it, or the CSCA certificate above it was withdrawn (with it fall the links "
     "that came by it)",
     "", "", "Doc 9303-11 §5.1.1, Doc 9303-12 §6.1"},
    {CheckId::dsc_profile, "dsc.profile", Weight::not_genuine, Weight::none,
     "version 3, no CA, digitalSignature, no other signer's role. Attention: no keyUsage, an "
     "extendedKeyUsage",
     "", "U: another version, a critical extension that is not known", "Doc 9303-12 §7.1.1"},
    {CheckId::dsc_validity, "dsc.validity", Weight::undetermined, Weight::undetermined,
     "now inside its dates; attention: expired, but signed inside them", "",
     "U, attention when the document is expired too", "Doc 9303-12 §4.1.1.1"},
    {CheckId::dsc_usage_period, "dsc.usage_period", Weight::attention, Weight::none,
     "date of issue inside the key's period", "", "", "Doc 9303-11 §5.1.1"},
    {CheckId::dsc_revocation, "dsc.revocation", Weight::not_genuine, Weight::undetermined,
     "a whole, current CRL by the issuing key, or by a newer key that may speak for it (below), "
     "does not list it. Attention: a list in BER or plainly signed. Fails as well where the CSCA "
     "certificate above it was withdrawn",
     "",
     "U or attention, see policy; always U: it is not settled whether the issuer has withdrawn it",
     "Doc 9303-12 §4.1.5, §7.1.4"},
    {CheckId::dsc_country, "dsc.country", Weight::not_genuine, Weight::undetermined,
     "signer, CSCA and DG1 name one state; attention: none that is known, the anchor imported for "
     "it (`--state`); failed: two states of the table",
     "", "U: a state that is not named or not in the table", "Doc 9303-11 §5.1.1"},
    {CheckId::dsc_document_type, "dsc.document_type", Weight::undetermined, Weight::none,
     "DocumentTypeList has DG1's code or its first letter, in capitals and without fillers", "", "",
     "Doc 9303-12 §7.1.1.6"},
    {CheckId::csca_validity, "csca.validity", Weight::undetermined, Weight::none,
     "the signer's certificate was issued inside its dates; attention: CSCA expired today", "", "",
     "Doc 9303-12 §4.1.4.1"},
    {CheckId::csca_usage_period, "csca.usage_period", Weight::undetermined, Weight::none,
     "the signer's certificate was issued inside the period of its key", "", "",
     "Doc 9303-12 §7.1.1"},
    {CheckId::dg_hash, "dg.hash", Weight::not_genuine, Weight::undetermined,
     "the file is what the issuer signed", "", "U: digest not supported", "Doc 9303-11 §5.1.1"},
    {CheckId::dg_content, "dg.content", Weight::attention, Weight::none,
     "the file parses; DG2: its picture can be decoded. Attention: a deviation of form (above)",
     "DG1: U, others attention", "", "Doc 9303-10 §4.7"},
    {CheckId::dg_complete, "dg.complete", Weight::none, Weight::attention,
     "a listed group was read", "–", "DG1, DG2: U; DG3, DG4: \"protected\"; others attention",
     "Doc 9303-10 §4.7"},
    {CheckId::dg_covered, "dg.covered", Weight::attention, Weight::none,
     "a group that is there is listed", "attention; nothing in it counts", "",
     "Doc 9303-11 §5.1.1"},
    {CheckId::lds_com, "lds.com", Weight::attention, Weight::attention,
     "EF.COM agrees with the signed object", "", "", "Doc 9303-10 §4.6.1"},
    {CheckId::lds_version, "lds.version", Weight::attention, Weight::attention,
     "EF.COM's versions agree with the signed ones", "", "", "Doc 9303-10 §4.6.2.1"},
    {CheckId::access_card_access, "access.card_access", Weight::not_genuine, Weight::attention,
     "EF.CardAccess offers exactly the PACE that DG14 signs; attention: other infos differ, or one "
     "cannot be read",
     "N; U where the card was torn away before it knew the number",
     "attention; U: it offers less, and part of it cannot be read", "Doc 9303-11 §4.2, §9.2.11"},
    {CheckId::access_downgrade, "access.downgrade", Weight::undetermined, Weight::none,
     "PACE was used, or nothing names PACE. Attention: BAC, and EF.CardAccess offers the same PACE "
     "as the signed DG14 (where that names none, as an EF.CardSecurity that passed), only in forms "
     "that this version cannot run",
     "", "saved files; U: such forms that no signed file offers", "Doc 9303-11 §4.2"},
    {CheckId::chip_ca, "chip.ca", Weight::not_genuine, Weight::attention,
     "the first answer under chip authentication's keys is right, the key from a DG14 that passed",
     "", "the proof is missing", "Doc 9303-11 §6.2"},
    {CheckId::chip_aa, "chip.aa", Weight::not_genuine, Weight::attention,
     "the signature over the challenge is right, the key from a DG15 that passed. Attention: under "
     "another digest than DG14 names",
     "",
     "the proof is missing; U: by a digest that this version cannot compute, and no other proof is "
     "right",
     "Doc 9303-11 §6.1"},
    {CheckId::chip_card_security, "chip.card_security", Weight::not_genuine, Weight::none,
     "EF.CardSecurity's signature, signer and chain are right, its signer is of the document's "
     "state, has an anchor that the policy takes, and stands the questions of dsc.profile, "
     "dsc.validity, csca.* and dsc.revocation. Attention: a deviation of form, other PACE than "
     "DG14 names",
     "", "the mapping then leans on DG14; attention: a CSCA that names no known state",
     "Doc 9303-11 §9.2.11"},
    {CheckId::chip_cam, "chip.cam", Weight::not_genuine, Weight::attention,
     "the mapping's proof is right under a key of EF.CardSecurity that passed, or of DG14 that "
     "passed under the same identifier, in every session of the reading; DG14 names the mapping. "
     "Nothing but the session ties that key to the files",
     "", "the proof is missing", "Doc 9303-11 §4.4.3.5"},
    {CheckId::chip_state, "chip.state", Weight::none, Weight::none,
     "only with attention, before all others: the chip answered SELECT with 6283 or 6285, that it "
     "was deactivated",
     "–", "", "ISO/IEC 7816-4 §7.1.1"},
    {CheckId::data_mrz_digits, "data.mrz_digits", Weight::attention, Weight::none,
     "the check digits of the MRZ are right", "", "", "Doc 9303-3 §4.9"},
    {CheckId::data_dg1_dg13, "data.dg1_dg13", Weight::attention, Weight::none,
     "DG1 and DG13 say the same", "", "", "docs/verdict.md"},
    {CheckId::data_id_number, "data.id_number", Weight::attention, Weight::none,
     "the ID number fits date of birth and sex", "", "", "docs/verdict.md"},
    {CheckId::body_qr, "body.qr", Weight::undetermined, Weight::none,
     "number, name, date of birth, sex as printed equal the chip's; attention: residence, date of "
     "issue, old number",
     "", "– (not given, unreadable); attention: letters that the scanner damaged",
     "docs/verdict.md"},
    {CheckId::body_mrz, "body.mrz", Weight::undetermined, Weight::none,
     "number, name, date of birth, sex, expiry, state, nationality, optional data as printed equal "
     "the chip's",
     "", "– (not given, unreadable)", "Doc 9303-11 §5.1.1"},
    {CheckId::document_deviation, "document.deviation", Weight::none, Weight::none,
     "only with attention: a trusted deviation list of the issuer is about this document; it "
     "explains, it makes nothing right",
     "–", "", "Doc 9303-12 §10"},
    {CheckId::document_expiry, "document.expiry", Weight::attention, Weight::none,
     "not expired, or without expiry", "attention; exit 13", "", "Doc 9303-3 §4.8"},
};

/// A row stands at its value's place.
constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(kChecks); ++i)
        if (static_cast<std::size_t>(kChecks[i].id) != i) return false;
    return true;
}
static_assert(in_order());

}  // namespace

std::span<const CheckRow> checks() { return kChecks; }

const CheckRow& row_of(CheckId id) { return kChecks[static_cast<std::size_t>(id)]; }

bool is_of_group(CheckId id) { return id >= CheckId::dg_hash && id <= CheckId::dg_covered; }

}  // namespace judge

std::string text_of(CheckName name) {
    std::string text(judge::row_of(name.id).name);
    if (name.group != 0) text += "." + std::to_string(name.group);
    return text;
}

std::optional<CheckName> check_from_text(std::string_view text) {
    static constexpr int kLastGroup = 16;
    for (const auto& row : judge::checks()) {
        if (text == row.name && !judge::is_of_group(row.id)) return CheckName(row.id);
        if (!judge::is_of_group(row.id) || !text.starts_with(row.name)) continue;
        const auto digits = text.substr(row.name.size());
        int group = 0;
        if (digits.size() < 2 || digits[0] != '.' || digits[1] == '0') continue;
        const auto [end, error] =
            std::from_chars(digits.data() + 1, digits.data() + digits.size(), group);
        if (error == std::errc() && end == digits.data() + digits.size() && group <= kLastGroup)
            return CheckName(row.id, group);
    }
    return {};
}

}  // namespace card
