// SPDX-License-Identifier: Apache-2.0
#include "crypto/digester.h"

#include <openssl/evp.h>

#include <array>

namespace card::crypto {

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
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> out{};
    into(out.data(), {octets});
    return equal_constant_time(ByteView(out).first(size_of(hash_)), expected);
}

}  // namespace card::crypto
