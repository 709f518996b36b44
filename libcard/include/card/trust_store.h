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

namespace card {

namespace trust {
struct TrustIndex;
}

/// How a file of the store, or a certificate of a list in it, was taken.
struct TrustStoreNote {
    std::string file;
    std::string text;
    bool refused = false;
};

/// A master list that was read: how many of its certificates became anchors.
struct MasterListSummary {
    std::string file, signer;  ///< signer's name as text
    std::size_t certificates = 0, refused = 0;
    bool signature_right = false;
    bool loaded = false;
    std::string problem;             ///< why not loaded
    std::string signer_valid_until;  ///< YYYY-MM-DD; a list outlives its signer's certificate, but
                                     ///< people should know
};

/// Immutable once loaded, cheap to copy, shareable between threads.
class CARD_API TrustStore {
public:
    /// No anchors: every document is undetermined at best.
    TrustStore();
    /// Every certificate (.cer .crt .der .pem), CRL (.crl), master list (.ml), row of imported
    /// signers' certificates (.dsc) and deviation list (.dl) of a directory, not of those below it.
    /// Where it has a MANIFEST, all that this names must be there, octet for octet: a copy that was
    /// cut off, or an update under way, is Error{io} and not half a store. A self-signed CSCA is an
    /// anchor; a link certificate counts when an anchor has signed it; a master list counts when
    /// its signer's CSCA is an anchor that stands in the directory itself. What is not taken is
    /// told in notes(). Throws Error{io} when the directory cannot be read.
    static TrustStore from_directory(const std::filesystem::path& directory);
    /// Directories and single files together.
    static TrustStore from_paths(std::span<const std::filesystem::path> paths);

    std::size_t anchors() const noexcept;
    std::size_t revocation_lists() const noexcept;
    /// Imported document signers' certificates.
    std::size_t signers() const noexcept;
    std::size_t deviation_lists() const noexcept;
    /// Revocation lists that are signed by an anchor and whose nextUpdate lies behind `now`
    /// (seconds since 1970).
    std::size_t current_revocation_lists(std::int64_t now) const noexcept;
    const std::vector<TrustStoreNote>& notes() const noexcept;
    const std::vector<MasterListSummary>& master_lists() const noexcept;
    /// SHA-256 over the digests of all anchors and lists, in hexadecimal: says which store a report
    /// stands on.
    const std::string& digest() const noexcept;
    /// How many certificates that came by this master list are roots and how many links, judged by
    /// their signatures. Verifies every one: about a millisecond each.
    struct Kinds {
        std::size_t self_signed = 0, links = 0, same_name_links = 0, others = 0;
    };
    Kinds count_kinds(const std::string& master_list) const;
    /// One line each, for people: name, how it came to be trusted, SHA-256.
    std::vector<std::string> describe_anchors() const;

    const trust::TrustIndex& index() const noexcept { return *index_; }

private:
    explicit TrustStore(std::shared_ptr<const trust::TrustIndex> index);
    std::shared_ptr<const trust::TrustIndex> index_;
};

/// SHA-256 in hexadecimal of a certificate in DER or PEM. Throws Error{malformed}.
CARD_API std::string certificate_fingerprint(ByteView file);

}  // namespace card
