// SPDX-License-Identifier: Apache-2.0
#include "crypto/dh_domain.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <array>

#include "card/error.h"
#include "crypto/hash.h"

namespace card::crypto {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::dh, said(id)); }

Number number(ByteView octets) {
    Number n(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
    require(n != nullptr, "BN_bin2bn");
    return n;
}
Number copy(const BIGNUM& of) {
    Number n(BN_dup(&of));
    require(n != nullptr, "BN_dup");
    return n;
}
Bytes octets_of(const BIGNUM& n) {
    Bytes octets(static_cast<std::size_t>(BN_num_bytes(&n)));
    BN_bn2bin(&n, octets.data());
    return octets;
}

/// RFC 5114 §2.1 to §2.3, from OpenSSL's own table.
std::unique_ptr<DhDomain> named(const char* openssl_name, const char* name) {
    const Owner<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, openssl_name, 0);
    const Owner<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr));
    EVP_PKEY* raw = nullptr;
    require(EVP_PKEY_fromdata_init(context.get()) == 1 &&
                EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_KEY_PARAMETERS, params.get()) == 1,
            "EVP_PKEY_fromdata");
    const Key key(raw);
    const auto part = [&key](const char* parameter) {
        BIGNUM* value = nullptr;
        require(EVP_PKEY_get_bn_param(key.get(), parameter, &value) == 1, "EVP_PKEY_get_bn_param");
        return Number(value);
    };
    return std::make_unique<DhDomain>(name, part(OSSL_PKEY_PARAM_FFC_P),
                                      part(OSSL_PKEY_PARAM_FFC_G), part(OSSL_PKEY_PARAM_FFC_Q));
}

}  // namespace

const DhDomain* DhDomain::by_id(int id) {
    static const std::array<std::unique_ptr<DhDomain>, 3> table{
        named("dh_1024_160", "MODP-1024/160"), named("dh_2048_224", "MODP-2048/224"),
        named("dh_2048_256", "MODP-2048/256")};
    return id >= 0 && id < 3 ? table[static_cast<std::size_t>(id)].get() : nullptr;
}

std::shared_ptr<const DhDomain> DhDomain::make(ByteView prime, ByteView generator, ByteView order) {
    if (prime.size() > kMaxDhBits / 8 + 1 || generator.size() > prime.size() ||
        order.size() > prime.size())
        return {};
    Number p = number(prime), g = number(generator), q = order.empty() ? nullptr : number(order);
    const int bits = BN_num_bits(p.get());
    if (bits < static_cast<int>(kMinDhBits) || bits > static_cast<int>(kMaxDhBits) ||
        !BN_is_odd(p.get()))
        return {};
    const Number last = copy(*p);
    BN_sub_word(last.get(), 1);
    if (BN_cmp(g.get(), BN_value_one()) <= 0 || BN_cmp(g.get(), last.get()) >= 0) return {};
    if (q && (BN_is_zero(q.get()) || BN_is_one(q.get()) || BN_cmp(q.get(), last.get()) >= 0))
        return {};
    for (int id = 0; !q && id < 3; ++id) {
        const auto* group = by_id(id);
        if (BN_cmp(group->p_.get(), p.get()) == 0 && BN_cmp(group->g_.get(), g.get()) == 0)
            q = copy(*group->q_);
    }
    return std::make_shared<DhDomain>("MODP", std::move(p), std::move(g), std::move(q));
}

DhDomain::DhDomain(const char* name, Number prime, Number generator, Number order)
    : name_(name),
      p_(std::move(prime)),
      g_(std::move(generator)),
      q_(std::move(order)),
      montgomery_(BN_MONT_CTX_new()) {
    const NumberContext context(BN_CTX_new());
    require(montgomery_ && BN_MONT_CTX_set(montgomery_.get(), p_.get(), context.get()) == 1,
            "BN_MONT_CTX_set");
}

