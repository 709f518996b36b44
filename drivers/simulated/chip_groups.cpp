// SPDX-License-Identifier: Apache-2.0
#include "chip_groups.h"

#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/obj_mac.h>
#include <openssl/objects.h>

namespace simulated {
namespace {

using Bignum = std::unique_ptr<BIGNUM, void (*)(BIGNUM*)>;
using Context = std::unique_ptr<BN_CTX, void (*)(BN_CTX*)>;

Bignum number(const Octets& octets) {
    return {BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr), BN_free};
}
Bignum blank() { return {BN_new(), BN_free}; }
Context context() { return {BN_CTX_new(), BN_CTX_free}; }
Octets octets_of(const BIGNUM* n) {
    Octets out(static_cast<std::size_t>(BN_num_bytes(n)));
    BN_bn2bin(n, out.data());
    return out;
}
Octets octets_of(const BIGNUM* n, std::size_t size) {
    Octets out(size);
    BN_bn2binpad(n, out.data(), static_cast<int>(size));
    return out;
}

Octets divided(const BIGNUM* order, const Octets& a, const Octets& b) {
    const auto c = context();
    const auto inverse = blank(), result = blank();
    BN_mod_inverse(inverse.get(), number(b).get(), order, c.get());
    BN_mod_mul(result.get(), number(a).get(), inverse.get(), order, c.get());
    return octets_of(result.get());
}

class Points final : public Group {
public:
    explicit Points(int id)
        : arithmetic_(curve_name(id)),
          group_(EC_GROUP_new_by_curve_name(OBJ_sn2nid(curve_name(id).c_str())), EC_GROUP_free) {
        EC_GROUP_get_curve(group_.get(), p_.get(), a_.get(), b_.get(), nullptr);
    }
    Octets random_secret() const override { return arithmetic_.random_scalar(); }
    Octets generator() const override { return arithmetic_.generator(); }
    Octets times(const Octets& element, const Octets& secret) const override {
        return arithmetic_.times(element, secret);
    }
    Octets sum(const Octets& a, const Octets& b) const override { return arithmetic_.sum(a, b); }
    Octets shared(const Octets& element) const override { return arithmetic_.x_of(element); }
    Octets compressed(const Octets& element) const override { return arithmetic_.x_of(element); }
    std::size_t field_bits() const override {
        return static_cast<std::size_t>(BN_num_bits(p_.get()));
    }
    unsigned token_tag() const override { return 0x86; }
    Octets quotient(const Octets& a, const Octets& b) const override {
        return divided(EC_GROUP_get0_order(group_.get()), a, b);
    }

