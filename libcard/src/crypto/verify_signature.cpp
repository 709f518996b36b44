// SPDX-License-Identifier: Apache-2.0
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include <array>

#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/plain_signature.h"
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

/// One real master list's signer leaves the NULL out of DigestInfo, which RFC 8017 §9.2 demands and
/// RFC 4055 §2.1 does not.
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
    Bytes body = tlv::make(0x30, tlv::make(0x06, oid_of(hash)));
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
        auto context = configured(key, algorithm, hash);
        // Without a context nothing holds the key: another could come to stand at its address.
        if (!context) return nullptr;
        auto& slot = entries_[next_++ % entries_.size()];
        slot = {key.key.get(), algorithm, hash, std::move(context)};
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

/// Two INTEGERs of [0, order), each with what BER or careless software adds taken away, or plain
/// (BSI TR-03111 §5.2.1); empty for what is neither.
Bytes ecdsa_in_der(ByteView signature, std::size_t half) {
    try {
        tlv::Reader outer(signature, tlv::Lengths::any);
        tlv::Reader numbers(outer.expect(0x30).value, tlv::Lengths::any);
        Bytes content;
        for (int i = 0; i < 2; ++i) tlv::write(content, 0x02, numbers.expect(0x02).value);
        numbers.expect_end();
        return tlv::to_der(tlv::make(0x30, content));
    } catch (const Error&) {
        return signature.size() == 2 * half ? der_of_plain(signature) : Bytes();
    }
}

/// As many octets as the modulus has (RFC 8017 §8.2.2 step 1).
Bytes rsa_in_length(ByteView signature, std::size_t modulus_size) {
    while (signature.size() > modulus_size && signature[0] == 0) signature = signature.subspan(1);
    if (signature.size() > modulus_size) return {};
    Bytes padded(modulus_size - signature.size());
    append(padded, signature);
    return padded;
}

class Verification {
public:
    Verification(EVP_PKEY_CTX* context, const PublicKey& key, const SignatureAlgorithm& algorithm,
                 Hash hash, ByteView message)
        : context_(context),
          key_(key),
          algorithm_(algorithm),
          hash_(hash),
          digest_(digest(hash, message)) {}

    SignatureResult of(ByteView signature) const {
        if (is_right(signature)) return SignatureResult::right;
        const auto same_numbers = key_.type == KeyType::ec
                                      ? ecdsa_in_der(signature, half_signature_size(key_))
                                      : rsa_in_length(signature, (key_.rsa_bits + 7) / 8);
        const bool other_form = !same_numbers.empty() && !oid::same(same_numbers, signature);
        if (other_form && is_right(same_numbers)) return SignatureResult::right_in_other_form;
        if (algorithm_.scheme == Scheme::rsa_pkcs1 &&
            is_digest_info_without_null(key_, hash_, digest_, signature))
            return SignatureResult::digest_info_without_null;
        return SignatureResult::wrong;
    }

private:
    bool is_right(ByteView signature) const {
        const bool right = EVP_PKEY_verify(context_, signature.data(), signature.size(),
                                           digest_.data(), digest_.size()) == 1;
        if (!right) ERR_clear_error();
        return right;
    }

    EVP_PKEY_CTX* context_;
    const PublicKey& key_;
    const SignatureAlgorithm& algorithm_;
    Hash hash_;
    Bytes digest_;
};

}  // namespace

SignatureResult verify_signature(const PublicKey& key, const SignatureAlgorithm& algorithm,
                                 Hash hash, ByteView message, ByteView signature) {
    thread_local KeptContexts kept;
    if (!fits(key, algorithm.scheme)) return SignatureResult::not_computable;
    auto* context = kept.of(key, algorithm, hash);
    if (!context) return SignatureResult::not_computable;
    return Verification(context, key, algorithm, hash, message).of(signature);
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
