// SPDX-License-Identifier: Apache-2.0
// Passive authentication, Doc 9303-11 §5.1: the signed object, its signer, the way to an anchor,
// the hashes.
#pragma once
#include "judge/check_list.h"
#include "trust/cms.h"
#include "trust/trust_index.h"

namespace card::judge {

/// The hashes of a security object whose signature and chain are right. Only passive authentication
/// makes one, so a function that takes it cannot be called with unproven data.
class TrustedHashes {
public:
    bool lists(int group) const { return hashes_.find(group) != nullptr; }
    /// `octets` are those of the data group that the issuer signed.
    bool covers(int group, ByteView octets) const;

private:
    friend class PassiveAuthentication;
    TrustedHashes(crypto::Hash hash, lds::GroupViews hashes, lds::GroupViews passed)
        : hash_(hash), hashes_(std::move(hashes)), passed_(std::move(passed)) {}
    crypto::Hash hash_;
    lds::GroupViews hashes_;
    lds::GroupViews passed_;  ///< the document's own files that passed: not hashed a second time
};

/// State and source of an anchor, as far as the policy names any.
bool takes(const Policy& policy, const trust::Anchor& anchor);

class PassiveAuthentication {
public:
    PassiveAuthentication(const Document& document, const trust::TrustIndex& trust,
                          const Policy& policy, CheckList& checks);

    /// Empty when the structure failed, the signature is wrong or no anchor stands behind it.
    const std::optional<TrustedHashes>& trusted() const noexcept { return trusted_; }
    /// Group numbers of the security object, trusted or not, ascending.
    std::vector<int> listed_groups() const;
    const lds::SecurityObject& object() const noexcept { return object_; }
    const std::optional<x509::Certificate>& signer() const noexcept { return cms_.signer; }
    const crypto::PublicKey& signer_key() const noexcept { return cms_.signer_key; }
    const trust::CmsResult& cms() const noexcept { return cms_; }
    /// The digest stands somewhere in the SOD, its signature or the signature over the signer's
    /// certificate.
    bool uses_hash(crypto::Hash hash) const;
    /// The CSCA whose key signed the signer's certificate; the one whose dates cover it where
    /// several do.
    const trust::Anchor* anchor() const noexcept { return anchor_; }
    /// There are anchors for the signer, and none counts: withdrawn, or not of the policy.
    bool excluded() const noexcept { return excluded_; }
    /// The issuer has withdrawn every CSCA certificate above the signer.
    bool withdrawn() const noexcept { return withdrawn_; }
    const std::vector<const trust::Anchor*>& anchors() const noexcept { return anchors_; }
    bool structure_passed() const noexcept { return structure_; }

private:
    bool parse(const Document& document, const trust::TrustIndex& trust);
    bool structure(const Document& document, const trust::TrustIndex& trust);
    void unreadable(Because reason);
    bool fit_without_attributes() const;
    void attributes();
    void signature();
    void algorithms();
    void no_issuer(const trust::TrustIndex& trust);
    std::vector<Because> oddities_of_chain() const;
    void chain(const trust::TrustIndex& trust, const Policy& policy);
    bool issued_by_embedded_non_ca() const;
    void hashes(const Document& document);
    void nothing_possible(const Document& document);

    CheckList& checks_;
    lds::SignedData data_;
    lds::SecurityObject object_;
    trust::CmsResult cms_;
    crypto::SignatureResult issued_ = crypto::SignatureResult::not_computable;  ///< its certificate
    const trust::Anchor* anchor_ = nullptr;
    std::vector<const trust::Anchor*> anchors_;
    bool excluded_ = false, withdrawn_ = false;
    lds::GroupViews passed_files_;
    std::optional<TrustedHashes> trusted_;
    bool structure_ = false;
};

}  // namespace card::judge
