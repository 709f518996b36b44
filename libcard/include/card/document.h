// SPDX-License-Identifier: Apache-2.0
// What came off a chip: the octets of its files and what it answered. Nothing here is trusted yet;
// verify() judges it.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/reason.h"

namespace card {

/// Elementary files by file identifier, Doc 9303-10 table 34 and §3.11.
enum class FileId : std::uint32_t {
    card_access = 0x011C,
    card_security =
        0x011D + 0x20000,  ///< in the master file, where EF.SOD's identifier means this one
    cvca =
        0x011C + 0x10000,  ///< in the application, where EF.CardAccess's identifier means this one
    atr_info = 0x2F01,
    com = 0x011E,
    sod = 0x011D,
    dg1 = 0x0101,
    dg2 = 0x0102,
    dg3 = 0x0103,
    dg4 = 0x0104,
    dg5 = 0x0105,
    dg6 = 0x0106,
    dg7 = 0x0107,
    dg8 = 0x0108,
    dg9 = 0x0109,
    dg10 = 0x010A,
    dg11 = 0x010B,
    dg12 = 0x010C,
    dg13 = 0x010D,
    dg14 = 0x010E,
    dg15 = 0x010F,
    dg16 = 0x0110,
};
inline constexpr int kDataGroups = 16;
/// EF.DGn, n of 1 to 16.
constexpr FileId data_group(int number) { return static_cast<FileId>(0x0100 + number); }
/// The two octets that SELECT takes, and the five bits that READ BINARY does.
constexpr std::uint16_t file_identifier(FileId id) { return static_cast<std::uint16_t>(id); }
constexpr std::uint8_t short_identifier(FileId id) {
    return static_cast<std::uint8_t>(file_identifier(id) & 0x1F);
}
/// n for EF.DGn, 0 for every other file.
constexpr int data_group_number(FileId id) {
    const int number = static_cast<int>(id) - 0x0100;
    return number >= 1 && number <= kDataGroups ? number : 0;
}
/// "EF.COM", "EF.SOD", "DG13", ...
CARD_API std::string name_of(FileId id);

/// Why a file is not in the document.
struct MissingFile {
    enum class Why { absent, refused, left_out } why = Why::absent;
    std::uint16_t status = 0;  ///< the chip's status word, 0 where none was given
};

enum class AccessProtocol { unknown, none, bac, pace };

struct AccessRecord {
    AccessProtocol protocol = AccessProtocol::unknown;  ///< unknown: files from a folder, no chip
    std::string password;                               ///< "CAN" or "MRZ"
    std::string mapping;   ///< PACE: "ECDH-GM", "DH-IM", "ECDH-CAM", ...
    std::string cipher;    ///< "AES-128", ...
    int parameter_id = 0;  ///< PACE: standardised domain parameters
};

/// How an earlier presentation in the same reading was opened.
struct EarlierAccess {
    AccessRecord access;
    std::optional<Bytes> card_access;  ///< EF.CardAccess as it was given then
};

/// Chip authentication (Doc 9303-11 §6.2) as it went; read() does not judge it.
struct ChipAuthenticationRecord {
    enum class Outcome {
        not_attempted,  ///< not offered, or nothing to do it with
        refused,        ///< a status word instead of an answer, before the keys changed
        right,          ///< the first answer under the new keys was right
        wrong,          ///< a complete answer that was not right, or one in clear
    } outcome = Outcome::not_attempted;
    Because problem;  ///< where it was not right
    std::uint16_t status = 0;
    Bytes key_file;              ///< the octets of DG14 that gave the key
    Bytes ephemeral_public_key;  ///< the terminal's
};

/// Active authentication (Doc 9303-11 §6.1) as it went.
struct ActiveAuthenticationRecord {
    enum class Outcome { not_attempted, refused, answered } outcome = Outcome::not_attempted;
    Because problem;
    std::uint16_t status = 0;
    Bytes key_file;   ///< the octets of DG15 that gave the key
    Bytes challenge;  ///< eight octets
    Bytes signature;  ///< the chip's answer
};

/// Chip authentication mapping (Doc 9303-11 §4.4.3.5) as it went inside PACE.
struct ChipAuthenticationMappingRecord {
    enum class Outcome { not_attempted, refused, answered } outcome = Outcome::not_attempted;
    int parameter_id = 0;            ///< also the identifier of the chip's key
    Bytes mapping_key;               ///< the chip's ephemeral key of the mapping
    Bytes chip_authentication_data;  ///< decrypted; empty where what came could not be
};

/// Terminal authentication (Doc 9303-11 §7.1) as it went: it proves nothing about the chip.
struct TerminalAuthenticationRecord {
    enum class Outcome { not_attempted, refused, done } outcome = Outcome::not_attempted;
    std::string problem;
    std::uint16_t status = 0;
    std::string holder;  ///< reference of the terminal's certificate
};

struct Counters {
    std::uint64_t apdus = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
};

struct Document {
    std::map<FileId, Bytes> files;
    std::map<FileId, MissingFile> missing;  ///< files that were asked for and did not come
    AccessRecord access;
    bool chip_present = false;  ///< false: files from a folder
    ChipAuthenticationRecord chip_authentication;
    ActiveAuthenticationRecord active_authentication;
    ChipAuthenticationMappingRecord chip_mapping;
    TerminalAuthenticationRecord terminal_authentication;
    /// Proofs of earlier presentations and sessions in one reading: a right one is worth nothing
    /// any more, a wrong one still is.
    std::vector<ChipAuthenticationRecord> earlier_chip_authentications;
    std::vector<ActiveAuthenticationRecord> earlier_active_authentications;
    std::vector<ChipAuthenticationMappingRecord> earlier_chip_mappings;
    /// What was read then is part of this document: a weaker way of opening taints it all the same.
    std::vector<EarlierAccess> earlier_accesses;
    Counters counters;
    std::vector<std::string> fallbacks;  ///< what the chip forced, by name, in order

    const Bytes* file(FileId id) const {
        const auto found = files.find(id);
        return found == files.end() ? nullptr : &found->second;
    }
};

}  // namespace card
