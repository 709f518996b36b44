// SPDX-License-Identifier: Apache-2.0
// X.509 certificates and CRLs as views into their octets: structure only. OpenSSL's decoder builds
// every key on the way and is the slowest part of a verification; here keys are built for
// candidates alone (docs/adr/0004).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "crypto/public_key.h"
#include "x509/names.h"
#include "x509/times.h"

namespace card::x509 {

inline constexpr std::size_t kMaxCertificateSize = std::size_t{64} * 1024;

/// SIGNED, X.509 §7: what certificates and CRLs have in common. Some travel in BER: the signature
/// may be over what stands there or over its DER; everything else is read from the DER alone, so
/// that one name and one number are one.
struct SignedObject {
    ByteView to_be_signed;         ///< whole, as it stands
    ByteView to_be_signed_der;     ///< whole; the same view where it is DER
    ByteView content;              ///< its value, DER
    ByteView signature_algorithm;  ///< whole
    ByteView signature;
    std::shared_ptr<const Bytes> der;  ///< what the views look into where it is not DER

    bool is_ber() const noexcept { return der != nullptr; }
};
/// Throws Error{malformed}.
SignedObject parse_signed_object(ByteView octets);
/// Whether two AlgorithmIdentifiers are one. RFC 5280 §4.1.1.2 wants the same octets; parameters
/// that are absent or NULL say the same.
bool name_the_same(ByteView inner, ByteView outer);

struct Certificate : SignedObject {
    ByteView octets, serial, issuer, subject, public_key;
    std::string issuer_name,
        subject_name;  ///< canonical; a certificate with a malformed name does not parse
    int version = 1;
    Time not_before = 0, not_after = 0;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    bool algorithms_agree = false;  ///< inner and outer signatureAlgorithm name the same

    std::optional<ByteView> subject_key_identifier, authority_key_identifier;
    std::optional<std::uint16_t> key_usage;  ///< bit 0 (digitalSignature) is 0x8000
    bool is_ca = false;
    std::vector<ByteView> extended_key_usage;
    std::optional<Time> key_usage_begin, key_usage_end;  ///< PrivateKeyUsagePeriod
    bool has_key_usage_period = false;
    std::vector<std::string> document_types;  ///< of DocumentTypeList
    bool has_document_types = false;
    std::string unknown_critical;  ///< OID of a critical extension that is not understood
    /// OIDs of extensions that are not of the form that they must have.
    std::vector<ByteView> odd_extensions;
    bool is_odd(ByteView extension) const;

    bool has_usage(std::uint16_t bit) const noexcept { return key_usage && (*key_usage & bit); }
};
inline constexpr std::uint16_t kDigitalSignature = 0x8000, kKeyCertSign = 0x0400, kCrlSign = 0x0200;

/// Throws Error{malformed}. The views look into `octets`.
Certificate parse_certificate(ByteView octets);

inline std::string country_of(const Certificate& certificate) {
    return country_of(certificate.subject);
}
/// keyCertSign, or where there is no keyUsage CA:TRUE. Six states' real CSCA and link certificates
/// say CA:FALSE, one says nothing; all say keyCertSign, which no document signer's does.
bool may_issue(const Certificate& certificate);
}  // namespace card::x509
