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

/// Elementary files by file identifier, Doc 9303-10 §4.7 (table 38) and §3.11.
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
/// EF.DG1 to EF.DG16.
inline constexpr int kDataGroups = 16;
/// EF.DGn, n of 1 to 16.
constexpr FileId data_group(int number) { return static_cast<FileId>(0x0100 + number); }
/// The two octets that SELECT takes.
constexpr std::uint16_t file_identifier(FileId id) { return static_cast<std::uint16_t>(id); }
/// The five bits that READ BINARY takes.
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
    /// What befell it.
    enum class Why {
        absent,                ///< the chip says that it has no such file
        refused,               ///< any other status word, such as of a file that the chip protects
        left_out,              ///< not asked for: the caller wanted no portrait
        too_large,             ///< it claims more octets than such a file can have
        defective,             ///< what came is no whole file
    } why = Why::absent;       ///< what befell it
    std::uint16_t status = 0;  ///< the chip's status word, 0 where none was given
};

/// How a chip was opened: none is a chip that gives its files to everybody.
enum class AccessProtocol { unknown, none, bac, pace };

/// How a chip was opened (Doc 9303-11 §4.2). What does not apply is empty or 0.
struct AccessRecord {
    AccessProtocol protocol = AccessProtocol::unknown;  ///< unknown: files from a folder, no chip
    std::string password;                               ///< "CAN" or "MRZ"
    std::string mapping;   ///< PACE: "ECDH-GM", "DH-IM", "ECDH-CAM", ...
    std::string cipher;    ///< "AES-128", ...
    int parameter_id = 0;  ///< PACE: standardised domain parameters
};

/// How an earlier presentation in the same reading was opened.
struct EarlierAccess {
    AccessRecord access;               ///< protocol unknown: it was lost before it was opened
    std::optional<Bytes> card_access;  ///< EF.CardAccess as it was given then
    bool opened = true;  ///< false: it was torn away before it had shown that it knows the number
};

/// Chip authentication (Doc 9303-11 §6.2) as it went; read() does not judge it.
struct ChipAuthenticationRecord {
    /// How far it came.
    enum class Outcome {
        not_attempted,  ///< not offered, or nothing to do it with
        refused,        ///< a status word instead of an answer, before the keys changed
        right,          ///< the first answer under the new keys was right
        wrong,          ///< a complete answer that was not right, or one in clear
    } outcome = Outcome::not_attempted;  ///< how far it came
    Because problem;                     ///< why it was wrong or could not be attempted; else none
    std::uint16_t status = 0;            ///< of a refusal or of an answer in clear; else 0
    Bytes key_file;                      ///< the octets of DG14 that gave the key
    Bytes ephemeral_public_key;          ///< the terminal's
};

/// Active authentication (Doc 9303-11 §6.1) as it went.
struct ActiveAuthenticationRecord {
    /// How far it came.
    enum class Outcome {
        not_attempted,  ///< not offered, or not possible with this key or reader
        refused,        ///< a status word other than 9000, or an answer in clear inside the session
        answered        ///< there is an answer; verify() looks whether it is a right signature
    } outcome = Outcome::not_attempted;  ///< how far it came
    Because problem;           ///< why it could not be attempted; none where that is not known
    std::uint16_t status = 0;  ///< of the answer or refusal; 0: nothing was sent
    Bytes key_file;            ///< the octets of DG15 that gave the key
    Bytes challenge;           ///< kChallengeSize octets; empty: nothing was sent
    Bytes signature;           ///< the chip's answer, as it came
};

/// Chip authentication mapping (Doc 9303-11 §4.4.3.5) as it went inside PACE.
struct ChipAuthenticationMappingRecord {
    /// How far it came.
    enum class Outcome {
        not_attempted,  ///< the chip was opened in another way
        refused,        ///< PACE ended well, but without the chip's data
        answered        ///< the chip's data came; verify() looks whether it is right
    } outcome = Outcome::not_attempted;  ///< how far it came
    int parameter_id = 0;                ///< also the identifier of the chip's key
    Bytes mapping_key;                   ///< the chip's ephemeral key of the mapping
    Bytes chip_authentication_data;      ///< decrypted; empty where what came could not be
};

/// Terminal authentication (Doc 9303-11 §7.1) as it went: it proves nothing about the chip.
struct TerminalAuthenticationRecord {
    /// How far it came.
    enum class Outcome {
        not_attempted,  ///< no terminal was given, nothing is protected, or not possible
        refused,        ///< the chip refused a command, or answered one in clear
        done            ///< the chip took the terminal's signature
    } outcome = Outcome::not_attempted;  ///< how far it came
    std::string problem;       ///< in English: why not done; empty: done, or not asked for
    std::uint16_t status = 0;  ///< of the chip's last answer, where done or refused; else 0
    std::string holder;        ///< reference of the terminal's certificate, where done or refused
    Sentence problem_sentence = {};  ///< the problem as a value, for other languages

    /// Fills in the problem in both forms.
    void tell(Sentence sentence) {
        problem = text_of(sentence, Language::en);
        problem_sentence = std::move(sentence);
    }
};

/// What went over the link in the last presentation of the card and in those that it went on from.
/// Octets as the link carried them: with headers, status words and secure messaging.
struct Counters {
    std::uint64_t apdus = 0;           ///< commands that were answered
    std::uint64_t bytes_sent = 0;      ///< octets of these commands
    std::uint64_t bytes_received = 0;  ///< octets of their answers
};

/// One reading, or files from a folder. Plain values: threads may share it while none changes it.
struct Document {
    std::map<FileId, Bytes> files;          ///< whole files as they came, unjudged; personal data
    std::map<FileId, MissingFile> missing;  ///< files that were asked for and did not come
    AccessRecord access;                    ///< how the chip was opened last
    bool chip_present = false;  ///< false: files from a folder or answers of a transcript
    /// 6283 or 6285, the warning by which the chip said that it was deactivated; 0: it did not.
    std::uint16_t deactivated = 0;
    ChipAuthenticationRecord chip_authentication;          ///< the last one
    ActiveAuthenticationRecord active_authentication;      ///< the last one
    ChipAuthenticationMappingRecord chip_mapping;          ///< of the last session
    TerminalAuthenticationRecord terminal_authentication;  ///< of the last presentation
    /// Proofs of earlier presentations and sessions in one reading: a right one is worth nothing
    /// any more, a wrong one still is.
    std::vector<ChipAuthenticationRecord> earlier_chip_authentications;
    std::vector<ActiveAuthenticationRecord>
        earlier_active_authentications;  ///< likewise, active authentication
    std::vector<ChipAuthenticationMappingRecord>
        earlier_chip_mappings;  ///< likewise: all of them must be right for this proof to count
    /// What was read then is part of this document: a weaker way of opening taints it all the same.
    std::vector<EarlierAccess> earlier_accesses;
    Counters counters;                   ///< what the reading cost
    std::vector<std::string> fallbacks;  ///< what the chip forced, by name, in order

    /// Its octets; null where it did not come. Valid until `files` changes.
    const Bytes* file(FileId id) const {
        const auto found = files.find(id);
        return found == files.end() ? nullptr : &found->second;
    }
};

}  // namespace card
