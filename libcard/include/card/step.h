// SPDX-License-Identifier: Apache-2.0
// Where an Error happened: each step has one value in code and one name in print.
#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace card {

/// A protocol's step, the object that is malformed, or the input that is wrong. Values may be
/// added; programs that store a step store its name.
enum class Step : std::uint8_t {
    access_bac,             ///< a password that BAC cannot use
    access_bac_challenge,   ///< GET CHALLENGE
    access_bac_answer,      ///< EXTERNAL AUTHENTICATE, and the answer to it
    access_pace_select,     ///< EF.CardAccess and MSE:Set AT
    access_pace_nonce,      ///< the encrypted nonce
    access_pace_mapping,    ///< the mapping of the nonce
    access_pace_agreement,  ///< the key agreement
    access_pace_token,      ///< the authentication tokens
    sm_unprotected,         ///< an answer in clear inside the session
    sm_mac,                 ///< the answer's checksum
    sm_status,              ///< the protected status word
    sm_data,                ///< the encrypted data
    read_application,       ///< SELECT of the eMRTD application
    read_sod,               ///< there is no EF.SOD
    read_length,            ///< a file's length, or an answer of another
    read_no_progress,       ///< answers that bring nothing, or far too many
    read_removed,           ///< the card left, or an answer was cut short
    read_stopped,           ///< the caller asked to stop
    read_time,              ///< the whole reading took too long
    card_bank,              ///< a payment card
    card_storage,           ///< a card that only stores data
    card_no_application,    ///< a chip card without the eMRTD application
    card_several,           ///< more cards than one
    card_dead,              ///< a card that does not answer
    reader,                 ///< the reader, its driver or its service
    reader_wait,            ///< waiting for a card or a reader
    simulated,              ///< the simulated card
    vpcd,                   ///< the connection to vpcd
    replay,                 ///< a transcript, or a command that it does not have
    record,                 ///< a transcript that is written
    additional_data,        ///< DG11, DG12, DG16
    algorithm,              ///< an AlgorithmIdentifier
    apdu,                   ///< a command or an answer
    atr_info,               ///< EF.ATR/INFO
    certificate,            ///< an X.509 certificate
    crl,                    ///< a certificate revocation list
    cv_certificate,         ///< a card verifiable certificate
    deviation_list,         ///< a deviation list
    dg2,                    ///< a face in DG2
    dg13,                   ///< a national DG13
    dh,                     ///< a key or a secret of a DH group
    ec,                     ///< a key or a point of a curve
    key,                    ///< a public key, or the number that opens a card
    ldif,                   ///< an LDIF file
    master_list,            ///< a CSCA master list
    mrz,                    ///< a machine readable zone
    padding,                ///< padding of ISO 9797-1 method 2
    portrait,               ///< a picture
    security_infos,         ///< EF.CardAccess, DG14
    signature,              ///< a signature
    signed_data,            ///< EF.SOD and other CMS SignedData
    tlv,                    ///< a data object
    access_key,             ///< what was printed on the card
    date,                   ///< a day
    doctor,                 ///< the reader that `cardtool doctor` was given
    file,                   ///< a file on disk
    hex,                    ///< hexadecimal text
    pkcs11,                 ///< a token that holds a terminal's key
    qr,                     ///< the text of a QR code
    save,                   ///< the folder that a document is saved to
    show,                   ///< the file that `cardtool show` was given
    survey,                 ///< what `cardtool survey` was given
    terminal_key,           ///< a terminal's key
    trust_import,           ///< an import into a trust store
    trust_store,            ///< a trust store
    verify,                 ///< what `cardtool verify` was given
    command_line,           ///< the words of a command
    output,                 ///< what a command writes to a screen, a pipe or a file
};

/// What a step belongs to.
enum class StepArea : std::uint8_t {
    bac,     ///< opening by Basic Access Control, Doc 9303-11 §4.3
    pace,    ///< opening by PACE, Doc 9303-11 §4.4
    sm,      ///< secure messaging, Doc 9303-11 §9.8
    read,    ///< reading of files
    card,    ///< the wrong card, or more than one
    reader,  ///< the reader and its service
    object,  ///< octets that do not have the structure they must have
    input,   ///< what the caller gave: keys, options, files, folders
};

/// What is known of one step.
struct StepRow {
    Step step;              ///< its value
    StepArea area;          ///< what it belongs to
    std::string_view name;  ///< "access.pace.select"
};

