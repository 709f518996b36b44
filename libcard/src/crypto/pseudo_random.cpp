// SPDX-License-Identifier: Apache-2.0
#include "crypto/pseudo_random.h"

#include <array>

namespace card::crypto {
namespace {

constexpr std::array<std::uint8_t, 16> kC0Short{0xA6, 0x68, 0x89, 0x2A, 0x7C, 0x41, 0xE3, 0xCA,
                                                0x73, 0x9F, 0x40, 0xB0, 0x57, 0xD8, 0x59, 0x04};
constexpr std::array<std::uint8_t, 16> kC1Short{0xA4, 0xE1, 0x36, 0xAC, 0x72, 0x5F, 0x73, 0x8B,
                                                0x01, 0xC1, 0xF6, 0x02, 0x17, 0xC1, 0x88, 0xAD};
constexpr std::array<std::uint8_t, 32> kC0Long{
    0xD4, 0x63, 0xD6, 0x52, 0x34, 0x12, 0x4E, 0xF7, 0x89, 0x70, 0x54, 0x98, 0x6D, 0xCA, 0x0A, 0x17,
    0x4E, 0x28, 0xDF, 0x75, 0x8C, 0xBA, 0xA0, 0x3F, 0x24, 0x06, 0x16, 0x41, 0x4D, 0x5A, 0x16, 0x76};
constexpr std::array<std::uint8_t, 32> kC1Long{
    0x54, 0xBD, 0x72, 0x55, 0xF0, 0xAA, 0xF8, 0x31, 0xBE, 0xC3, 0x42, 0x3F, 0xCF, 0x39, 0xD6, 0x9B,
    0x6C, 0xBF, 0x06, 0x66, 0x77, 0xD0, 0xFA, 0xAE, 0x5A, 0xAD, 0xD9, 0x9D, 0xF8, 0xE5, 0x35, 0x17};

}  // namespace

std::size_t nonce_size(Symmetric algorithm) {
    const std::size_t block = block_size(algorithm);
    return (key_size(algorithm) + block - 1) / block * block;
}

SecretBytes integrated_pseudo_random(Symmetric algorithm, const SecretBytes& s,
                                     const SecretBytes& t, std::size_t field_bits) {
    static constexpr std::size_t kSpareBits =
        64;  // so that the number modulo p is nearly evenly distributed
    const std::size_t length = nonce_size(algorithm);
    const bool wide = length > kC0Short.size();
    const ByteView c0 = wide ? ByteView(kC0Long) : ByteView(kC0Short),
                   c1 = wide ? ByteView(kC1Long) : ByteView(kC1Short);
    const Bytes zero(block_size(algorithm));
    const auto encrypt = [&](const SecretBytes& key, ByteView octets) {
        return Cipher(algorithm, key).encrypt(octets, zero);
    };
    const auto next_key = [&](const SecretBytes& key, ByteView octets) {
        Bytes output = encrypt(key, octets);
        output.resize(key_size(algorithm));  // AES-192 takes the first 24 of 32 octets
        return SecretBytes(std::move(output));
    };
    SecretBytes key = next_key(t, s.view());
    Bytes all;
    while (all.size() * 8 < field_bits + kSpareBits) {
        append(all, encrypt(key, c1));
        key = next_key(key, c0);
    }
    return SecretBytes(std::move(all));
}

}  // namespace card::crypto
