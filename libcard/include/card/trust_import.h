// SPDX-License-Identifier: Apache-2.0
// Bringing certificates and lists into a trust store: only what an anchor proves, never back to an
// older state.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/sentence.h"

namespace card {

/// What was delivered, and which roots the operator decided to trust.
struct TrustImportRequest {
    /// Certificates, CRLs, CMS master and deviation lists, LDIF of ICAO's PKD; a folder stands for
    /// the files in it, as when a store comes by USB stick.
    std::vector<std::filesystem::path> files;
    /// SHA-256 in hexadecimal (colons and blanks are passed over, also openssl's "Fingerprint=" in
    /// front) of self-signed certificates that become anchors: of the certificate as it stands, of
    /// its DER, or of a file that holds it alone. A master list may hold it too. What is not named
    /// here becomes an anchor only by a signature of one.
    std::vector<std::string> fingerprints;
    /// Called from time to time, in the caller's thread; may be empty.
    std::function<void(std::size_t done, std::size_t of)> progress;
    /// Seconds since 1970; 0: the system's clock. A list from a day that lies ahead is left out.
    std::int64_t now = 0;
    /// Code of a state as documents have it in DG1 ("SMR"): the certificates of `fingerprints` are
    /// anchors for it, though they name no country that is known. Empty: what they name counts.
    std::string state = {};
};

/// What became of one object of the delivery.
struct TrustImportLine {
    /// Whether the store has it now.
    enum class Result {
        taken,    ///< new in the store
        known,    ///< the store had it
        left_out  ///< not taken; the text says why
    };
    Result result = Result::left_out;  ///< whether the store has it now
    std::string file;                  ///< where it came from
    std::string text;        ///< what it is, or why it was left out and what to do; in English
    Sentence sentence = {};  ///< the text as a value, for other languages
};

/// A file of a store.
struct TrustFile {
    std::string name;  ///< without a folder
    Bytes octets;      ///< its whole content
};

/// What the store should hold after a delivery.
struct TrustImportResult {
    std::vector<TrustFile>
        files;  ///< what the store's folder should hold now, its MANIFEST among them
    std::vector<TrustImportLine> lines;  ///< one for each object of the delivery
    std::size_t taken = 0;               ///< lines that say taken
    std::size_t known = 0;               ///< lines that say known
    std::size_t left_out = 0;            ///< lines that say left_out
};

/// Takes: a self-signed CSCA certificate whose fingerprint was given; a link certificate that an
/// anchor signed; a master list or deviation list whose signer an anchor signed and that is not
/// older than the one by the same CSCA key in the store; a CRL signed by an anchor's key and not
/// older than what the store has of that key and scope; document signers' certificates (as LDIF)
/// that an anchor signed. What a list withdrew and its successor no longer names is kept. Where
/// room is short the worst source gives way, and says so. Reads only: who calls replaces the folder
/// as a whole by `files` where something was taken, and lets one import at a time do so (as
/// cardtool does). MANIFEST has the lines of sha256sum(1). A folder that is not there is an empty
/// store. Throws Error{usage} for a fingerprint that is none or that no file has, and where the
/// store would become too large to be loaded; Error{io} where the store cannot be read.
CARD_API TrustImportResult import_trust(const std::filesystem::path& store,
                                        const TrustImportRequest& request);

}  // namespace card
