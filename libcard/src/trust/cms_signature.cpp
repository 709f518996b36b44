// SPDX-License-Identifier: Apache-2.0
// What the signed attributes say and what the signature is over, RFC 5652 §5.4, §5.6.
#include <algorithm>

#include "card/error.h"
#include "crypto/digester.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "x509/crl.h"
#include "x509/names.h"

namespace card::trust {
namespace {

using crypto::SignatureResult;

/// Two AlgorithmIdentifiers of RFC 6211: what was signed with, said inside what was signed.
bool protects(ByteView protection, const lds::SignerInfo& signer) {
    tlv::Reader fields(tlv::unwrap(0x30, protection));
    if (!x509::name_the_same(fields.expect(0x30).whole, tlv::to_der(signer.digest_algorithm)))
        return false;
    static constexpr tlv::Tag kSignatureAlgorithm = 0xA1;
    Bytes algorithm = to_bytes(fields.expect(kSignatureAlgorithm).whole);
    algorithm[0] = 0x30;
    return x509::name_the_same(algorithm, tlv::to_der(signer.signature_algorithm));
}

/// The issuerSerial, where the attribute has one, is the signer's as well: its serial number, and
/// among the names its issuer's.
bool fits_signer(const tlv::Element& issuer_serial, const x509::Certificate& signer) {
    static constexpr tlv::Tag kDirectoryName = 0xA4;
    tlv::Reader fields(issuer_serial.value);
    tlv::Reader names(fields.expect(0x30).value);
    bool of_issuer = names.empty();
    while (!names.empty()) {
        const auto name = names.next();
        of_issuer = of_issuer || (name.tag == kDirectoryName &&
                                  x509::canonical_name(name.value) == signer.issuer_name);
    }
    return of_issuer && oid::same(x509::serial_number(fields.expect(0x02).value),
                                  x509::serial_number(signer.serial));
}

/// The first certificate that the attribute names is the signer's (RFC 5035 §5.4), as it stands or
/// in its DER. Nothing where that cannot be told: its digest is not known here, or what it says
/// beside the digest is of another certificate.
std::optional<bool> names_signer(ByteView attribute, bool version_2,
                                 const x509::Certificate& signer) {
    tlv::Reader list(tlv::unwrap(0x30, attribute));
    tlv::Reader certificates(list.expect(0x30).value);
    tlv::Reader id(certificates.expect(0x30).value);
    auto hash = std::optional(version_2 ? crypto::Hash::sha256 : crypto::Hash::sha1);
    if (version_2)
        if (const auto algorithm = id.next_if(0x30))
            hash = crypto::parse_digest_algorithm(algorithm->whole);
    if (!hash) return {};
    crypto::Digester digester(*hash);
    const auto digest = id.expect(0x04).value;
    const bool named =
        digester.is(signer.octets, digest) ||
        (!tlv::is_der(signer.octets) && digester.is(tlv::to_der(signer.octets), digest));
    const auto issuer_serial = id.next_if(0x30);
    if (named && issuer_serial && !fits_signer(*issuer_serial, signer)) return {};
    return named;
}

/// Runs `read`; where what it reads has not its form, that is tolerated for this reason.
template <class Read>
void reading(Reason reason, CmsResult& result, Read read) {
    try {
        read();
    } catch (const Error&) {
        result.tolerated.push_back(reason);
    }
}

/// What the attributes say of the signer's certificate: that it is this one, another, or nothing
/// that can be told. Then a key of two certificates might be under the wrong one of them.
Reason problem_of_names(const lds::SignedAttributes& attributes, const CmsResult& result) {
    if (!result.signer) return Reason::none;
    bool told = attributes.other_signing_certificate.empty();
    for (const auto& [attribute, version_2] :
         {std::pair(attributes.signing_certificate, false),
          std::pair(attributes.signing_certificate_v2, true)}) {
        if (attribute.empty()) continue;
        try {
            const auto names = names_signer(attribute, version_2, *result.signer);
            if (names == false) return Reason::cms_other_certificate;
            told = told && names.has_value();
        } catch (const Error&) {
            told = false;
        }
    }
    return told ? Reason::none : Reason::cms_certificate_id_form;
}

/// The digest of the content as it stands, else of its DER.
bool is_digest_of(ByteView digest, const lds::SignedData& data, CmsResult& result) {
    crypto::Digester digester(*result.digest);
    if (digester.is(data.content, digest)) return true;
    result.content_in_der =
        !tlv::is_der(data.content) && digester.is(tlv::to_der(data.content), digest);
    return result.content_in_der;
}

/// The signedAttrs are signed as SET OF (tag 31), RFC 5652 §5.4.
Bytes as_set(ByteView attributes) {
    Bytes octets = to_bytes(attributes);
    octets[0] = 0x31;
    return octets;
}

Bytes sorted_set(ByteView set) {
    std::vector<ByteView> parts;
    tlv::Reader reader(tlv::unwrap(0x31, set));
    while (!reader.empty()) parts.push_back(reader.next().whole);
    std::ranges::sort(
        parts, [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); });
    Bytes content;
    for (const auto part : parts) append(content, part);
    return tlv::make(0x31, content);
}

/// What was signed, as it stands there.
Bytes as_it_stands(const lds::SignedData& data, const lds::SignerInfo& signer) {
    return signer.signed_attributes ? as_set(*signer.signed_attributes) : to_bytes(data.content);
}

/// What may have been signed instead: its DER, and that in DER's order.
std::vector<Bytes> other_forms(const lds::SignedData& data, const lds::SignerInfo& signer) {
    if (!signer.signed_attributes) {
        if (tlv::is_der(data.content)) return {};
        return {tlv::to_der(data.content)};
    }
    auto der = as_set(tlv::to_der(*signer.signed_attributes));
    auto sorted = sorted_set(der);
    return {std::move(der), std::move(sorted)};
}

/// By the algorithm's own hash, else by digestAlgorithm's: some issuers write the one and use the
/// other.
std::vector<crypto::Hash> hashes_of(const CmsResult& result) {
    std::vector<crypto::Hash> hashes{result.algorithm->hash.value_or(*result.digest)};
    if (hashes.front() != *result.digest) hashes.push_back(*result.digest);
    return hashes;
}

void note_form(bool as_it_stood, CmsResult& result) {
    if (result.signature != SignatureResult::right)
        result.tolerated.push_back(Reason::cms_signature_form);
    if (!as_it_stood) result.tolerated.push_back(Reason::cms_attribute_order);
    if (result.algorithm->hash && result.algorithm->hash != result.digest)
        result.tolerated.push_back(Reason::cms_other_hash);
}

}  // namespace

