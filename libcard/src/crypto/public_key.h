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

enum class KeyType { rsa, ec, unsupported };

struct PublicKey {
    KeyType type = KeyType::unsupported;
    Key key;                       ///< null when the type or the curve is not supported
    const Curve* curve = nullptr;  ///< EC
    std::size_t rsa_bits = 0;      ///< RSA
    Because problem;               ///< why key is null

    bool usable() const noexcept { return key != nullptr; }
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
/// The curve that an AlgorithmIdentifier's parameters name or spell out; nothing when it is none of
/// the known.
const Curve* parse_curve(ByteView parameters);

struct SignatureAlgorithm {
    enum class Scheme { rsa_pkcs1, rsa_pss, ecdsa } scheme = Scheme::rsa_pkcs1;
    std::optional<Hash> hash;  ///< empty: the identifier names the key type only
    Hash mgf1_hash = Hash::sha1;
    int salt_size = 20;
    std::string description() const;
    bool operator==(const SignatureAlgorithm&) const = default;
};

/// An AlgorithmIdentifier (whole, tag 30). Nothing when it is not supported; Error{malformed} when
/// it is not one.
std::optional<SignatureAlgorithm> parse_signature_algorithm(ByteView algorithm_identifier);
/// The digest of an AlgorithmIdentifier (whole, tag 30), parameters absent or NULL.
std::optional<Hash> parse_digest_algorithm(ByteView algorithm_identifier);

enum class SignatureResult { right, wrong, digest_info_without_null };

/// Checks `signature` over `message` under `hash`. The algorithm must fit the key; otherwise it is
/// wrong. Anchors and signers are met again and again: the thread keeps the contexts of the last
/// few keys.
SignatureResult verify_signature(const PublicKey& key, const SignatureAlgorithm& algorithm,
                                 Hash hash, ByteView message, ByteView signature);

/// The RSA public operation, k octets with leading zeros. Nothing when the signature is not k
/// octets long or >= n.
std::optional<Bytes> rsa_recover(const PublicKey& key, ByteView signature);

}  // namespace card::crypto
