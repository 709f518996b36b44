// SPDX-License-Identifier: Apache-2.0
// The standardised elliptic curves of Doc 9303-11 §9.5.1 (ids 8 to 18), the others that OpenSSL
// has, and arithmetic on them. A curve given by explicit parameters is accepted only when it is one
// of these, in p, a, b, G, n and h (CVE-2020-0601).
#pragma once
#include <openssl/types.h>

#include <optional>

#include "card/bytes.h"
#include "card/random.h"
#include "crypto/openssl_ptr.h"

namespace card::crypto {

struct ExplicitParameters {
    bool binary = false;  ///< over a field of characteristic two: p is its reduction polynomial
    ByteView p, a, b, generator, order;
    std::optional<ByteView> cofactor;
};

/// A curve: immutable, shared, lives as long as the program.
class Curve {
public:
    /// One of the eleven.
    static const Curve* by_id(int standardized_id);
    /// One of the eleven, or another that OpenSSL has, over a prime field or one of characteristic
    /// two. Thread-safe.
    static const Curve* by_oid(ByteView oid);
    static const Curve* by_parameters(const ExplicitParameters& parameters);

    Curve(int id, const char* name, int nid, ByteView oid);

    /// 0: none of the eleven.
    int id() const noexcept { return id_; }
    bool is_standardised() const noexcept { return id_ != 0; }
    std::size_t order_bits() const noexcept { return order_bits_; }
    const char* name() const noexcept { return name_; }
    ByteView oid() const noexcept { return oid_; }
    std::size_t field_size() const noexcept { return field_size_; }
    std::size_t order_size() const noexcept { return order_size_; }
    /// p and the coefficients of y² = x³ + ax + b, magnitudes; of the eleven alone.
    ByteView prime() const noexcept { return p_; }
    ByteView a() const noexcept { return a_; }
    ByteView b() const noexcept { return b_; }

    /// A scalar of [1, n-1], evenly distributed.
    Number random_scalar(Random& random) const;
    Number scalar(ByteView big_endian) const;
    Point times_generator(const BIGNUM& k) const;
    Point times(const EC_POINT& point, const BIGNUM& k) const;
    Point add(const EC_POINT& a, const EC_POINT& b) const;
    /// Uncompressed encoding, 04 || x || y.
    Bytes encode(const EC_POINT& point) const;
    /// Throws Error{malformed} for a point at infinity, off the curve or in another encoding than
    /// 04 || x || y.
    Point decode(ByteView encoded) const;
    /// The x-coordinate with leading zeros, field_size() octets. Throws Error{malformed} at
    /// infinity.
    SecretBytes x_coordinate(const EC_POINT& point) const;
    /// A public key for EVP from an encoded point, compressed or not. Throws Error{malformed} as
    /// decode(), and for a point outside the generator's group, under which anybody could sign.
    Key public_key(ByteView encoded) const;

private:
    bool equals(const ExplicitParameters& parameters) const;
    int id_;
    const char* name_;
    ByteView oid_;
    Group group_;
    std::size_t field_size_, order_size_, order_bits_;
    Key template_;
    bool binary_;
    Bytes p_, a_, b_, generator_, compressed_generator_, order_, cofactor_;
};

}  // namespace card::crypto
