// SPDX-License-Identifier: Apache-2.0
#include "crypto/ec.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <array>

#include "card/error.h"
#include "crypto/oids.h"

namespace card::crypto {
namespace {

[[noreturn]] void fail(const char* text) {
    ERR_clear_error();
    throw Error(Errc::malformed, Step::ec, text);
}

Bytes octets_of(const BIGNUM& number) {
    Bytes octets(static_cast<std::size_t>(BN_num_bytes(&number)));
    BN_bn2bin(&number, octets.data());
    return octets;
}

ByteView without_leading_zeros(ByteView octets) {
    while (!octets.empty() && octets[0] == 0) octets = octets.subspan(1);
    return octets;
}

bool same_number(ByteView a, ByteView b) {
    return oid::same(without_leading_zeros(a), without_leading_zeros(b));
}

Key key_on_group(const char* group_name, ByteView point) {
    const Owner<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, group_name, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    const Owner<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    require(EVP_PKEY_fromdata_init(context.get()) == 1 &&
                EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1,
            "EVP_PKEY_fromdata");
    return Key(key);
}

const std::array<Curve, 11>& all() {
    // Doc 9303-11 table 6.
    static const std::array<Curve, 11> table{{
        {8, "P-192", NID_X9_62_prime192v1, oid::kP192},
        {9, "brainpoolP192r1", NID_brainpoolP192r1, oid::kBrainpoolP192r1},
        {10, "P-224", NID_secp224r1, oid::kP224},
        {11, "brainpoolP224r1", NID_brainpoolP224r1, oid::kBrainpoolP224r1},
        {12, "P-256", NID_X9_62_prime256v1, oid::kP256},
        {13, "brainpoolP256r1", NID_brainpoolP256r1, oid::kBrainpoolP256r1},
        {14, "brainpoolP320r1", NID_brainpoolP320r1, oid::kBrainpoolP320r1},
        {15, "P-384", NID_secp384r1, oid::kP384},
        {16, "brainpoolP384r1", NID_brainpoolP384r1, oid::kBrainpoolP384r1},
        {17, "brainpoolP512r1", NID_brainpoolP512r1, oid::kBrainpoolP512r1},
        {18, "P-521", NID_secp521r1, oid::kP521},
    }};
    return table;
}

template <class Predicate>
const Curve* find(Predicate matches) {
    for (const auto& curve : all())
        if (matches(curve)) return &curve;
    return nullptr;
}

}  // namespace

const Curve* Curve::by_id(int id) {
    return find([id](const Curve& curve) { return curve.id_ == id; });
}
const Curve* Curve::by_oid(ByteView oid) {
    return find([oid](const Curve& curve) { return oid::same(curve.oid_, oid); });
}
const Curve* Curve::by_parameters(const ExplicitParameters& parameters) {
    return find([&](const Curve& curve) { return curve.equals(parameters); });
}

Curve::Curve(int id, const char* name, int nid, ByteView oid)
    : id_(id),
      name_(name),
      oid_(oid),
      group_(EC_GROUP_new_by_curve_name_ex(nullptr, nullptr, nid)) {
    const Number p(BN_new()), a(BN_new()), b(BN_new());
    require(group_ && EC_GROUP_get_curve(group_.get(), p.get(), a.get(), b.get(), nullptr) == 1,
            "EC_GROUP_get_curve");
    field_size_ = static_cast<std::size_t>(BN_num_bytes(p.get()));
    p_ = octets_of(*p);
    a_ = octets_of(*a);
    b_ = octets_of(*b);
    order_ = octets_of(*EC_GROUP_get0_order(group_.get()));
    order_size_ = order_.size();
    const EC_POINT* generator = EC_GROUP_get0_generator(group_.get());
    generator_ = encode(*generator);
    compressed_generator_ = to_bytes(ByteView(generator_).first(1 + field_size_));
    compressed_generator_[0] = static_cast<std::uint8_t>(2 + (generator_.back() & 1));
    template_ = key_on_group(OBJ_nid2sn(nid), generator_);
}

bool Curve::equals(const ExplicitParameters& given) const {
    static constexpr std::array<std::uint8_t, 1> kOne{1};  // all eleven have cofactor 1
    return same_number(given.p, p_) && same_number(given.order, order_) &&
           same_number(given.a, a_) && same_number(given.b, b_) &&
           (oid::same(given.generator, generator_) ||
            oid::same(given.generator, compressed_generator_)) &&
           (!given.cofactor || same_number(*given.cofactor, kOne));
}

Number Curve::random_scalar(Random& random) const {
    static constexpr int kMaxDraws = 128;  // each draw fits with a chance of at least one half
    const BIGNUM* order = EC_GROUP_get0_order(group_.get());
    const int spare_bits = static_cast<int>(order_size_ * 8) - BN_num_bits(order);
    SecretBytes octets(order_size_);
    for (int draw = 0; draw < kMaxDraws; ++draw) {
        random.fill(octets.writable());
        octets.writable()[0] &= static_cast<std::uint8_t>(0xFF >> spare_bits);
        Number k = scalar(octets.view());
        if (!BN_is_zero(k.get()) && BN_cmp(k.get(), order) < 0) return k;
    }
    throw std::runtime_error("the random generator repeats itself");
}

Number Curve::scalar(ByteView big_endian) const {
    Number k(BN_secure_new());
    require(
        k && BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), k.get()) != nullptr,
        "BN_bin2bn");
    BN_set_flags(k.get(), BN_FLG_CONSTTIME);
    return k;
}