void check_attributes(const lds::SignedData& data, const lds::SignerInfo& signer,
                      CmsResult& result) {
    const auto fail = [&result](Reason problem, bool proven = true) {
        result.attributes_problem = problem;
        result.attributes_proven_wrong = proven;
    };
    if (!signer.signed_attributes) return fail(Reason::cms_no_attributes, false);
    const Bytes der = tlv::to_der(*signer.signed_attributes);
    const auto attributes = lds::parse_signed_attributes(der);
    // Without a messageDigest nobody signed the content; without a contentType it may be another's.
    if (attributes.message_digest.empty()) return fail(Reason::cms_attribute_missing);
    if (attributes.content_type.empty()) return fail(Reason::cms_content_type_missing, false);
    if (!oid::same(tlv::unwrap(0x06, attributes.content_type), data.content_type))
        return fail(Reason::cms_content_type_differs);
    if (!attributes.signing_time.empty())
        reading(Reason::cms_signing_time_form, result,
                [&] { result.signing_time = x509::parse_time(attributes.signing_time); });
    if (!attributes.algorithm_protection.empty() &&
        !protects(attributes.algorithm_protection, signer))
        return fail(Reason::cms_algorithm_protection_differs);
    const auto problem = problem_of_names(attributes, result);
    if (problem == Reason::cms_other_certificate) return fail(problem);
    if (!data.has_content) return fail(Reason::cms_no_content, false);
    if (!result.digest) return;
    if (!is_digest_of(tlv::unwrap(0x04, attributes.message_digest), data, result))
        return fail(Reason::cms_message_digest_differs);
    if (problem != Reason::none) return fail(problem, false);
    result.attributes_right = true;
}

void check_signature(const lds::SignedData& data, const lds::SignerInfo& signer,
                     CmsResult& result) {
    if (!result.algorithm || !result.digest || !result.signer) return;
    if (!signer.signed_attributes && !data.has_content) return;  // what was signed is not here
    const auto is_over = [&](const Bytes& message) {
        for (const auto hash : hashes_of(result)) {
            result.signature = crypto::verify_signature(result.signer_key, *result.algorithm, hash,
                                                        message, signer.signature);
            if (holds(result.signature)) return true;
        }
        return false;
    };
    const auto found = as_it_stands(data, signer);
    if (is_over(found)) return note_form(true, result);
    for (const auto& message : other_forms(data, signer))
        if (message != found && is_over(message)) return note_form(false, result);
}

}  // namespace card::trust
