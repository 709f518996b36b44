// SPDX-License-Identifier: Apache-2.0
// A curve in the language of Domain.
#pragma once
#include "crypto/domain.h"

namespace card::crypto {

class EcDomain final : public Domain {
public:
    explicit EcDomain(const Curve& curve) : curve_(curve) {}
    const Curve& curve() const noexcept { return curve_; }

    const char* name() const override { return curve_.name(); }
    bool is_numbers() const override { return false; }
    int strength() const override { return static_cast<int>(curve_.order_size() * 4); }
    Number random_secret(Random& random) const override { return curve_.random_scalar(random); }
    Number secret(ByteView big_endian) const override { return curve_.scalar(big_endian); }
    Bytes public_key(const BIGNUM& secret) const override;
    Bytes public_key_on(ByteView generator, const BIGNUM& secret) const override;
    SecretBytes agree(ByteView their_key, const BIGNUM& secret) const override;
    Bytes map_generic(const SecretBytes& nonce, ByteView their_key,
                      const BIGNUM& secret) const override;
    Bytes map_integrated(ByteView pseudo_random) const override;
    bool has_integrated_mapping() const override;
    std::size_t field_size() const override { return curve_.field_size(); }
    std::size_t field_bits() const override;
    Bytes compress(ByteView public_key) const override;

private:
    const Curve& curve_;
};

}  // namespace card::crypto
