// SPDX-License-Identifier: Apache-2.0
// What TrustStore holds: anchors by subject name and by key identifier, the keys of CSCAs with the
// lists that they signed.
#pragma once
#include <map>
#include <memory>
#include <unordered_map>

#include "card/trust_store.h"
#include "crypto/public_key.h"
#include "lds/signed_data.h"
#include "trust/anchor_states.h"
#include "trust/deviation_list.h"
#include "trust/kept_withdrawals.h"
#include "trust/quota.h"
#include "x509/crl.h"

namespace card::trust {

inline constexpr std::size_t kMaxAnchors = 20'000;
inline constexpr std::size_t kMaxSigners = Quotas().signers;

/// Seconds by which a list's date may lie ahead of the clock: time zones and clocks that are not
/// set.
inline constexpr x509::Time kDateTolerance = 86400;

/// How the operator came by an anchor; the first is the best.
enum class Origin { issuer, own_list, foreign_list };
/// "issuer", "own list", "foreign list"
const char* name_of(Origin origin);

struct Anchor;
struct StoredCrl;

/// One signing key, with every certificate over it. Lists speak by key: names are written in more
/// than one way, and anybody can write them.
struct CscaKey {
    Bytes id;  ///< SHA-256 of its numbers
    std::vector<Anchor*> anchors;
    std::vector<const StoredCrl*> lists;  ///< signed by it, whatever it counts
    const KeptOfKey* kept = nullptr;      ///< what earlier lists of its have withdrawn
    std::vector<const CscaKey*> older;    ///< of which a row of links makes it the successor; only
                                          ///< where it has lists

    bool speaks() const noexcept { return !lists.empty() || kept; }
    /// Of its best certificates.
    Origin origin() const;
    /// Those: what a worse source says of the key changes nothing.
    std::vector<const Anchor*> best() const;
    /// One of its certificates was not withdrawn.
    bool vouches() const;
    /// None of its certificates vouches, and one has a condition that this version does not know.
    bool under_unknown_condition() const;
    /// When the last of its certificates was withdrawn.
    x509::Time withdrawn_since() const;
};

/// Who says that a certificate of a CSCA was withdrawn, without being able to settle it: a key that
/// was withdrawn itself, or that is in doubt.
using Doubts = std::vector<const CscaKey*>;

/// One way by which a certificate came: as a file of its own, as a link, in a master list.
struct Way {
    enum class Kind : std::uint8_t { file, link, master_list } kind = Kind::file;
    std::string list = {};  ///< the master list's file
    bool operator==(const Way&) const = default;
};

struct Anchor {
    Bytes octets;
    x509::Certificate certificate;
    crypto::PublicKey key;
    std::string name;                 ///< of the subject, as people read it
    std::vector<Way> ways;            ///< each once, in the order in which they came
    Bytes fingerprint;                ///< SHA-256
    std::string country;              ///< C of the subject, upper case
    Origin origin = Origin::issuer;   ///< the best of all its sources
    bool pinned = false;              ///< the operator named it: a root that stands in the folder
    std::vector<std::string> states;  ///< codes of DG1 that the operator imported it for
    CscaKey* csca_key = nullptr;
    std::vector<const CscaKey*> vouched_by;  ///< of links and of what lists brought
    std::vector<Because> odd_way;  ///< what people must know of how it came; nothing where it came
                                   ///< in another way as well that is as it should be

    bool withdrawn = false;                    ///< by its CSCA's list: it vouches for nothing
    x509::Time withdrawn_since = 0;            ///< thisUpdate of the first list that said so
    std::vector<const CscaKey*> withdrawn_by;  ///< keys that count
    Doubts doubts;

    /// Neither withdrawn nor under a condition that this version does not know.
    bool vouches() const noexcept { return !withdrawn && certificate.unknown_critical.empty(); }
};

struct StoredCrl {
    Bytes octets;
    x509::Crl crl;
    bool verified = false;  ///< signed by a key that was not withdrawn
    const CscaKey* key = nullptr;
    std::vector<Because> odd;  ///< deviations of form that change nothing of what it says
    std::string file;
};

/// A document signer's certificate that was imported: for signed objects that do not carry their
/// own.
struct StoredSigner {
    Bytes octets;
    x509::Certificate certificate;
};

/// A CSCA certificate that was brought and cannot be used: its documents are not told to want it.
struct RefusedCsca {
    std::string name;          ///< as people read it
    std::string subject_name;  ///< canonical
    std::optional<Bytes> key_id;
    Because problem;
};

/// What one loading of a store knows of the one before it.
struct Withdrawn {
    x509::Time since = 0;
    std::vector<Bytes> by;  ///< ids of keys
};

struct TrustIndex {
    std::vector<std::unique_ptr<Anchor>> anchors;
    std::unordered_map<std::string, std::unique_ptr<CscaKey>> keys;  ///< by id
    std::vector<CscaKey*> speakers;                                  ///< keys with lists
    std::vector<std::unique_ptr<StoredCrl>> crls;                    ///< by keys that count
    std::vector<std::unique_ptr<StoredCrl>> void_crls;               ///< by withdrawn keys
    std::multimap<std::string, Anchor*> by_subject;                  ///< canonical name
    std::multimap<std::string, Anchor*> by_key_id;                   ///< octets of the SKI
    std::multimap<const CscaKey*, const CscaKey*> speakers_of;  ///< successors, by an older key
    std::multimap<std::string, const CscaKey*>
        speakers_by_subject;  ///< of source issuer or own list
    std::vector<std::unique_ptr<StoredSigner>> signers;
    std::multimap<std::string, const StoredSigner*> signers_by_serial,
        signers_by_key_id;  ///< octets
    std::vector<DeviationList> deviation_lists;
    std::vector<TrustStoreNote> notes;
    std::vector<MasterListSummary> lists;
    std::string digest;
    /// Newest date of a list by a state's own key of source issuer or own list.
    std::map<std::string, x509::Time> newest_by_state;

