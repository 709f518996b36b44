// SPDX-License-Identifier: Apache-2.0
// DH groups: the three of RFC 5114 that Doc 9303-11 §9.5.1 names, and those that a signed DG14
// spells out.
#pragma once
#include "crypto/domain.h"

namespace card::crypto {

/// Primes outside these bounds are refused.
inline constexpr std::size_t kMinDhBits = 1024, kMaxDhBits = 4096;

class DhDomain final : public Domain {
public:
    /// The group of RFC 5114 with this number, 0 to 2; null for another.
    static const DhDomain* by_id(int standardized_id);
    /// Magnitudes; `order` may be empty (PKCS#3 does not name it), then the named group with this
    /// prime lends its own. Null for parameters out of bounds: an even or short modulus, a
    /// generator of 0, 1 or p - 1.
    static std::shared_ptr<const DhDomain> make(ByteView prime, ByteView generator, ByteView order);
    /// For make() and by_id(), which have checked the parameters.
    DhDomain(const char* name, Number prime, Number generator, Number order);

    const char* name() const override { return name_; }
    bool is_numbers() const override { return true; }
    int strength() const override { return BN_num_bits(p_.get()) >= 2048 ? 112 : 80; }
    Number random_secret(Random& random) const override;
    Number secret(ByteView big_endian) const override;
    Bytes public_key(const BIGNUM& secret) const override;
    Bytes public_key_on(ByteView generator, const BIGNUM& secret) const override;
    SecretBytes agree(ByteView their_key, const BIGNUM& secret) const override;
    Bytes map_generic(const SecretBytes& nonce, ByteView their_key,
                      const BIGNUM& secret) const override;
    Bytes map_integrated(ByteView pseudo_random) const override;
    bool has_integrated_mapping() const override { return q_ != nullptr; }
    std::size_t field_size() const override {
        return static_cast<std::size_t>(BN_num_bytes(p_.get()));
    }
    std::size_t field_bits() const override {
        return static_cast<std::size_t>(BN_num_bits(p_.get()));
    }
    Bytes compress(ByteView public_key) const override;

private:
    Number element(ByteView encoded) const;
    Number power(const BIGNUM& base, const BIGNUM& exponent) const;
    const char* name_;
    Number p_, g_, q_;  ///< q null: order not known
    Owner<BN_MONT_CTX, BN_MONT_CTX_free> montgomery_;
};

}  // namespace card::crypto
