// SPDX-License-Identifier: Apache-2.0
#include "trust/cms.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/digester.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "trust/trust_index.h"

namespace card::trust {
namespace {

/// Imported certificates that are tried for one signed object.
constexpr std::size_t kMaxSignerCandidates = 16;

bool is_signer(const x509::Certificate& certificate, const lds::SignerInfo& signer) {
    if (!signer.subject_key_identifier.empty())
        return certificate.subject_key_identifier &&
               oid::same(*certificate.subject_key_identifier, signer.subject_key_identifier);
    return oid::same(certificate.serial, signer.serial) &&
           (oid::same(certificate.issuer, signer.issuer) ||
            certificate.issuer_name == x509::canonical_name(signer.issuer));
}

void take_signer(x509::Certificate certificate, const lds::SignerInfo& signer, CmsResult& result) {
    if (signer.subject_key_identifier.empty() && !oid::same(certificate.issuer, signer.issuer))
        result.tolerated.emplace_back(Reason::cms_signer_name_form);
    result.signer_key = crypto::parse_public_key_again(certificate.public_key);
    result.signer = std::move(certificate);
}

Reason structure_problem(const lds::SignedData& data, ByteView content_type, CmsResult& result) {
    if (data.trailing_octets) return Reason::cms_trailing_octets;
    if (data.signers.empty()) return Reason::cms_unsigned;
    if (data.signers.size() != 1) return Reason::cms_several_signers;
    if (!oid::same(data.content_type, content_type)) {
        if (!oid::same(data.content_type, oid::kData)) return Reason::cms_other_content_type;
        result.tolerated.emplace_back(Reason::cms_id_data);
    }
    const auto& signer = data.signers.front();
    const bool listed = std::ranges::any_of(data.digest_algorithms, [&](ByteView algorithm) {
        return crypto::parse_digest_algorithm(algorithm) ==
                   crypto::parse_digest_algorithm(signer.digest_algorithm) &&
               tlv::find(tlv::unwrap(0x30, algorithm), 0x06).has_value() &&
               oid::same(*tlv::find(tlv::unwrap(0x30, algorithm), 0x06),
                         *tlv::find(tlv::unwrap(0x30, signer.digest_algorithm), 0x06));
    });
    if (!listed) return Reason::cms_digest_not_listed;
    if (data.version != 3) result.tolerated.emplace_back(Reason::cms_version);
    if (signer.version != (signer.subject_key_identifier.empty() ? 1 : 3))
        result.tolerated.emplace_back(Reason::cms_signer_version);
    if (data.rewritten) result.tolerated.emplace_back(Reason::cms_ber);
    return Reason::none;
}

Reason algorithm_problem(const CmsResult& result) {
    if (!result.algorithm || !result.signer) return Reason::none;
    if (result.algorithm->hash && result.digest && result.algorithm->hash != result.digest)
        return Reason::cms_digest_disagrees;
    const bool ec = result.algorithm->scheme == crypto::SignatureAlgorithm::Scheme::ecdsa;
    if (result.signer_key.type != crypto::KeyType::unsupported &&
        (result.signer_key.type == crypto::KeyType::ec) != ec)
        return Reason::cms_key_disagrees;
    return Reason::none;
}

Reason attributes_problem(const lds::SignedData& data, CmsResult& result) {
    const auto& signer = data.signers.front();
    if (!signer.signed_attributes) return Reason::cms_no_attributes;
    const auto attributes = lds::parse_signed_attributes(*signer.signed_attributes);
    if (attributes.content_type.empty() || attributes.message_digest.empty())
        return Reason::cms_attribute_missing;
    if (!oid::same(tlv::unwrap(0x06, attributes.content_type), data.content_type))
        return Reason::cms_content_type_differs;
    if (!attributes.signing_time.empty())
        result.signing_time = x509::parse_time(attributes.signing_time);
    if (!result.digest) return Reason::none;
    if (!crypto::Digester(*result.digest)
             .is(data.content, tlv::unwrap(0x04, attributes.message_digest)))
        return Reason::cms_message_digest_differs;
    return Reason::none;
}

/// The signedAttrs are signed as SET OF (tag 31), RFC 5652 §5.4.
Bytes as_set(ByteView attributes) {
    Bytes octets = to_bytes(attributes);
    octets[0] = 0x31;
    return octets;
}

Bytes sorted_set(ByteView attributes) {
    std::vector<ByteView> parts;
    tlv::Reader reader(tlv::unwrap(0xA0, attributes));
    while (!reader.empty()) parts.push_back(reader.next().whole);
    std::ranges::sort(
        parts, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
    Bytes content;
    for (const auto part : parts) append(content, part);
    return tlv::make(0x31, content);
}

void check_signature(const lds::SignedData& data, CmsResult& result) {
    const auto& signer = data.signers.front();
    if (!result.algorithm || !result.digest || !result.signer || !signer.signed_attributes) return;
    const auto hash = result.algorithm->hash.value_or(*result.digest);
    const auto verify = [&](ByteView message) {
        return crypto::verify_signature(result.signer_key, *result.algorithm, hash, message,
                                        signer.signature);
    };
    const Bytes as_encoded = as_set(*signer.signed_attributes);
    result.signature = verify(as_encoded);
    if (result.signature == crypto::SignatureResult::right) return;
    const Bytes sorted = sorted_set(*signer.signed_attributes);
    if (sorted == as_encoded || verify(sorted) != crypto::SignatureResult::right) return;
    result.signature = crypto::SignatureResult::right;
    result.tolerated.emplace_back(Reason::cms_attribute_order);
}

void find_signer(const lds::SignedData& data, const TrustIndex* imported, CmsResult& result) {
    const auto& signer = data.signers.front();
    for (const auto octets : data.certificates) {
        try {
            auto certificate = x509::parse_certificate(octets);
            if (is_signer(certificate, signer))
                return take_signer(std::move(certificate), signer, result);
        } catch (const Error&) {
            result.unreadable =
                true;  // another kind of certificate in the set, or the signer's own
        }
    }
    auto candidates =
        imported ? imported->signer_candidates(signer) : std::vector<const x509::Certificate*>();
    std::erase_if(candidates,
                  [&signer](const auto* certificate) { return !is_signer(*certificate, signer); });
    result.signer_missing = candidates.empty() || candidates.size() > kMaxSignerCandidates;
    if (result.signer_missing) return;
    result.signer_imported = true;
    if (candidates.size() == 1) return take_signer(*candidates.front(), signer, result);
    // One name and number may have been given twice: it is the one whose key made the signature.
    const auto made_it = std::ranges::find_if(candidates, [&](const auto* certificate) {
        CmsResult attempt;
        attempt.algorithm = result.algorithm;
        attempt.digest = result.digest;
        take_signer(*certificate, signer, attempt);
        if (algorithm_problem(attempt) == Reason::none) check_signature(data, attempt);
        return attempt.signature == crypto::SignatureResult::right;
    });
    take_signer(made_it == candidates.end() ? *candidates.front() : **made_it, signer, result);
}

}  // namespace

CmsResult check_cms(const lds::SignedData& data, ByteView content_type,
                    const TrustIndex* imported) {
    CmsResult result;
    if (const auto problem = structure_problem(data, content_type, result);
        problem != Reason::none) {
        result.problem = problem;
        return result;
    }
    const auto& signer = data.signers.front();
    result.digest = crypto::parse_digest_algorithm(signer.digest_algorithm);
    result.algorithm = crypto::parse_signature_algorithm(signer.signature_algorithm);
    find_signer(data, imported, result);
    if (const auto problem = algorithm_problem(result); problem != Reason::none) {
        result.problem = problem;
        return result;
    }
    result.attributes_problem = attributes_problem(data, result);
    result.attributes_right = result.attributes_problem == Reason::none && result.digest;
    check_signature(data, result);
    return result;
}

}  // namespace card::trust
