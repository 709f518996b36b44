// SPDX-License-Identifier: Apache-2.0
// Owners for OpenSSL's objects.
#pragma once
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>

namespace card::crypto {

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};
template <class T, auto Free>
using Owner = std::unique_ptr<T, Deleter<Free>>;

using CipherContext = Owner<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using MacContext = Owner<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using DigestContext = Owner<EVP_MD_CTX, EVP_MD_CTX_free>;
using KeyContext = Owner<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Key = Owner<EVP_PKEY, EVP_PKEY_free>;
using Number = Owner<BIGNUM, BN_clear_free>;
using NumberContext = Owner<BN_CTX, BN_CTX_free>;
using Point = Owner<EC_POINT, EC_POINT_clear_free>;
using Group = Owner<EC_GROUP, EC_GROUP_free>;

/// Throws std::runtime_error when OpenSSL refuses something that cannot depend on foreign input.
void require(bool done, const char* what);

}  // namespace card::crypto
