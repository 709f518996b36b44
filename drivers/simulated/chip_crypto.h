// SPDX-License-Identifier: Apache-2.0
// The simulated card's own cryptography, straight on OpenSSL.
#pragma once
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>
#include <string>

#include "octets.h"

namespace simulated {

enum class Block { des, aes128, aes192, aes256 };

Octets sha(const char* name, const Octets& data);
Octets random_octets(std::size_t count);
/// Doc 9303-11 §9.7.1.
Octets session_key(Block block, const Octets& secret, std::uint8_t counter);
Octets cbc(Block block, const Octets& key, const Octets& iv, const Octets& data, bool encrypt);
/// Eight octets over whole blocks (3DES) or any data (AES).
Octets checksum(Block block, const Octets& key, const Octets& data);
inline std::size_t block_octets(Block block) { return block == Block::des ? 8 : 16; }
inline std::size_t key_octets(Block block) {
    return block == Block::aes256 ? 32 : block == Block::aes192 ? 24 : 16;
}
Octets padded(Octets data, std::size_t block);

/// Points of one curve by its OpenSSL name, as encoded octets.
class CurveArithmetic {
public:
    explicit CurveArithmetic(const std::string& name);
    ~CurveArithmetic();
    CurveArithmetic(const CurveArithmetic&) = delete;
    CurveArithmetic& operator=(const CurveArithmetic&) = delete;

    Octets random_scalar() const;
    Octets generator() const;
    /// k times the point. Throws Status{6A80} for octets that are no point of the curve.
    Octets times(const Octets& point, const Octets& k) const;
    Octets sum(const Octets& a, const Octets& b) const;
    Octets x_of(const Octets& point) const;

private:
    std::size_t field_octets() const;
    EC_GROUP* group_;
};

/// The curve of a standardised parameter id (Doc 9303-11 table 12).
std::string curve_name(int parameter_id);

/// An RSA private key from PEM; the bare private operation.
Octets rsa_private(const std::string& pem, const Octets& representative);
std::size_t rsa_octets(const std::string& pem);
/// The modulus less the number.
Octets rsa_complement(const std::string& pem, const Octets& number);
/// ECDSA over the data, as ASN.1 or as r || s of the order's length each.
Octets ecdsa(const std::string& pem, const char* digest, const Octets& data, bool plain);

/// r || s over the data by the key at this point.
bool ecdsa_right(const std::string& curve, const Octets& point, const char* digest,
                 const Octets& data, const Octets& plain);
bool rsa_right(const Octets& modulus, const Octets& exponent, const char* digest, bool pss,
               const Octets& data, const Octets& signature);

}  // namespace simulated