/// One row a step, in the order of the values.
inline constexpr StepRow kSteps[] = {
    {Step::access_bac, StepArea::bac, "access.bac"},
    {Step::access_bac_challenge, StepArea::bac, "access.bac.challenge"},
    {Step::access_bac_answer, StepArea::bac, "access.bac.answer"},
    {Step::access_pace_select, StepArea::pace, "access.pace.select"},
    {Step::access_pace_nonce, StepArea::pace, "access.pace.nonce"},
    {Step::access_pace_mapping, StepArea::pace, "access.pace.mapping"},
    {Step::access_pace_agreement, StepArea::pace, "access.pace.agreement"},
    {Step::access_pace_token, StepArea::pace, "access.pace.token"},
    {Step::sm_unprotected, StepArea::sm, "sm.unprotected"},
    {Step::sm_mac, StepArea::sm, "sm.mac"},
    {Step::sm_status, StepArea::sm, "sm.status"},
    {Step::sm_data, StepArea::sm, "sm.data"},
    {Step::read_application, StepArea::read, "read.application"},
    {Step::read_sod, StepArea::read, "read.sod"},
    {Step::read_length, StepArea::read, "read.length"},
    {Step::read_no_progress, StepArea::read, "read.no_progress"},
    {Step::read_removed, StepArea::read, "read.removed"},
    {Step::read_stopped, StepArea::read, "read.stopped"},
    {Step::read_time, StepArea::read, "read.time"},
    {Step::card_bank, StepArea::card, "card.bank"},
    {Step::card_storage, StepArea::card, "card.storage"},
    {Step::card_no_application, StepArea::card, "card.no_application"},
    {Step::card_several, StepArea::card, "card.several"},
    {Step::card_dead, StepArea::card, "card.dead"},
    {Step::reader, StepArea::reader, "reader"},
    {Step::reader_wait, StepArea::reader, "reader.wait"},
    {Step::simulated, StepArea::reader, "simulated"},
    {Step::vpcd, StepArea::reader, "vpcd"},
    {Step::replay, StepArea::reader, "replay"},
    {Step::record, StepArea::reader, "record"},
    {Step::additional_data, StepArea::object, "additional_data"},
    {Step::algorithm, StepArea::object, "algorithm"},
    {Step::apdu, StepArea::object, "apdu"},
    {Step::atr_info, StepArea::object, "atr_info"},
    {Step::certificate, StepArea::object, "certificate"},
    {Step::crl, StepArea::object, "crl"},
    {Step::cv_certificate, StepArea::object, "cv_certificate"},
    {Step::deviation_list, StepArea::object, "deviation_list"},
    {Step::dg2, StepArea::object, "dg2"},
    {Step::dg13, StepArea::object, "dg13"},
    {Step::dh, StepArea::object, "dh"},
    {Step::ec, StepArea::object, "ec"},
    {Step::key, StepArea::object, "key"},
    {Step::ldif, StepArea::object, "ldif"},
    {Step::master_list, StepArea::object, "master_list"},
    {Step::mrz, StepArea::object, "mrz"},
    {Step::padding, StepArea::object, "padding"},
    {Step::portrait, StepArea::object, "portrait"},
    {Step::security_infos, StepArea::object, "security_infos"},
    {Step::signature, StepArea::object, "signature"},
    {Step::signed_data, StepArea::object, "signed_data"},
    {Step::tlv, StepArea::object, "tlv"},
    {Step::access_key, StepArea::input, "access_key"},
    {Step::date, StepArea::input, "date"},
    {Step::doctor, StepArea::input, "doctor"},
    {Step::file, StepArea::input, "file"},
    {Step::hex, StepArea::input, "hex"},
    {Step::pkcs11, StepArea::input, "pkcs11"},
    {Step::qr, StepArea::input, "qr"},
    {Step::save, StepArea::input, "save"},
    {Step::show, StepArea::input, "show"},
    {Step::survey, StepArea::input, "survey"},
    {Step::terminal_key, StepArea::input, "terminal_key"},
    {Step::trust_import, StepArea::input, "trust_import"},
    {Step::trust_store, StepArea::input, "trust_store"},
    {Step::verify, StepArea::input, "verify"},
    {Step::command_line, StepArea::input, "command_line"},
    {Step::output, StepArea::input, "output"},
};

/// The row of this step.
constexpr const StepRow& row_of(Step step) { return kSteps[static_cast<std::size_t>(step)]; }
static_assert([] {
    for (std::size_t at = 0; at < std::size(kSteps); ++at)
        if (static_cast<std::size_t>(kSteps[at].step) != at) return false;
    return std::size(kSteps) == static_cast<std::size_t>(Step::output) + 1;
}());

/// "access.pace.select", "sm.mac", ...: the name in messages, JSON and journals.
constexpr std::string_view name_of(Step step) { return row_of(step).name; }
/// What this step belongs to.
constexpr StepArea area_of(Step step) { return row_of(step).area; }
/// Empty: no step has this name.
constexpr std::optional<Step> step_from_name(std::string_view name) {
    for (const auto& row : kSteps)
        if (row.name == name) return row.step;
    return {};
}

}  // namespace card
