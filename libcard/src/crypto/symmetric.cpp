// SPDX-License-Identifier: Apache-2.0
#include "crypto/symmetric.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>

#include "card/error.h"
#include "crypto/hash.h"

namespace card::crypto {
namespace {

const char* cbc_name(Symmetric algorithm) {
    switch (algorithm) {
        case Symmetric::des3: return "DES-EDE-CBC";
        case Symmetric::aes128: return "AES-128-CBC";
        case Symmetric::aes192: return "AES-192-CBC";
        case Symmetric::aes256: return "AES-256-CBC";
    }
    return "";
}

CipherContext keyed(const char* name, ByteView key, bool encrypt) {
    const Owner<EVP_CIPHER, EVP_CIPHER_free> cipher(EVP_CIPHER_fetch(nullptr, name, nullptr));
    CipherContext context(EVP_CIPHER_CTX_new());
    const std::array<std::uint8_t, 16> zero{};
    require(EVP_CipherInit_ex2(context.get(), cipher.get(), key.data(), zero.data(),
                               encrypt ? 1 : 0, nullptr) == 1,
            "EVP_CipherInit_ex2");
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    return context;
}

Bytes run(EVP_CIPHER_CTX* context, ByteView octets, ByteView iv) {
    Bytes out(octets.size());
    int written = 0;
    require(EVP_CipherInit_ex2(context, nullptr, nullptr, iv.data(), -1, nullptr) == 1,
            "EVP_CipherInit_ex2");
    require(EVP_CipherUpdate(context, out.data(), &written, octets.data(),
                             static_cast<int>(octets.size())) == 1 &&
                static_cast<std::size_t>(written) == octets.size(),
            "EVP_CipherUpdate");
    return out;
}

}  // namespace

std::size_t key_size(Symmetric algorithm) {
    return algorithm == Symmetric::aes192 ? 24 : algorithm == Symmetric::aes256 ? 32 : 16;
}
std::size_t block_size(Symmetric algorithm) { return algorithm == Symmetric::des3 ? 8 : 16; }
const char* name_of(Symmetric algorithm) {
    switch (algorithm) {
        case Symmetric::des3: return "3DES";
        case Symmetric::aes128: return "AES-128";
        case Symmetric::aes192: return "AES-192";
        case Symmetric::aes256: return "AES-256";
    }
    return "";
}

Cipher::Cipher(Symmetric algorithm, const SecretBytes& key)
    : encrypt_(keyed(cbc_name(algorithm), key.view(), true)),
      decrypt_(keyed(cbc_name(algorithm), key.view(), false)),
      block_(block_size(algorithm)) {}

Bytes Cipher::encrypt(ByteView octets, ByteView iv) {
    require(octets.size() % block_ == 0 && iv.size() == block_, "whole blocks");
    return run(encrypt_.get(), octets, iv);
}
Bytes Cipher::decrypt(ByteView octets, ByteView iv) {
    require(octets.size() % block_ == 0 && iv.size() == block_, "whole blocks");
    return run(decrypt_.get(), octets, iv);
}

Mac::Mac(Symmetric algorithm, const SecretBytes& key) {
    if (algorithm == Symmetric::des3) {
        // OpenSSL's default provider has no single DES: 3DES with three equal keys is the same
        // function.
        const ByteView ka = key.view().first(8);
        Bytes triple = to_bytes(ka);
        append(triple, ka);
        append(triple, ka);
        chain_ = keyed("DES-EDE3-CBC", triple, true);
        last_ = keyed("DES-EDE-CBC", key.view(), true);
        return;
    }
    const Owner<EVP_MAC, EVP_MAC_free> mac(EVP_MAC_fetch(nullptr, "CMAC", nullptr));
    mac_.reset(EVP_MAC_CTX_new(mac.get()));
    std::string cipher = cbc_name(algorithm);
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher.data(), 0),
        OSSL_PARAM_construct_end()};
    require(EVP_MAC_init(mac_.get(), key.view().data(), key.size(), params) == 1, "EVP_MAC_init");
}

Bytes Mac::compute(ByteView octets) { return mac_ ? cmac(octets) : retail(octets); }

Bytes Mac::retail(ByteView octets) {
    require(!octets.empty() && octets.size() % 8 == 0, "whole blocks");
    const ByteView head = octets.first(octets.size() - 8);
    Bytes iv(8);
    if (!head.empty()) {
        const Bytes chained = run(chain_.get(), head, iv);
        iv = to_bytes(ByteView(chained).last(8));
    }
    return run(last_.get(), octets.last(8), iv);
}

Bytes Mac::cmac(ByteView octets) {
    Bytes out(16);
    std::size_t size = 0;
    require(EVP_MAC_init(mac_.get(), nullptr, 0, nullptr) == 1, "EVP_MAC_init");
    require(EVP_MAC_update(mac_.get(), octets.data(), octets.size()) == 1, "EVP_MAC_update");
    require(EVP_MAC_final(mac_.get(), out.data(), &size, out.size()) == 1, "EVP_MAC_final");
    out.resize(kMacSize);
    return out;
}

void pad(Bytes& octets, std::size_t block) {
    octets.push_back(0x80);
    while (octets.size() % block != 0) octets.push_back(0);
}

std::size_t unpadded_size(ByteView octets) {
    std::size_t size = octets.size();
    while (size > 0 && octets[size - 1] == 0) --size;
    if (size == 0 || octets[size - 1] != 0x80)
        throw Error(Errc::malformed, Step::padding, said("defect.padding"));
    return size - 1;
}

SecretBytes derive_key(Symmetric algorithm, ByteView secret, std::uint32_t counter) {
    const std::array<std::uint8_t, 4> c{
        static_cast<std::uint8_t>(counter >> 24), static_cast<std::uint8_t>(counter >> 16),
        static_cast<std::uint8_t>(counter >> 8), static_cast<std::uint8_t>(counter)};
    // §9.7.1.1 and .2: SHA-1 for 3DES and AES-128, SHA-256 for AES-192 and AES-256.
    const bool long_key = key_size(algorithm) > 16;
    Bytes key = digest(long_key ? Hash::sha256 : Hash::sha1, {secret, c});
    key.resize(key_size(algorithm));
    return SecretBytes(std::move(key));
}

}  // namespace card::crypto
