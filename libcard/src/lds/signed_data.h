// SPDX-License-Identifier: Apache-2.0
// CMS SignedData (RFC 5652 §5) as EF.SOD and master lists carry it: structure only, no
// cryptography. Views look into `octets`, which the object owns.
#pragma once
#include <algorithm>
#include <list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "card/bytes.h"
#include "card/document.h"
#include "crypto/hash.h"

namespace card::lds {

inline constexpr std::size_t kMaxEmbeddedCertificates = 16;
inline constexpr std::size_t kMaxSignerInfos = 4;
inline constexpr std::size_t kMaxSignedAttributes = 32;

struct SignerInfo {
    int version = 0;
    ByteView issuer, serial;          ///< issuerAndSerialNumber: name (whole) and INTEGER value
    ByteView subject_key_identifier;  ///< or this one
    ByteView digest_algorithm;        ///< AlgorithmIdentifier, whole
    std::optional<ByteView> signed_attributes;  ///< whole, tag A0
    ByteView signature_algorithm;               ///< AlgorithmIdentifier, whole
    ByteView signature;
};

struct SignedData {
    SignedData() = default;
    SignedData(SignedData&&) noexcept =
        default;  // views stay valid: the octets keep their place in the heap
    SignedData& operator=(SignedData&&) noexcept = default;

    Bytes octets;                  ///< the ContentInfo as it came: what was signed stands in it
    std::list<Bytes> joined;       ///< strings that came in parts, whole
    bool ber = false;              ///< not DER, in the frame or in the content
    bool untagged = false;         ///< of EF.SOD: tag 77 is missing
    bool trailing_octets = false;  ///< something followed the ContentInfo
    int version = 0;
    std::vector<ByteView> digest_algorithms;  ///< whole
    ByteView content_type;                    ///< eContentType, OID value
    ByteView content;                         ///< eContent's octets, as they were signed
    bool has_content = false;                 ///< else it was signed apart from this object
    std::vector<ByteView> certificates;       ///< whole
    std::vector<SignerInfo> signers;
};

/// Parses one ContentInfo of type signedData. Throws Error{malformed}.
SignedData parse_signed_data(ByteView content_info);
/// EF.SOD: tag 77 around the ContentInfo. Tools that save one leave the tag out.
SignedData parse_sod(ByteView file);

/// Attribute values by type of the signedAttrs; a type that stands twice or has other than one
/// value is malformed.
struct SignedAttributes {
    /// Values, whole elements; empty where absent. The last three: RFC 5035, RFC 3126.
    ByteView content_type, message_digest, signing_time, algorithm_protection, signing_certificate,
        signing_certificate_v2, other_signing_certificate;
};
/// `whole`: DER.
SignedAttributes parse_signed_attributes(ByteView whole);

/// Octets by data group number, ascending.
class GroupViews {
public:
    using Entry = std::pair<int, ByteView>;
    GroupViews() { entries_.reserve(kDataGroups); }
    /// False where the group is there already.
    bool add(int group, ByteView octets) {
        const auto place = std::ranges::lower_bound(entries_, group, {}, &Entry::first);
        if (place != entries_.end() && place->first == group) return false;
        entries_.emplace(place, group, octets);
        return true;
    }
    const ByteView* find(int group) const {
        const auto found = std::ranges::find(entries_, group, &Entry::first);
        return found == entries_.end() ? nullptr : &found->second;
    }
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }
    std::size_t size() const { return entries_.size(); }

private:
    std::vector<Entry> entries_;
};

/// LDSSecurityObject, Doc 9303-10 §4.6.2.3.
struct SecurityObject {
    int version = 0;
    ByteView hash_algorithm;           ///< AlgorithmIdentifier, whole
    std::optional<crypto::Hash> hash;  ///< empty: not supported
    GroupViews hashes;
    ByteView lds_version, unicode_version;  ///< ldsVersionInfo, version 1 only
    std::shared_ptr<const Bytes> der;       ///< what the views look into where the content is BER
    bool stray = false;  ///< octets that belong to nothing stand in it or behind it
};
/// Throws Error{malformed}; also for a group outside 1 to 16 or one that stands
/// twice.
SecurityObject parse_security_object(ByteView content);

}  // namespace card::lds