    /// BCIMRT 2010 by its two cases: x2 gives a square and y is its root, or x3 does and y is -t³
    /// times the root of -h2.
    Octets mapped(const Octets& pseudo_random) const override {
        const auto c = context();
        const auto mod = [&](auto operation, const BIGNUM* x, const BIGNUM* y) {
            auto r = blank();
            operation(r.get(), x, y, p_.get(), c.get());
            return r;
        };
        const auto t = blank();
        BN_nnmod(t.get(), number(pseudo_random).get(), p_.get(), c.get());
        const auto mul = [&](const Bignum& x, const Bignum& y) {
            return mod(BN_mod_mul, x.get(), y.get());
        };
        const auto add = [&](const Bignum& x, const Bignum& y) {
            return mod(BN_mod_add, x.get(), y.get());
        };
        const auto sub = [&](const Bignum& x, const Bignum& y) {
            return mod(BN_mod_sub, x.get(), y.get());
        };
        const auto zero = number({}), one = number({1});
        const auto alpha = sub(zero, mul(t, t));
        auto inverse = blank();
        BN_mod_inverse(inverse.get(), add(alpha, mul(alpha, alpha)).get(), p_.get(), c.get());
        auto a_inverse = blank();
        BN_mod_inverse(a_inverse.get(), a_.get(), p_.get(), c.get());
        const auto x2 = sub(zero, mul(mul(b_, a_inverse), add(one, inverse)));
        const auto h2 = add(add(mul(mul(x2, x2), x2), mul(a_, x2)), b_);
        auto quarter = Bignum(BN_dup(p_.get()), BN_free), root = blank();
        BN_add_word(quarter.get(), 1);
        BN_rshift(quarter.get(), quarter.get(), 2);
        BN_mod_exp(root.get(), h2.get(), quarter.get(), p_.get(), c.get());
        const bool square = BN_kronecker(h2.get(), p_.get(), c.get()) == 1;
        const auto x = square ? Bignum(BN_dup(x2.get()), BN_free) : mul(alpha, x2);
        const auto y =
            square ? Bignum(BN_dup(root.get()), BN_free) : sub(zero, mul(mul(mul(t, t), t), root));
        const std::size_t size = (field_bits() + 7) / 8;
        return Octets{4} + octets_of(x.get(), size) + octets_of(y.get(), size);
    }

private:
    CurveArithmetic arithmetic_;
    std::unique_ptr<EC_GROUP, void (*)(EC_GROUP*)> group_;
    Bignum p_ = blank(), a_ = blank(), b_ = blank();
};

class Numbers final : public Group {
public:
    explicit Numbers(int id) {
        static const char* const kNames[] = {"dh_1024_160", "dh_2048_224", "dh_2048_256"};
        std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> maker(
            EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr), EVP_PKEY_CTX_free);
        OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME,
                                                                const_cast<char*>(kNames[id]), 0),
                               OSSL_PARAM_construct_end()};
        EVP_PKEY* made = nullptr;
        EVP_PKEY_fromdata_init(maker.get());
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_KEY_PARAMETERS, params);
        const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(made, EVP_PKEY_free);
        const auto part = [&key](const char* name) {
            BIGNUM* value = nullptr;
            if (EVP_PKEY_get_bn_param(key.get(), name, &value) != 1)
                throw std::runtime_error("the simulated card: OpenSSL refused a group");
            return Bignum(value, BN_free);
        };
        p_ = part(OSSL_PKEY_PARAM_FFC_P);
        q_ = part(OSSL_PKEY_PARAM_FFC_Q);
        g_ = part(OSSL_PKEY_PARAM_FFC_G);
    }
    Octets random_secret() const override {
        const auto k = blank();
        do BN_priv_rand_range(k.get(), q_.get());
        while (BN_is_zero(k.get()));
        return octets_of(k.get());
    }
    Octets generator() const override { return octets_of(g_.get()); }
    Octets times(const Octets& element, const Octets& secret) const override {
        const auto c = context();
        const auto y = number(element), check = blank(), result = blank();
        BN_mod_exp(check.get(), y.get(), q_.get(), p_.get(), c.get());
        if (!BN_is_one(check.get()) || BN_is_one(y.get()) || BN_cmp(y.get(), p_.get()) >= 0)
            throw Status{0x6A80};
        BN_mod_exp(result.get(), y.get(), number(secret).get(), p_.get(), c.get());
        return octets_of(result.get());
    }
    Octets sum(const Octets& a, const Octets& b) const override {
        const auto c = context();
        const auto result = blank();
        BN_mod_mul(result.get(), number(a).get(), number(b).get(), p_.get(), c.get());
        return octets_of(result.get());
    }
    Octets shared(const Octets& element) const override {
        return octets_of(number(element).get(), (field_bits() + 7) / 8);
    }
    Octets compressed(const Octets& element) const override { return sha("SHA1", element); }
    std::size_t field_bits() const override {
        return static_cast<std::size_t>(BN_num_bits(p_.get()));
    }
    unsigned token_tag() const override { return 0x84; }
    Octets quotient(const Octets& a, const Octets& b) const override {
        return divided(q_.get(), a, b);
    }
    Octets mapped(const Octets& pseudo_random) const override {
        const auto c = context();
        const auto exponent = blank(), result = blank();
        BN_sub(exponent.get(), p_.get(), BN_value_one());
        BN_div(exponent.get(), nullptr, exponent.get(), q_.get(), c.get());
        BN_mod_exp(result.get(), number(pseudo_random).get(), exponent.get(), p_.get(), c.get());
        return octets_of(result.get());
    }

private:
    Bignum p_ = blank(), q_ = blank(), g_ = blank();
};

}  // namespace

std::unique_ptr<Group> make_group(int parameter_id) {
    if (parameter_id >= 0 && parameter_id <= 2) return std::make_unique<Numbers>(parameter_id);
    return std::make_unique<Points>(parameter_id);
}

Octets pseudo_random(Block block, const Octets& s, const Octets& t, std::size_t field_bits) {
    const bool wide = block == Block::aes192 || block == Block::aes256;
    const Octets c0 =
        unhex(wide ? "D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676"
                   : "A668892A7C41E3CA739F40B057D85904");
    const Octets c1 =
        unhex(wide ? "54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517"
                   : "A4E136AC725F738B01C1F60217C188AD");
    const Octets iv(block_octets(block));
    Octets out, key = cbc(block, t, iv, s, true);
    while (out.size() * 8 < field_bits + 64) {
        key.resize(key_octets(block));
        out = out + cbc(block, key, iv, c1, true);
        key = cbc(block, key, iv, c0, true);
    }
    return out;
}

}  // namespace simulated
