// SPDX-License-Identifier: Apache-2.0
// Domain parameters of PACE and chip authentication (Doc 9303-11 §9.5): the eleven curves and the
// three MODP groups, spoken of in one language. Elements travel in their encoding: 04 || x || y, or
// an unsigned integer without leading zeros (§9.4.1).
#pragma once

#include "crypto/ec.h"

namespace card::crypto {

/// Immutable and shareable between threads. Every function that takes an element throws
/// Error{malformed} for octets that are none of this group, and for one that would make the result
/// known to everybody.
class Domain {
public:
    /// Standardised domain parameters by number: 0 to 2 and 8 to 18; null for another. Lives as
    /// long as the program.
    static const Domain* by_id(int standardized_id);

    virtual ~Domain();
    virtual const char* name() const = 0;
    /// A DH group: its elements are numbers, not points of a curve.
    virtual bool is_numbers() const = 0;
    /// Bits of security, roughly: to choose the strongest of several offers.
    virtual int strength() const = 0;
    /// A secret of [1, order-1], evenly distributed.
    virtual Number random_secret(Random& random) const = 0;
    virtual Number secret(ByteView big_endian) const = 0;
    /// secret times the generator (ECDH), generator to the power of secret (DH).
    virtual Bytes public_key(const BIGNUM& secret) const = 0;
    virtual Bytes public_key_on(ByteView generator, const BIGNUM& secret) const = 0;
    /// The shared secret as octets for the key derivation function, leading zeros included.
    virtual SecretBytes agree(ByteView their_key, const BIGNUM& secret) const = 0;
    /// The generator of generic mapping, §4.4.3.3.1: s·G + H, with H the agreement of both mapping
    /// keys.
    virtual Bytes map_generic(const SecretBytes& nonce, ByteView their_key,
                              const BIGNUM& secret) const = 0;
    /// The generator of integrated mapping, §4.4.3.3.2, from R(s,t).
    virtual Bytes map_integrated(ByteView pseudo_random) const = 0;
    virtual bool has_integrated_mapping() const = 0;
    /// Octets and bits of the underlying field's elements.
    virtual std::size_t field_size() const = 0;
    virtual std::size_t field_bits() const = 0;
    /// Comp() of §7.1.4: x-coordinate of a point, SHA-1 of a DH public value.
    virtual Bytes compress(ByteView public_key) const = 0;
};

}  // namespace card::crypto
