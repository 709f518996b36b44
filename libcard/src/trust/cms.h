// SPDX-License-Identifier: Apache-2.0
// Verification of a CMS SignedData with one signer, by an own walk: CMS_verify accepts a
// contentType attribute that is not the eContentType, absent signed attributes and several signers,
// all of which must be refused here.
#pragma once
#include "crypto/public_key.h"
#include "lds/signed_data.h"
#include "x509/certificate.h"

namespace card::trust {

struct TrustIndex;

struct CmsResult {
    Reason problem =
        Reason::none;  ///< the structure is not what it must be; the rest is then empty
    std::vector<Reason> tolerated;  ///< deviations that are reported, not refused
    std::optional<x509::Certificate> signer;
    crypto::PublicKey signer_key;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    std::optional<crypto::Hash> digest;                   ///< of digestAlgorithm
    bool attributes_right = false;                        ///< contentType and messageDigest
    Reason attributes_problem = Reason::none;
    std::optional<x509::Time> signing_time;
    crypto::SignatureResult signature = crypto::SignatureResult::wrong;
    bool signer_missing = false;   ///< its certificate is neither inside nor among the imported
    bool unreadable = false;       ///< a certificate inside does not parse
    bool signer_imported = false;  ///< its certificate is not inside
};

/// `content_type` is the eContentType that must stand there; id-data is tolerated where the
/// contentType attribute says so too. `imported`: where a signer's certificate may be found that is
/// not inside; null: nowhere.
CmsResult check_cms(const lds::SignedData& data, ByteView content_type,
                    const TrustIndex* imported = nullptr);

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