    // Known before anything is added.
    std::map<Bytes, Withdrawn> withdrawn;  ///< by fingerprint
    KeptWithdrawals kept;
    AnchorStates states;
    bool doubts = false;  ///< some anchor is in doubt
    std::vector<RefusedCsca> refused;

    struct Source {
        Way way;
        Origin origin = Origin::issuer;
        bool pinned = false;
        std::vector<const CscaKey*> vouched_by;
        std::vector<Because> odd_way = {};
    };
    /// Adds a CA certificate once; the reason when it is not taken.
    Sentence add(Bytes octets, const Source& source);
    /// Adds a list to what the key that signed it has said.
    void add(std::unique_ptr<StoredCrl> crl, CscaKey& signed_by);
    /// Adds a signer's certificate; the reason when it is not taken.
    Sentence add_signer(Bytes octets);
    /// Imported certificates that this signer info may mean.
    std::vector<const x509::Certificate*> signer_candidates(const lds::SignerInfo& signer) const;
    /// Keeps the name of what this version cannot use.
    void refuse(const x509::Certificate& certificate, const Because& problem);
    /// The refused one that this certificate names as its issuer; null: none.
    const RefusedCsca* refused_issuer(const x509::Certificate& certificate) const;
    std::vector<const Anchor*> candidates_by_key_id(ByteView key_id) const;
    std::vector<const Anchor*> candidates_by_name(const std::string& canonical_name) const;
    /// Those with the key identifier that the certificate names, then those with its issuer's name.
    std::vector<const Anchor*> issuer_candidates(const x509::Certificate& certificate) const;

private:
    Sentence complete(Anchor& anchor, const Source& source);
    CscaKey& csca_key_of(const Anchor& anchor);
    bool merge(const Anchor& anchor, const Source& source);
};

/// Whether `anchor`'s key signed the certificate.
crypto::SignatureResult signature_of(const x509::Certificate& certificate,
                                     const crypto::PublicKey& key);
bool signed_by(const x509::Certificate& certificate, const crypto::PublicKey& key);
/// The certificate names the key of an anchor of source issuer or own list, and none of these keys
/// made its signature: computed, not supposed.
bool is_disowned(const x509::Certificate& certificate, const TrustIndex& trust);
/// Never right for a list signed with MD5.
crypto::SignatureResult signature_of(const x509::Crl& crl, const crypto::PublicKey& key);
/// The certificates above an anchor, up to the root that the operator pinned: the shortest way
/// whose keys are all strong, else the shortest. Nothing above a pinned one.
std::vector<const Anchor*> way_up(const Anchor& anchor);
/// The anchors over the key that signed this certificate, of the best source alone: what a worse
/// one says of that key changes nothing.
std::vector<const Anchor*> issuers_of(const x509::Certificate& certificate, const TrustIndex& trust,
                                      crypto::SignatureResult* how = nullptr);

/// Those of them that were not withdrawn.
std::vector<const Anchor*> vouchers_of(const x509::Certificate& certificate,
                                       const TrustIndex& trust,
                                       crypto::SignatureResult* how = nullptr);
/// Their keys, each once.
std::vector<const CscaKey*> keys_of(const std::vector<const Anchor*>& anchors);

/// The key that signed the list; null where none here did.
CscaKey* key_of(const x509::Crl& crl, const TrustIndex& trust,
                crypto::SignatureResult* how = nullptr);
/// The anchors of its own state that signed this CA certificate: no state vouches for another's
/// CSCA but in a list.
std::vector<const Anchor*> linkers_of(const x509::Certificate& certificate, const TrustIndex& trust,
                                      crypto::SignatureResult* how = nullptr);
/// Of several anchors with one key the one whose dates cover the signer's issue, else the first;
/// null: none.
const Anchor* fitting_anchor(const std::vector<const Anchor*>& anchors,
                             const x509::Certificate& signer);
/// Why a list signer's certificate that anchors issued cannot have signed now or then; empty where
/// it can.
Sentence signer_problem(const x509::Certificate& signer, const std::optional<x509::Time>& signed_on,
                        const TrustIndex& trust);

/// A CSCA master list, Doc 9303-12 §9: its certificates, and who signed it.
struct MasterList {
    enum class Signature { right, wrong, digest_info_without_null, no_anchor };
    Signature signature = Signature::wrong;
    Sentence problem;
    std::string signer;
    std::string country;  ///< of the signer, upper case
    std::optional<x509::Time> signing_time;
    x509::Time signer_not_after = 0;
    std::vector<Bytes> certificates;
    Bytes signer_octets;                  ///< its certificate
    bool uses_sha1 = false;               ///< in its signature or its signer's
    std::vector<Because> odd;             ///< its form, its signer's key: for attention
    std::vector<const Anchor*> vouchers;  ///< over the key above its signer
};
/// What it brings, whoever signed it; nothing where it is no list.
std::vector<Bytes> certificates_in_list(ByteView octets);
/// Throws Error{malformed}. The signer must be signed by one of `anchors`' keys.
MasterList parse_master_list(ByteView octets, const TrustIndex& anchors);

}  // namespace card::trust
