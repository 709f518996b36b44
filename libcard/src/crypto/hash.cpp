// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "card/random.h"
#include "crypto/digester.h"
#include "crypto/oids.h"

#include <openssl/rand.h>

namespace card {
Random::~Random() = default;
void SystemRandom::fill(std::span<std::uint8_t> octets) {
    crypto::require(RAND_priv_bytes(octets.data(), static_cast<int>(octets.size())) == 1,
                    "RAND_priv_bytes");
}

void SeededRandom::fill(std::span<std::uint8_t> octets) {
    for (std::size_t at = 0; at < octets.size(); ++counter_) {
        std::array<std::uint8_t, 8> counter{};
        for (std::size_t i = 0; i < counter.size(); ++i)
            counter[i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
        const Bytes block = crypto::digest(crypto::Hash::sha256, {seed_.view(), counter});
        const std::size_t count = std::min(block.size(), octets.size() - at);
        std::copy_n(block.begin(), count, octets.begin() + static_cast<std::ptrdiff_t>(at));
        at += count;
    }
}
}  // namespace card

namespace card::crypto {

void require(bool done, const char* what) {
    if (done) return;
    ERR_clear_error();
    throw std::runtime_error(std::string("OpenSSL: ") + what);
}

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

std::optional<Hash> hash_by_oid(ByteView wanted) {
    for (const auto& entry : known())
        if (oid::same(entry.oid, wanted)) return entry.hash;
    return {};
}

Digester::Digester(Hash hash) : hash_(hash), context_(EVP_MD_CTX_new()) {}

void Digester::into(std::uint8_t* out, std::initializer_list<ByteView> parts) {
    require(EVP_DigestInit_ex2(context_.get(), evp(hash_), nullptr) == 1, "EVP_DigestInit_ex2");
    for (const auto part : parts)
        require(EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1,
                "EVP_DigestUpdate");
    require(EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1, "EVP_DigestFinal_ex");
}

Bytes Digester::operator()(std::initializer_list<ByteView> parts) {
    Bytes out(size_of(hash_));
    into(out.data(), parts);
    return out;
}

bool Digester::is(ByteView octets, ByteView expected) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> out;
    into(out.data(), {octets});
    return equal_constant_time(ByteView(out).first(size_of(hash_)), expected);
}

Bytes digest(Hash hash, std::initializer_list<ByteView> parts) { return Digester(hash)(parts); }

bool equal_constant_time(ByteView a, ByteView b) noexcept {
    return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace card::crypto