namespace {
Point multiply(const EC_GROUP& group, const BIGNUM* of_generator, const EC_POINT* point,
               const BIGNUM* of_point) {
    Point result(EC_POINT_new(&group));
    const NumberContext context(BN_CTX_secure_new());
    require(EC_POINT_mul(&group, result.get(), of_generator, point, of_point, context.get()) == 1,
            "EC_POINT_mul");
    return result;
}
}  // namespace

// The generator and the point are never multiplied in one call: that form does not run in constant
// time.
Point Curve::times_generator(const BIGNUM& k) const {
    return multiply(*group_, &k, nullptr, nullptr);
}
Point Curve::times(const EC_POINT& point, const BIGNUM& k) const {
    return multiply(*group_, nullptr, &point, &k);
}

Point Curve::add(const EC_POINT& a, const EC_POINT& b) const {
    Point sum(EC_POINT_new(group_.get()));
    require(EC_POINT_add(group_.get(), sum.get(), &a, &b, nullptr) == 1, "EC_POINT_add");
    return sum;
}

Bytes Curve::encode(const EC_POINT& point) const {
    Bytes encoded(1 + 2 * field_size_);
    if (EC_POINT_point2oct(group_.get(), &point, POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                           encoded.size(), nullptr) != encoded.size())
        fail("the point at infinity");
    return encoded;
}

Point Curve::decode(ByteView encoded) const {
    if (encoded.size() != 1 + 2 * field_size_ || encoded[0] != 0x04)
        fail("not an uncompressed point of this curve");
    Point point(EC_POINT_new(group_.get()));
    if (EC_POINT_oct2point(group_.get(), point.get(), encoded.data(), encoded.size(), nullptr) != 1)
        fail("the point is not on the curve");
    return point;
}

SecretBytes Curve::x_coordinate(const EC_POINT& point) const {
    const Number x(BN_secure_new());
    if (EC_POINT_get_affine_coordinates(group_.get(), &point, x.get(), nullptr, nullptr) != 1)
        fail("the point at infinity");
    SecretBytes octets(field_size_);
    require(BN_bn2binpad(x.get(), octets.writable().data(), static_cast<int>(field_size_)) > 0,
            "BN_bn2binpad");
    return octets;
}

Key Curve::public_key(ByteView encoded) const {
    if (encoded.size() != 1 + 2 * field_size_ || encoded[0] != 0x04)
        fail("not an uncompressed point of this curve");
    Key key(EVP_PKEY_dup(template_.get()));
    if (!key || EVP_PKEY_set1_encoded_public_key(key.get(), encoded.data(), encoded.size()) != 1)
        fail("the point is not on the curve");
    return key;
}

}  // namespace card::crypto
