// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>

#include "crypto/digester.h"
#include "crypto/oids.h"

namespace card::crypto {

namespace {
struct Known {
    Hash hash;
    const char* name;
    std::size_t size;
    ByteView oid;
    EVP_MD* md;
};

const std::array<Known, 6>& known() {
    static const std::array<Known, 6> table{{
        {Hash::md5, "MD5", 16, oid::kMd5, EVP_MD_fetch(nullptr, "MD5", nullptr)},
        {Hash::sha1, "SHA-1", 20, oid::kSha1, EVP_MD_fetch(nullptr, "SHA1", nullptr)},
        {Hash::sha224, "SHA-224", 28, oid::kSha224, EVP_MD_fetch(nullptr, "SHA224", nullptr)},
        {Hash::sha256, "SHA-256", 32, oid::kSha256, EVP_MD_fetch(nullptr, "SHA256", nullptr)},
        {Hash::sha384, "SHA-384", 48, oid::kSha384, EVP_MD_fetch(nullptr, "SHA384", nullptr)},
        {Hash::sha512, "SHA-512", 64, oid::kSha512, EVP_MD_fetch(nullptr, "SHA512", nullptr)},
    }};
    return table;
}
const Known& of(Hash hash) { return known()[static_cast<std::size_t>(hash)]; }
}  // namespace

const EVP_MD* evp(Hash hash) { return of(hash).md; }
std::size_t size_of(Hash hash) { return of(hash).size; }
const char* name_of(Hash hash) { return of(hash).name; }

ByteView oid_of(Hash hash) { return of(hash).oid; }

std::optional<Hash> hash_by_oid(ByteView wanted) {
    for (const auto& entry : known())
        if (oid::same(entry.oid, wanted)) return entry.hash;
    return {};
}

Bytes digest(Hash hash, std::initializer_list<ByteView> parts) { return Digester(hash)(parts); }

bool equal_constant_time(ByteView a, ByteView b) noexcept {
    return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace card::crypto