Number DhDomain::random_secret(Random& random) const {
    static constexpr int kMaxDraws = 128;  // each draw fits with a chance of at least one half
    // As long as the order; where that is not known, the length RFC 5114 has for the longest of its
    // groups.
    static constexpr int kBitsWithoutOrder = 256;
    const int bits = q_ ? BN_num_bits(q_.get()) : kBitsWithoutOrder;
    SecretBytes octets(static_cast<std::size_t>(bits + 7) / 8);
    for (int draw = 0; draw < kMaxDraws; ++draw) {
        random.fill(octets.writable());
        octets.writable()[0] &=
            static_cast<std::uint8_t>(0xFF >> (octets.size() * 8 - static_cast<std::size_t>(bits)));
        Number k = secret(octets.view());
        if (!BN_is_zero(k.get()) && (!q_ || BN_cmp(k.get(), q_.get()) < 0)) return k;
    }
    throw std::runtime_error("the random generator repeats itself");
}

Number DhDomain::secret(ByteView big_endian) const {
    Number k(BN_secure_new());
    require(
        k && BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), k.get()) != nullptr,
        "BN_bin2bn");
    BN_set_flags(k.get(), BN_FLG_CONSTTIME);
    return k;
}

Number DhDomain::power(const BIGNUM& base, const BIGNUM& exponent) const {
    const NumberContext context(BN_CTX_secure_new());
    Number result(BN_secure_new());
    require(result && BN_mod_exp_mont_consttime(result.get(), &base, &exponent, p_.get(),
                                                context.get(), montgomery_.get()) == 1,
            "BN_mod_exp_mont_consttime");
    return result;
}

/// Public key validation of RFC 2631 §2.1.5, which §4.4.3.3.1 demands against small subgroups.
Number DhDomain::element(ByteView encoded) const {
    if (encoded.empty() || encoded.size() > field_size() + 1) fail("defect.no_group_number");
    Number y = number(encoded);
    const Number last = copy(*p_);
    BN_sub_word(last.get(), 1);
    if (BN_cmp(y.get(), BN_value_one()) <= 0 || BN_cmp(y.get(), last.get()) >= 0)
        fail("defect.no_group_number");
    if (q_ && !BN_is_one(power(*y, *q_).get())) fail("defect.outside_subgroup");
    return y;
}

Bytes DhDomain::public_key(const BIGNUM& secret) const { return octets_of(*power(*g_, secret)); }
Bytes DhDomain::public_key_on(ByteView generator, const BIGNUM& secret) const {
    return octets_of(*power(*number(generator), secret));
}

SecretBytes DhDomain::agree(ByteView their_key, const BIGNUM& secret) const {
    const Number shared = power(*element(their_key), secret);
    if (BN_is_one(shared.get())) fail("defect.secret_one");
    SecretBytes octets(field_size());
    require(
        BN_bn2binpad(shared.get(), octets.writable().data(), static_cast<int>(octets.size())) > 0,
        "BN_bn2binpad");
    return octets;
}

Bytes DhDomain::map_generic(const SecretBytes& nonce, ByteView their_key, const BIGNUM& own) const {
    const NumberContext context(BN_CTX_secure_new());
    const Number h = power(*element(their_key), own), s = power(*g_, *secret(nonce.view()));
    Number mapped(BN_secure_new());
    require(BN_mod_mul(mapped.get(), s.get(), h.get(), p_.get(), context.get()) == 1, "BN_mod_mul");
    if (BN_is_one(mapped.get())) fail("defect.generator_one");
    return octets_of(*mapped);
}

Bytes DhDomain::map_integrated(ByteView pseudo_random) const {
    require(q_ != nullptr, "integrated mapping needs the order");
    const NumberContext context(BN_CTX_secure_new());
    Number r = number(pseudo_random), cofactor = copy(*p_);
    require(BN_sub_word(cofactor.get(), 1) == 1 &&
                BN_div(cofactor.get(), nullptr, cofactor.get(), q_.get(), context.get()) == 1 &&
                BN_nnmod(r.get(), r.get(), p_.get(), context.get()) == 1,
            "BN_div");
    const Number mapped = power(*r, *cofactor);
    if (BN_is_zero(mapped.get()) || BN_is_one(mapped.get())) fail("defect.generator_one");
    return octets_of(*mapped);
}

Bytes DhDomain::compress(ByteView public_key) const { return digest(Hash::sha1, public_key); }

}  // namespace card::crypto
