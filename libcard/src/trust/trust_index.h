// SPDX-License-Identifier: Apache-2.0
// What TrustStore holds: anchors by subject name and by key identifier, CRLs by issuer.
#pragma once
#include <map>
#include <memory>
#include <set>

#include "card/trust_store.h"
#include "crypto/public_key.h"
#include "lds/signed_data.h"
#include "trust/deviation_list.h"
#include "trust/store_files.h"
#include "x509/crl.h"

namespace card::trust {

inline constexpr std::size_t kMaxAnchors = 20'000;
inline constexpr std::size_t kMaxSigners = 200'000;

/// How the operator came by an anchor; the first is the best.
enum class Origin { issuer, own_list, foreign_list };
/// "issuer", "own list", "foreign list"
const char* name_of(Origin origin);

struct Anchor {
    Bytes octets;
    x509::Certificate certificate;
    crypto::PublicKey key;
    std::string name;                ///< of the subject, as people read it
    std::string source;              ///< "file", "link", "master list NAME", joined by ", "
    Bytes fingerprint;               ///< SHA-256
    std::string country;             ///< C of the subject, upper case
    Origin origin = Origin::issuer;  ///< the best of all its sources
    bool only_by_link = false;       ///< no file and no list of the operator's names it
    bool withdrawn = false;          ///< by its CSCA's list: it vouches for nothing
};

struct StoredCrl {
    Bytes octets;
    x509::Crl crl;
    bool verified = false;  ///< signed by a key of the CSCA that it names
    std::vector<const Anchor*> signers;
    std::string file;
};

/// A document signer's certificate that was imported: for signed objects that do not carry their
/// own.
struct StoredSigner {
    Bytes octets;
    x509::Certificate certificate;
};

struct TrustIndex {
    std::vector<std::unique_ptr<Anchor>> anchors;
    std::vector<std::unique_ptr<StoredCrl>> crls;
    std::multimap<std::string, Anchor*> by_subject;  ///< canonical name
    std::multimap<std::string, Anchor*> by_key_id;   ///< octets of the SKI
    std::multimap<std::string, const StoredCrl*>
        crls_by_issuer;  ///< by the issuer's name as the list writes it, and as its signers'
                         ///< certificates do
    std::vector<std::unique_ptr<StoredSigner>> signers;
    std::multimap<std::string, const StoredSigner*> signers_by_serial,
        signers_by_key_id;  ///< octets
    std::vector<DeviationList> deviation_lists;
    std::vector<TrustStoreNote> notes;
    std::vector<MasterListSummary> lists;
    std::string digest;
    x509::Time newest_crl = 0;  ///< thisUpdate of the newest verified list

    std::set<Bytes> withdrawn;  ///< fingerprints: known before anything is added

    /// Adds a CA certificate once; the reason when it is not taken.
    std::string add(Bytes octets, const std::string& source, Origin origin = Origin::issuer,
                    bool by_link = false);
    /// Adds a signer's certificate; the reason when it is not taken.
    std::string add_signer(Bytes octets);
    /// Imported certificates that this signer info may mean.
    std::vector<const x509::Certificate*> signer_candidates(const lds::SignerInfo& signer) const;
    std::vector<const Anchor*> candidates_by_key_id(ByteView key_id) const;
    std::vector<const Anchor*> candidates_by_name(const std::string& canonical_name) const;
    /// Those with the key identifier that the certificate names, then those with its issuer's name.
    std::vector<const Anchor*> issuer_candidates(const x509::Certificate& certificate) const;
};

/// Whether `anchor`'s key signed the certificate.
bool signed_by(const x509::Certificate& certificate, const crypto::PublicKey& key);
/// Never right for a list signed with MD5.
bool signed_by(const x509::Crl& crl, const crypto::PublicKey& key);
/// The anchors whose keys signed this certificate: each candidate is tried.
std::vector<const Anchor*> issuers_of(const x509::Certificate& certificate,
                                      const TrustIndex& trust);

/// Those of them that were not withdrawn.
std::vector<const Anchor*> vouchers_of(const x509::Certificate& certificate,
                                       const TrustIndex& trust);

/// The anchors of the CSCA that the list names, by name or key, whose keys signed it, and that were
/// not withdrawn.
std::vector<const Anchor*> signers_of(const x509::Crl& crl, const TrustIndex& trust);
/// Whether an anchor of its own state signed this CA certificate: no state vouches for another's
/// CSCA but in a list.
bool is_link(const x509::Certificate& certificate, const TrustIndex& trust);
/// Whether a verified list of its issuer names this certificate.
bool is_withdrawn(const x509::Certificate& certificate, const TrustIndex& trust);
/// The same of an anchor. What the operator pinned is not withdrawn by a key that came by a link:
/// that may be a stolen key's.
bool is_withdrawn(const Anchor& anchor, const TrustIndex& trust);
/// Of several anchors with one key the one whose dates cover the signer's issue, else the first;
/// null: none.
const Anchor* fitting_anchor(const std::vector<const Anchor*>& anchors,
                             const x509::Certificate& signer);
/// Why a list signer's certificate that anchors issued cannot have signed now or then; empty where
/// it can.
std::string signer_problem(const x509::Certificate& signer,
                           const std::optional<x509::Time>& signed_on, const TrustIndex& trust);

/// Judges the files of a store together. What is not taken stands in notes.
std::shared_ptr<const TrustIndex> load_trust(std::vector<StoreFile> files);

/// A CSCA master list, Doc 9303-12 §8: its certificates, and who signed it.
struct MasterList {
    enum class Signature { right, wrong, digest_info_without_null, no_anchor };
    Signature signature = Signature::wrong;
    std::string problem;
    std::string signer;
    std::string country;  ///< of the signer, upper case
    std::optional<x509::Time> signing_time;
    x509::Time signer_not_after = 0;
    std::vector<Bytes> certificates;
};
/// Throws Error{malformed}. The signer must be signed by one of `anchors`' keys.
MasterList parse_master_list(ByteView octets, const TrustIndex& anchors);

}  // namespace card::trust
