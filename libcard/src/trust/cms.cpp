// SPDX-License-Identifier: Apache-2.0
#include "trust/cms.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "trust/trust_index.h"
#include "x509/crl.h"

namespace card::trust {
namespace {

/// Imported certificates that are tried for one signed object.
constexpr std::size_t kMaxSignerCandidates = 16;

bool is_signer(const x509::Certificate& certificate, const lds::SignerInfo& signer) {
    if (!signer.subject_key_identifier.empty())
        return certificate.subject_key_identifier &&
               oid::same(*certificate.subject_key_identifier, signer.subject_key_identifier);
    return oid::same(x509::serial_number(certificate.serial), x509::serial_number(signer.serial)) &&
           (oid::same(certificate.issuer, signer.issuer) ||
            certificate.issuer_name == x509::canonical_name(tlv::to_der(signer.issuer)));
}

void take_signer(x509::Certificate certificate, const lds::SignerInfo& signer, CmsResult& result) {
    if (signer.subject_key_identifier.empty() && !oid::same(certificate.issuer, signer.issuer))
        result.tolerated.emplace_back(Reason::cms_signer_name_form);
    result.signer_key = crypto::parse_public_key_again(certificate.public_key);
    result.signer = std::move(certificate);
}

using Candidates = std::vector<const x509::Certificate*>;

/// Certificates inside that the signer info may mean, each once.
std::vector<x509::Certificate> embedded(const lds::SignedData& data, const lds::SignerInfo& signer,
                                        CmsResult& result) {
    std::vector<x509::Certificate> found;
    for (const auto octets : data.certificates) {
        try {
            auto certificate = x509::parse_certificate(octets);
            const bool twice = std::ranges::any_of(
                found, [octets](const auto& other) { return oid::same(other.octets, octets); });
            if (!twice && is_signer(certificate, signer)) found.push_back(std::move(certificate));
        } catch (const Error&) {
            result.unreadable =
                true;  // another kind of certificate in the set, or the signer's own
        }
    }
    return found;
}

/// One name and number may have been given twice: it is the one whose key made the signature.
const x509::Certificate& maker(const Candidates& candidates, const lds::SignedData& data,
                               const lds::SignerInfo& signer, const CmsResult& result) {
    if (candidates.size() == 1) return *candidates.front();
    const auto made_it = std::ranges::find_if(candidates, [&](const auto* certificate) {
        CmsResult attempt;
        attempt.algorithm = result.algorithm;
        attempt.digest = result.digest;
        take_signer(*certificate, signer, attempt);
        check_signature(data, signer, attempt);
        return holds(attempt.signature);
    });
    return made_it == candidates.end() ? *candidates.front() : **made_it;
}

void find_signer(const lds::SignedData& data, const lds::SignerInfo& signer,
                 const TrustIndex* imported, CmsResult& result) {
    const auto inside = embedded(data, signer, result);
    Candidates candidates;
    for (const auto& certificate : inside) candidates.push_back(&certificate);
    if (candidates.empty() && imported) {
        candidates = imported->signer_candidates(signer);
        std::erase_if(candidates, [&signer](const auto* certificate) {
            return !is_signer(*certificate, signer);
        });
        result.signer_imported = true;
    }
    result.signer_missing = candidates.empty() || candidates.size() > kMaxSignerCandidates;
    if (result.signer_missing) return;
    take_signer(maker(candidates, data, signer, result), signer, result);
}

/// Deviations of the frame that change nothing.
void note_frame(const lds::SignedData& data, const lds::SignerInfo& signer, CmsResult& result) {
    const auto note = [&result](bool deviates, Reason reason) {
        if (deviates) result.tolerated.push_back(reason);
    };
    const bool listed = std::ranges::any_of(data.digest_algorithms, [&](ByteView algorithm) {
        return x509::name_the_same(tlv::to_der(algorithm), tlv::to_der(signer.digest_algorithm));
    });
    note(!listed, Reason::cms_digest_not_listed);
    note(data.version != 3, Reason::cms_version);
    note(signer.version != (signer.subject_key_identifier.empty() ? 1 : 3),
         Reason::cms_signer_version);
    note(data.ber, Reason::cms_ber);
    note(data.untagged, Reason::cms_untagged);
    note(data.trailing_octets, Reason::cms_trailing_octets);
    note(crypto::is_odd_algorithm(signer.digest_algorithm) ||
             crypto::is_odd_algorithm(signer.signature_algorithm),
         Reason::cms_algorithm_form);
}

CmsResult check_signer(const lds::SignedData& data, const lds::SignerInfo& signer,
                       const TrustIndex* imported) {
    CmsResult result;
    note_frame(data, signer, result);
    result.digest = crypto::parse_digest_algorithm(signer.digest_algorithm);
    result.algorithm = crypto::parse_signature_algorithm(signer.signature_algorithm);
    result.broken_digest = crypto::is_broken_digest(signer.digest_algorithm) ||
                           crypto::is_broken_digest(signer.signature_algorithm);
    find_signer(data, signer, imported, result);
    check_attributes(data, signer, result);
    check_signature(data, signer, result);
    return result;
}

CmsResult problem(Reason reason, bool proven) {
    CmsResult result;
    result.problem = reason;
    result.proven = proven;
    return result;
}

/// All of them right is more than this version can judge; one that is wrong is wrong.
CmsResult check_several(const lds::SignedData& data) {
    const bool wrong = std::ranges::any_of(data.signers, [&data](const auto& signer) {
        return check_signer(data, signer, nullptr).wrong() != Reason::none;
    });
    return problem(wrong ? Reason::cms_signer_wrong : Reason::cms_several_signers, wrong);
}

/// Types that an eContent of another kind has: it was signed, but not as this.
bool is_other_kind(ByteView type) {
    static constexpr ByteView kKinds[] = {oid::kLdsSecurityObject, oid::kCscaMasterList,
                                          oid::kDeviationList, oid::kSecurityObject};
    return std::ranges::any_of(kKinds, [type](ByteView kind) { return oid::same(kind, type); });
}

/// Why the type may stand for the wanted one; none where it may not.
Reason tolerated_type(ByteView type, ByteView wanted) {
    if (oid::same(type, oid::kData)) return Reason::cms_id_data;
    if (!oid::same(wanted, oid::kLdsSecurityObject)) return Reason::none;
    if (oid::same(type, oid::kLegacySecurityObject) || oid::same(type, oid::kDutchSecurityObject))
        return Reason::cms_legacy_content_type;
    return Reason::none;
}

}  // namespace

CmsResult check_cms(const lds::SignedData& data, ByteView content_type,
                    const TrustIndex* imported) {
    if (data.signers.empty()) return problem(Reason::cms_unsigned, true);
    if (data.signers.size() != 1) return check_several(data);
    auto result = check_signer(data, data.signers.front(), imported);
    if (oid::same(data.content_type, content_type)) return result;
    if (const auto tolerated = tolerated_type(data.content_type, content_type);
        tolerated != Reason::none) {
        result.tolerated.insert(result.tolerated.begin(), tolerated);
        return result;
    }
    if (const auto wrong = result.wrong(); wrong != Reason::none) return problem(wrong, true);
    if (holds(result.signature) && is_other_kind(data.content_type))
        return problem(Reason::cms_other_kind, true);
    return problem(Reason::cms_other_content_type, false);
}

}  // namespace card::trust
