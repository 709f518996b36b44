// SPDX-License-Identifier: Apache-2.0
#include "crypto/ec_domain.h"

#include <array>
#include <bit>

#include "card/error.h"

namespace card::crypto {
namespace {

/// Arithmetic modulo p on numbers that nobody may learn by the time it takes.
class Field {
public:
    explicit Field(ByteView prime)
        : p_(BN_bin2bn(prime.data(), static_cast<int>(prime.size()), nullptr)),
          context_(BN_CTX_secure_new()) {
        require(p_ && context_, "BN_CTX_secure_new");
    }
    const BIGNUM& p() const { return *p_; }
    Number number(ByteView octets) const {
        Number n(BN_secure_new());
        require(n && BN_bin2bn(octets.data(), static_cast<int>(octets.size()), n.get()) &&
                    BN_nnmod(n.get(), n.get(), p_.get(), context_.get()) == 1,
                "BN_nnmod");
        return n;
    }
    Number times(const Number& a, const Number& b) const {
        return result(
            [&](BIGNUM* r) { return BN_mod_mul(r, a.get(), b.get(), p_.get(), context_.get()); });
    }
    Number plus(const Number& a, const Number& b) const {
        return result(
            [&](BIGNUM* r) { return BN_mod_add(r, a.get(), b.get(), p_.get(), context_.get()); });
    }
    Number minus(const Number& a) const {
        return result([&](BIGNUM* r) {
            return BN_is_zero(a.get()) ? BN_zero(r), 1 : BN_sub(r, p_.get(), a.get());
        });
    }
    Number power(const Number& a, const Number& exponent) const {
        return result([&](BIGNUM* r) {
            return BN_mod_exp_mont_consttime(r, a.get(), exponent.get(), p_.get(), context_.get(),
                                             nullptr);
        });
    }
    /// p minus a small number, halved `halvings` times: the exponents of appendix B.
    Number exponent(unsigned long less, int halvings) const {
        Number e(BN_dup(p_.get()));
        require(e && BN_sub_word(e.get(), less) == 1 && BN_rshift(e.get(), e.get(), halvings) == 1,
                "BN_rshift");
        return e;
    }

private:
    template <class Compute>
    static Number result(Compute compute) {
        Number r(BN_secure_new());
        require(r && compute(r.get()) == 1, "modular arithmetic");
        return r;
    }
    Number p_;
    NumberContext context_;
};

Bytes padded(const Number& number, std::size_t size) {
    Bytes octets(size);
    require(BN_bn2binpad(number.get(), octets.data(), static_cast<int>(size)) >= 0, "BN_bn2binpad");
    return octets;
}

/// Point encoding for affine coordinates, Doc 9303-11 appendix B.2; p = 3 mod 4, cofactor 1.
Bytes encode_to_point(const Curve& curve, ByteView pseudo_random) {
    const Field f(curve.prime());
    const Number t = f.number(pseudo_random), a = f.number(curve.a()), b = f.number(curve.b()),
                 one = f.number(std::array<std::uint8_t, 1>{1});
    const Number t2 = f.times(t, t), alpha = f.minus(t2),
                 sum = f.plus(alpha, f.times(alpha, alpha));
    if (BN_is_zero(sum.get())) throw Error(Errc::malformed, Step::ec, said("defect.no_mapping"));
    const auto curve_value = [&](const Number& x) {
        return f.plus(f.times(x, f.plus(f.times(x, x), a)), b);
    };
    const Number inverse = f.power(f.times(a, sum), f.exponent(2, 0));
    const Number x2 = f.minus(f.times(b, f.times(f.plus(one, sum), inverse)));
    const Number x3 = f.times(alpha, x2);
    const Number h2 = curve_value(x2);
    const Number u = f.times(f.times(t2, t), h2);
    // h2 to the power of p - 1 - (p + 1) / 4, which is (3p - 5) / 4.
    Number e(BN_dup(&f.p()));
    require(BN_mul_word(e.get(), 3) == 1 && BN_sub_word(e.get(), 5) == 1 &&
                BN_rshift(e.get(), e.get(), 2) == 1,
            "BN_rshift");
    const Number root = f.power(h2, e);
    const bool square = BN_is_one(f.times(f.times(root, root), h2).get());
    Bytes point{0x04};
    append(point, padded(square ? x2 : x3, curve.field_size()));
    append(point, padded(f.times(root, square ? h2 : u), curve.field_size()));
    curve.decode(point);  // on the curve, and not at infinity
    return point;
}

}  // namespace

Bytes EcDomain::public_key(const BIGNUM& secret) const {
    return curve_.encode(*curve_.times_generator(secret));
}
Bytes EcDomain::public_key_on(ByteView generator, const BIGNUM& secret) const {
    return curve_.encode(*curve_.times(*curve_.decode(generator), secret));
}

SecretBytes EcDomain::agree(ByteView their_key, const BIGNUM& secret) const {
    return curve_.x_coordinate(*curve_.times(*curve_.decode(their_key), secret));
}

Bytes EcDomain::map_generic(const SecretBytes& nonce, ByteView their_key,
                            const BIGNUM& secret) const {
    const auto h = curve_.times(*curve_.decode(their_key), secret);
    return curve_.encode(*curve_.add(*curve_.times_generator(*curve_.scalar(nonce.view())), *h));
}

/// P-224's prime is 1 modulo 4, for which the encoding is not defined.
bool EcDomain::has_integrated_mapping() const { return (curve_.prime().back() & 3) == 3; }
Bytes EcDomain::map_integrated(ByteView pseudo_random) const {
    return encode_to_point(curve_, pseudo_random);
}

std::size_t EcDomain::field_bits() const {
    const auto top = curve_.prime().front();
    return curve_.field_size() * 8 - static_cast<std::size_t>(std::countl_zero(top));
}

Bytes EcDomain::compress(ByteView public_key) const {
    curve_.decode(public_key);
    return to_bytes(public_key.subspan(1, curve_.field_size()));
}

}  // namespace card::crypto
