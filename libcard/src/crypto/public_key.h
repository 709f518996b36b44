// SPDX-License-Identifier: Apache-2.0
// Public keys from SubjectPublicKeyInfo, signature algorithms from AlgorithmIdentifier, and the
// verification of signatures. Keys are built from their numbers: OpenSSL's own decoder takes longer
// than the verification and waves through explicit curves (docs/adr/0004).
#pragma once
#include <optional>
#include <string>

#include "card/bytes.h"
#include "card/reason.h"
#include "crypto/ec.h"
#include "crypto/hash.h"

namespace card::crypto {

/// RSA moduli outside these bounds are refused.
inline constexpr std::size_t kMinRsaBits = 1024;
inline constexpr std::size_t kMaxRsaBits = 8192;
/// RSA keys below this pass with attention (docs/verdict.md, sod.algorithms).
inline constexpr std::size_t kStrongRsaBits = 2048;
/// The same of the order of a curve's group; below the first it is refused.
inline constexpr std::size_t kMinOrderBits = 160, kStrongOrderBits = 256;

enum class KeyType { rsa, ec, unsupported };

struct PublicKey {
    KeyType type = KeyType::unsupported;
    Key key;                       ///< null when the type or the curve is not supported
    const Curve* curve = nullptr;  ///< EC
    std::size_t rsa_bits = 0;      ///< RSA
    Because problem;               ///< why key is null
    /// The key is null because anybody can sign under it: that accuses, another problem is our
    /// limit.
    bool forgeable = false;

    bool usable() const noexcept { return key != nullptr; }
    /// What people must know of a key that can be used: below what is strong, or on a curve that
    /// Doc 9303 does not name. Nothing of any other.
    Because oddity() const;
    /// "RSA-2048", "brainpoolP384r1", ...
    std::string description() const;
    /// What the key is, however its certificate spells it: two keys are one where these are equal.
    Bytes numbers() const;
};

/// Never throws: what cannot be used says so in `problem`.
PublicKey parse_public_key(ByteView subject_public_key_info);
/// The same for a key that is met again and again (a document signer's): the thread keeps the last
/// few, by their octets.
PublicKey parse_public_key_again(ByteView subject_public_key_info);
/// The curve that an AlgorithmIdentifier's parameters name or spell out.
struct FoundCurve {
    const Curve* curve = nullptr;  ///< null: none of the known
    /// Spelt out, compared with all that is known, and none of it: parameters that somebody chose
    /// are a forger's way (CVE-2020-0601). A name, or a field that cannot be compared, is ours not
    /// to know.
    bool chosen = false;
};
FoundCurve find_curve(ByteView parameters);

struct SignatureAlgorithm {
    enum class Scheme { rsa_pkcs1, rsa_pss, ecdsa } scheme = Scheme::rsa_pkcs1;
    std::optional<Hash> hash;  ///< empty: the identifier names the key type only
    Hash mgf1_hash = Hash::sha1;
    int salt_size = 20;
    std::string description() const;
    bool operator==(const SignatureAlgorithm&) const = default;
};

/// An AlgorithmIdentifier (whole, tag 30). Nothing when it is not supported; Error{malformed} when
/// it is not one. Parameters count for RSASSA-PSS alone.
std::optional<SignatureAlgorithm> parse_signature_algorithm(ByteView algorithm_identifier);
/// The digest of an AlgorithmIdentifier (whole, tag 30).
std::optional<Hash> parse_digest_algorithm(ByteView algorithm_identifier);
/// Parameters that say nothing and should be absent or NULL, the type of a key (id-ecPublicKey) in
/// the place of an algorithm of signatures, or one of BSI TR-03111's plain signatures.
bool is_odd_algorithm(ByteView algorithm_identifier);
/// MD2, MD4 or MD5, alone or with RSA: anybody can forge under it.
bool is_broken_digest(ByteView algorithm_identifier);

enum class SignatureResult {
    right,
    right_in_other_form,       ///< the numbers are right, not the encoding
    digest_info_without_null,  ///< RSA PKCS#1 v1.5: right but for a NULL (RFC 4055 §2.1 takes it)
    wrong,
    not_computable,  ///< the key cannot be used, or the algorithm is not for such a key
};
/// The mathematics holds.
constexpr bool holds(SignatureResult result) {
    return result <= SignatureResult::digest_info_without_null;
}

/// Checks `signature` over `message` under `hash`. Anchors and signers are met again and again: the
/// thread keeps the contexts of the last few keys.
SignatureResult verify_signature(const PublicKey& key, const SignatureAlgorithm& algorithm,
                                 Hash hash, ByteView message, ByteView signature);

/// The RSA public operation, k octets with leading zeros. Nothing when the signature is not k
/// octets long or >= n.
std::optional<Bytes> rsa_recover(const PublicKey& key, ByteView signature);

}  // namespace card::crypto
