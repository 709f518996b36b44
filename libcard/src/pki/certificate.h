// X.509 certificates and CRLs as views into their octets: structure only. OpenSSL's decoder builds
// every key on the way and is the slowest part of a verification; here keys are built for
// candidates alone (docs/adr/0002).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "crypto/public_key.h"
#include "tlv/tlv.h"

namespace card::pki {

inline constexpr std::size_t kMaxCertificateSize = 64 * 1024;
inline constexpr std::size_t kMaxExtensions = 64;

/// Seconds since 1970-01-01 UTC.
using Time = std::int64_t;

/// SIGNED, X.509 §7: what certificates and CRLs have in common.
struct SignedObject {
    ByteView to_be_signed, content;  ///< whole, and its value
    ByteView signature_algorithm;    ///< whole
    ByteView signature;
};
/// Throws Error{malformed}.
SignedObject parse_signed_object(ByteView octets);

struct Certificate : SignedObject {
    ByteView octets, serial, issuer, subject, public_key;
    std::string issuer_name,
        subject_name;  ///< canonical; a certificate with a malformed name does not parse
    int version = 1;
    Time not_before = 0, not_after = 0;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    bool algorithms_agree = false;  ///< inner and outer signatureAlgorithm are the same octets

    std::optional<ByteView> subject_key_identifier, authority_key_identifier;
    std::optional<std::uint16_t> key_usage;  ///< bit 0 (digitalSignature) is 0x8000
    bool is_ca = false;
    std::vector<ByteView> extended_key_usage;
    std::optional<Time> key_usage_begin, key_usage_end;  ///< PrivateKeyUsagePeriod
    bool has_key_usage_period = false;
    std::vector<std::string> document_types;  ///< of DocumentTypeList
    bool has_document_types = false;
    std::string unknown_critical;  ///< OID of a critical extension that is not understood

    bool has_usage(std::uint16_t bit) const noexcept { return key_usage && (*key_usage & bit); }
};
inline constexpr std::uint16_t kDigitalSignature = 0x8000, kKeyCertSign = 0x0400, kCrlSign = 0x0200;

/// A BOOLEAN that is there and not FALSE: of an extension, critical.
bool is_set(const std::optional<tlv::Element>& flag);

/// The extensions of one certificate or list so far. RFC 5280 §4.2: of two with one identifier each
/// reader would believe another.
class ExtensionNames {
public:
    /// Throws Error{malformed} with this step for one too many and for one that was there.
    void add(ByteView oid, const char* step);

private:
    std::vector<ByteView> seen_;
};

/// Throws Error{malformed}. The views look into `octets`.
Certificate parse_certificate(ByteView octets);

/// A Name in a form that equals another's when X.500 says they are equal: attributes sorted, values
/// in lower case, blanks collapsed, string types set aside.
std::string canonical_name(ByteView name);
/// First value of this attribute in a Name, as UTF-8.
std::optional<std::string> name_attribute(ByteView name, ByteView attribute);
/// C of a Name in capitals; empty where there is none.
std::string country_of(ByteView name);
inline std::string country_of(const Certificate& certificate) {
    return country_of(certificate.subject);
}
/// keyCertSign, or where there is no keyUsage CA:TRUE. Six states' real CSCA and link certificates
/// say CA:FALSE, one says nothing; all say keyCertSign, which no document signer's does.
bool may_issue(const Certificate& certificate);
/// "C=VN, O=..., CN=..." for people.
std::string name_text(ByteView name);

/// UTCTime or GeneralizedTime (whole element). Throws Error{malformed}.
Time parse_time(ByteView element);
/// "2026-11-01"
std::string date_text(Time time);

}  // namespace card::pki
