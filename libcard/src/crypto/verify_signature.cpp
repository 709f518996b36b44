// SPDX-License-Identifier: Apache-2.0
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include <array>

#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "tlv/tlv.h"

namespace card::crypto {
namespace {

using Scheme = SignatureAlgorithm::Scheme;

bool fits(const PublicKey& key, Scheme scheme) {
    return key.usable() && (key.type == KeyType::ec) == (scheme == Scheme::ecdsa);
}

bool configure(EVP_PKEY_CTX* context, const SignatureAlgorithm& algorithm, Hash hash) {
    if (EVP_PKEY_verify_init(context) != 1) return false;
    if (algorithm.scheme == Scheme::rsa_pss) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_signature_md(context, evp(hash)) == 1 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(context, evp(algorithm.mgf1_hash)) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, algorithm.salt_size) == 1;
    }
    if (algorithm.scheme == Scheme::rsa_pkcs1 &&
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1)
        return false;
    return EVP_PKEY_CTX_set_signature_md(context, evp(hash)) == 1;
}

/// One real master list's signer leaves the NULL out of DigestInfo (RFC 8017 §9.2 demands it). It
/// stays refused, but the reason can be told.
bool is_digest_info_without_null(const PublicKey& key, Hash hash, ByteView digest,
                                 ByteView signature) {
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
    Bytes info(kMaxRsaBits / 8);
    std::size_t size = info.size();
    if (EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_verify_recover(context.get(), info.data(), &size, signature.data(),
                                signature.size()) != 1) {
        ERR_clear_error();
        return false;
    }
    if (hash != Hash::sha256) return false;
    Bytes body = tlv::make(0x30, tlv::make(0x06, oid::kSha256));
    tlv::write(body, 0x04, digest);
    return oid::same(ByteView(info).first(size), tlv::make(0x30, body));
}

KeyContext configured(const PublicKey& key, const SignatureAlgorithm& algorithm, Hash hash) {
    KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
    if (!context || !configure(context.get(), algorithm, hash)) context.reset();
    return context;
}

/// Contexts of anchors and signers, by key and algorithm. A context holds a reference to its key,
/// so a pointer cannot come to mean another.
class KeptContexts {
public:
    EVP_PKEY_CTX* of(const PublicKey& key, const SignatureAlgorithm& algorithm, Hash hash) {
        for (auto& entry : entries_)
            if (entry.key == key.key.get() && entry.hash == hash && entry.algorithm == algorithm)
                return entry.context.get();
        auto& slot = entries_[next_++ % entries_.size()];
        slot = {key.key.get(), algorithm, hash, configured(key, algorithm, hash)};
        return slot.context.get();
    }

private:
    struct Entry {
        const EVP_PKEY* key = nullptr;
        SignatureAlgorithm algorithm;
        Hash hash = Hash::sha1;
        KeyContext context;
    };
    std::array<Entry, 8> entries_;
    std::size_t next_ = 0;
};

SignatureResult verify_with(EVP_PKEY_CTX* context, const PublicKey& key,
                            const SignatureAlgorithm& algorithm, Hash hash, ByteView message,
                            ByteView signature) {
    const Bytes hashed = digest(hash, message);
    if (context && EVP_PKEY_verify(context, signature.data(), signature.size(), hashed.data(),
                                   hashed.size()) == 1)
        return SignatureResult::right;
    ERR_clear_error();
    if (algorithm.scheme == Scheme::rsa_pkcs1 &&
        is_digest_info_without_null(key, hash, hashed, signature))
        return SignatureResult::digest_info_without_null;
    return SignatureResult::wrong;
}

}  // namespace

SignatureResult verify_signature(const PublicKey& key, const SignatureAlgorithm& algorithm,
                                 Hash hash, ByteView message, ByteView signature) {
    thread_local KeptContexts kept;
    if (!fits(key, algorithm.scheme)) return SignatureResult::wrong;
    return verify_with(kept.of(key, algorithm, hash), key, algorithm, hash, message, signature);
}

std::optional<Bytes> rsa_recover(const PublicKey& key, ByteView signature) {
    const std::size_t modulus_size = (key.rsa_bits + 7) / 8;
    // OpenSSL takes a signature one octet short; the standard does not (RFC 8017 §8.2.2 step 1).
    if (key.type != KeyType::rsa || !key.usable() || signature.size() != modulus_size) return {};
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
    Bytes recovered(modulus_size);
    std::size_t size = recovered.size();
    if (EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1 ||
        EVP_PKEY_verify_recover(context.get(), recovered.data(), &size, signature.data(),
                                signature.size()) != 1 ||
        size != modulus_size) {
        ERR_clear_error();
        return {};
    }
    return recovered;
}

}  // namespace card::crypto
