// SPDX-License-Identifier: Apache-2.0
// Verification of a CMS SignedData with one signer, by an own walk: CMS_verify accepts a
// contentType attribute that is not the eContentType, absent signed attributes and several signers,
// all of which must be told apart here.
#pragma once
#include "crypto/public_key.h"
#include "lds/signed_data.h"
#include "x509/certificate.h"

namespace card::trust {

struct TrustIndex;

struct CmsResult {
    Reason problem = Reason::none;  ///< nothing can be judged; the rest is then empty
    bool proven = false;            ///< the problem is one of the object, not our limit
    std::vector<Reason> tolerated;  ///< deviations that are reported, not refused
    std::optional<x509::Certificate> signer;
    crypto::PublicKey signer_key;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    std::optional<crypto::Hash> digest;                   ///< of digestAlgorithm
    bool broken_digest = false;                           ///< MD2, MD4 or MD5 is named
    bool attributes_right = false;                        ///< contentType and messageDigest
    bool content_in_der = false;  ///< what was signed is the content's DER, not what stands there
    Reason attributes_problem = Reason::none;
    bool attributes_proven_wrong = false;
    std::optional<x509::Time> signing_time;
    crypto::SignatureResult signature = crypto::SignatureResult::not_computable;
    bool signer_missing = false;   ///< its certificate is neither inside nor among the imported
    bool unreadable = false;       ///< a certificate inside does not parse
    bool signer_imported = false;  ///< its certificate is not inside

    /// What was computed and is not so; none where nothing is.
    Reason wrong() const {
        if (attributes_proven_wrong) return attributes_problem;
        return signature == crypto::SignatureResult::wrong ? Reason::signature_wrong : Reason::none;
    }
};

/// `content_type` is the eContentType that must stand there; those of older documents and id-data
/// are tolerated where the contentType attribute says so too. `imported`: where a signer's
/// certificate may be found that is not inside; null: nowhere. Throws Error{malformed}.
CmsResult check_cms(const lds::SignedData& data, ByteView content_type,
                    const TrustIndex* imported = nullptr);

/// Fills in what the signed attributes and the signature say of the content, by the signer and the
/// algorithms that the result has.
void check_attributes(const lds::SignedData& data, const lds::SignerInfo& signer,
                      CmsResult& result);
void check_signature(const lds::SignedData& data, const lds::SignerInfo& signer, CmsResult& result);

/// The digest stands in the signature or in the one over the signer's certificate.
inline bool uses_hash(const CmsResult& cms, crypto::Hash hash) {
    const auto uses = [hash](const std::optional<crypto::SignatureAlgorithm>& algorithm) {
        return algorithm && (algorithm->hash == hash ||
                             (algorithm->scheme == crypto::SignatureAlgorithm::Scheme::rsa_pss &&
                              algorithm->mgf1_hash == hash));
    };
    return cms.digest == hash || uses(cms.algorithm) || (cms.signer && uses(cms.signer->algorithm));
}

}  // namespace card::trust
