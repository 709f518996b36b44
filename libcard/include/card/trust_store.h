// SPDX-License-Identifier: Apache-2.0
// The operator's anchors and revocation lists. Nothing is built in: whom to trust is a decision,
// not a default.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/sentence.h"

namespace card {

namespace trust {
struct TrustIndex;
}

/// How a file of the store, or a certificate of a list in it, was taken.
struct TrustStoreNote {
    std::string file;      ///< name within the store
    std::string text;      ///< what it is, or why it does not count; in English
    bool refused = false;  ///< it does not count
    /// It lies in a store that it is no part of: no update can be made before it is gone.
    bool foreign = false;
    Sentence sentence = {};  ///< the text as a value, for other languages
};

/// A master list that was read: how many of its certificates became anchors.
struct MasterListSummary {
    std::string file;                ///< name within the store
    std::string signer;              ///< signer's name as text
    std::size_t certificates = 0;    ///< certificates in the list
    std::size_t refused = 0;         ///< those of them that became no anchor
    bool signature_right = false;    ///< under an anchor of the store
    bool loaded = false;             ///< its certificates count
    std::string problem;             ///< why not loaded, in English
    std::string signer_valid_until;  ///< YYYY-MM-DD; a list outlives its signer's certificate, but
                                     ///< people should know
    std::string signed_on;           ///< YYYY-MM-DD; empty where the list does not say
    bool uses_sha1 = false;          ///< in its signature or its signer's certificate
    Sentence problem_sentence = {};  ///< the problem as a value, for other languages
};

/// An anchor, for people and scripts.
struct AnchorSummary {
    std::string name;                 ///< of the subject
    std::string serial;               ///< hexadecimal
    std::string key_id;               ///< hexadecimal, perhaps empty
    std::string fingerprint;          ///< SHA-256
    std::string key;                  ///< "EC 256 bits brainpoolP256r1"
    std::string country;              ///< C of the subject, upper case, perhaps empty
    std::string origin;               ///< "issuer", "own list", "foreign list"
    std::string source;               ///< "file, link, master list NAME"
    Sentence source_sentence = {};    ///< the same as a value, for other languages
    std::string valid_from;           ///< YYYY-MM-DD
    std::string valid_until;          ///< YYYY-MM-DD
    std::vector<std::string> states;  ///< those it was imported for by name
    bool pinned = false;              ///< the operator named it
    bool withdrawn = false;           ///< it vouches for nothing
};

/// A revocation list that a key of an anchor signed, and what it counts for.
struct RevocationListSummary {
    std::string file;                   ///< name within the store
    std::string issuer;                 ///< its name as text
    std::string key_id;                 ///< hexadecimal, empty where the list has none
    std::string this_update;            ///< YYYY-MM-DD
    std::string next_update;            ///< YYYY-MM-DD, empty where there is none
    std::size_t entries = 0;            ///< certificates that it names
    bool withdraws = false;             ///< what it names is withdrawn
    bool clears = false;                ///< what it does not name is cleared
    std::string counts_for;             ///< a sentence: for what, and why not for more
    Sentence counts_for_sentence = {};  ///< the same as a value, for other languages
};

/// Immutable once loaded, cheap to copy, shareable between threads.
class CARD_API TrustStore {
public:
    /// No anchors: every document is undetermined at best.
    TrustStore();
    /// Every certificate, CRL, master list, row of signers' certificates and deviation list of a
    /// directory, not of those below it, by content: DER, PEM, base64, p7b or LDIF, with any
    /// ending. Where it has a MANIFEST (an import made it), all that this names must be there,
    /// octet for octet: a copy that was cut off is Error{io} and not half a store. While the
    /// directory is replaced, the old or the new one is loaded. A self-signed CSCA is an
    /// anchor; a link certificate counts when an anchor has signed it; a master list counts when
    /// its signer's CSCA is an anchor that stands in the directory itself. What is not taken is
    /// told in notes(). Throws Error{io} when the directory cannot be read, or lost its MANIFEST.
    static TrustStore from_directory(const std::filesystem::path& directory);
    /// Directories and single files together. Where two of them hold files of one name, such a file
    /// is named by its path in notes and summaries. Throws as from_directory() does.
    static TrustStore from_paths(std::span<const std::filesystem::path> paths);

    /// CSCA certificates that count as roots of trust.
    std::size_t anchors() const noexcept;
    /// CRLs, verified or not.
    std::size_t revocation_lists() const noexcept;
    /// Imported document signers' certificates.
    std::size_t signers() const noexcept;
    /// Deviation lists, trusted or not.
    std::size_t deviation_lists() const noexcept;
    /// Revocation lists that are signed by an anchor and whose nextUpdate lies behind `now`
    /// (seconds since 1970).
    std::size_t current_revocation_lists(std::int64_t now) const noexcept;
    /// How each file was taken, or why not.
    const std::vector<TrustStoreNote>& notes() const noexcept;
    /// The master lists of the store, loaded or not.
    const std::vector<MasterListSummary>& master_lists() const noexcept;
    /// SHA-256 over the digests of all anchors and lists, in hexadecimal: says which store a report
    /// stands on.
    const std::string& digest() const noexcept;
    /// How many certificates that came by this master list are roots and how many links, judged by
    /// their signatures. Verifies every one: about a millisecond each.
    struct Kinds {
        std::size_t self_signed = 0;      ///< signed by their own key
        std::size_t links = 0;            ///< signed by another key of the store
        std::size_t same_name_links = 0;  ///< links with the same name as issuer and subject
        std::size_t others = 0;           ///< signed by no key of the store
    };
    /// `master_list` is the name of its file within the store.
    Kinds count_kinds(const std::string& master_list) const;
    /// Every anchor.
    std::vector<AnchorSummary> describe_each_anchor() const;
    /// Every revocation list that a key here signed, as of `now` (seconds since 1970). What does
    /// not count at all stands in notes().
    std::vector<RevocationListSummary> describe_revocation_lists(std::int64_t now) const;
    /// One line each, for people: name, how it came to be trusted, SHA-256.
    std::vector<std::string> describe_anchors() const;

    /// For the library itself.
    const trust::TrustIndex& index() const noexcept { return *index_; }

private:
    explicit TrustStore(std::shared_ptr<const trust::TrustIndex> index);
    std::shared_ptr<const trust::TrustIndex> index_;
};

/// SHA-256 in hexadecimal of a certificate in DER or PEM. Throws Error{malformed}.
CARD_API std::string certificate_fingerprint(ByteView file);

}  // namespace card
