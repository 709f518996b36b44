// SPDX-License-Identifier: Apache-2.0
// The block ciphers and MACs of secure messaging, BAC and PACE (Doc 9303-11 §9.8, §4.3, §4.4):
// contexts are keyed once and kept for a session.
#pragma once
#include "card/bytes.h"
#include "crypto/openssl_ptr.h"

namespace card::crypto {

enum class Symmetric { des3, aes128, aes192, aes256 };

inline constexpr std::size_t kMacSize = 8;

std::size_t key_size(Symmetric algorithm);
std::size_t block_size(Symmetric algorithm);
const char* name_of(Symmetric algorithm);

/// CBC without padding; 3DES with two keys.
class Cipher {
public:
    Cipher(Symmetric algorithm, const SecretBytes& key);
    /// `octets` is a whole number of blocks, `iv` one block.
    Bytes encrypt(ByteView octets, ByteView iv);
    Bytes decrypt(ByteView octets, ByteView iv);

private:
    CipherContext encrypt_, decrypt_;
    std::size_t block_;
};

/// 3DES: retail MAC, ISO 9797-1 algorithm 3; AES: CMAC cut to eight octets. The caller has padded.
class Mac {
public:
    Mac(Symmetric algorithm, const SecretBytes& key);
    Bytes compute(ByteView octets);

private:
    Bytes retail(ByteView octets);
    Bytes cmac(ByteView octets);
    CipherContext chain_, last_;  // 3DES
    MacContext mac_;              // AES
};

/// ISO 9797-1 padding method 2: 80, then zeros up to whole blocks.
void pad(Bytes& octets, std::size_t block);
/// Length without that padding. Throws Error{malformed} where it is wrong.
std::size_t unpadded_size(ByteView octets);

/// Key derivation function of Doc 9303-11 §9.7.1; the counter tells encryption (1), MAC (2),
/// password (3).
SecretBytes derive_key(Symmetric algorithm, ByteView secret, std::uint32_t counter);

}  // namespace card::crypto
