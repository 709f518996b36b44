// SPDX-License-Identifier: Apache-2.0
#include "crypto/ec.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "card/error.h"
#include "crypto/oids.h"

namespace card::crypto {
namespace {

[[noreturn]] void fail(const char* id) {
    ERR_clear_error();
    throw Error(Errc::malformed, Step::ec, said(id));
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

constexpr std::array<std::uint8_t, 1> kOne{1};

bool is_of_the_group(EVP_PKEY& key) {
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, &key, nullptr));
    const bool is_one = context && EVP_PKEY_public_check(context.get()) == 1;
    if (!is_one) ERR_clear_error();
    return is_one;
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
    // Doc 9303-11 table 12.
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
namespace {

/// The curves that OpenSSL has and Doc 9303 does not name. Each is made when it is first met, which
/// takes a millisecond, and stays.
class OtherCurves {
public:
    const Curve* by_oid(ByteView oid) {
        const std::scoped_lock lock(mutex_);
        for (auto& entry : entries_)
            if (oid::same(entry.oid, oid)) return made(entry);
        return nullptr;
    }
    template <class Predicate>
    const Curve* find(Predicate matches) {
        const std::scoped_lock lock(mutex_);
        for (auto& entry : entries_)
            if (const auto* curve = made(entry); curve && matches(*curve)) return curve;
        return nullptr;
    }
    static OtherCurves& all() {
        static OtherCurves curves;
        return curves;
    }

private:
    struct Entry {
        int nid;
        ByteView oid;
        std::unique_ptr<Curve> curve = nullptr;
        bool refused = false;
    };

    OtherCurves() {
        std::vector<EC_builtin_curve> built_in(EC_get_builtin_curves(nullptr, 0));
        EC_get_builtin_curves(built_in.data(), built_in.size());
        for (const auto& [nid, comment] : built_in) {
            const auto* object = OBJ_nid2obj(nid);
            const ByteView oid(OBJ_get0_data(object), OBJ_length(object));
            const auto is_it = [oid](const Curve& curve) { return oid::same(curve.oid(), oid); };
            if (!oid.empty() && !card::crypto::find(is_it)) entries_.push_back({nid, oid});
        }
    }
    /// Null for a curve that OpenSSL takes no keys on.
    static const Curve* made(Entry& entry) {
        try {
            if (!entry.curve && !entry.refused)
                entry.curve =
                    std::make_unique<Curve>(0, OBJ_nid2sn(entry.nid), entry.nid, entry.oid);
        } catch (const std::exception&) {
            ERR_clear_error();
            entry.refused = true;
        }
        return entry.curve.get();
    }

    std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace

const Curve* Curve::by_oid(ByteView oid) {
    if (const auto* curve =
            find([oid](const Curve& candidate) { return oid::same(candidate.oid_, oid); }))
        return curve;
    return OtherCurves::all().by_oid(oid);
}
const Curve* Curve::by_parameters(const ExplicitParameters& parameters) {
    const auto is_it = [&](const Curve& curve) { return curve.equals(parameters); };
    const auto* curve = find(is_it);
    return curve ? curve : OtherCurves::all().find(is_it);
}

Curve::Curve(int id, const char* name, int nid, ByteView oid)
    : id_(id),
      name_(name),
      oid_(oid),
      group_(EC_GROUP_new_by_curve_name_ex(nullptr, nullptr, nid)) {
    const Number p(BN_new()), a(BN_new()), b(BN_new());
    require(group_ && EC_GROUP_get_curve(group_.get(), p.get(), a.get(), b.get(), nullptr) == 1,
            "EC_GROUP_get_curve");
    binary_ = EC_GROUP_get_field_type(group_.get()) != NID_X9_62_prime_field;
    field_size_ = (static_cast<std::size_t>(EC_GROUP_get_degree(group_.get())) + 7) / 8;
    p_ = octets_of(*p);
    a_ = octets_of(*a);
    b_ = octets_of(*b);
    order_ = octets_of(*EC_GROUP_get0_order(group_.get()));
    cofactor_ = octets_of(*EC_GROUP_get0_cofactor(group_.get()));
    order_size_ = order_.size();
    order_bits_ = static_cast<std::size_t>(BN_num_bits(EC_GROUP_get0_order(group_.get())));
    const EC_POINT* generator = EC_GROUP_get0_generator(group_.get());
    generator_ = encode(*generator);
    compressed_generator_.resize(1 + field_size_);
    require(EC_POINT_point2oct(group_.get(), generator, POINT_CONVERSION_COMPRESSED,
                               compressed_generator_.data(), compressed_generator_.size(),
                               nullptr) == compressed_generator_.size(),
            "EC_POINT_point2oct");
    template_ = key_on_group(OBJ_nid2sn(nid), generator_);
}

bool Curve::equals(const ExplicitParameters& given) const {
    return given.binary == binary_ && same_number(given.p, p_) &&
           same_number(given.order, order_) && same_number(given.a, a_) &&
           same_number(given.b, b_) &&
           (oid::same(given.generator, generator_) ||
            oid::same(given.generator, compressed_generator_)) &&
           (!given.cofactor || same_number(*given.cofactor, cofactor_));
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
        fail("defect.infinity");
    return encoded;
}

Point Curve::decode(ByteView encoded) const {
    if (encoded.size() != 1 + 2 * field_size_ || encoded[0] != 0x04) fail("defect.point_form");
    Point point(EC_POINT_new(group_.get()));
    if (EC_POINT_oct2point(group_.get(), point.get(), encoded.data(), encoded.size(), nullptr) != 1)
        fail("defect.off_curve");
    return point;
}

SecretBytes Curve::x_coordinate(const EC_POINT& point) const {
    const Number x(BN_secure_new());
    if (EC_POINT_get_affine_coordinates(group_.get(), &point, x.get(), nullptr, nullptr) != 1)
        fail("defect.infinity");
    SecretBytes octets(field_size_);
    require(BN_bn2binpad(x.get(), octets.writable().data(), static_cast<int>(field_size_)) > 0,
            "BN_bn2binpad");
    return octets;
}

Key Curve::public_key(ByteView encoded) const {
    const bool uncompressed = encoded.size() == 1 + 2 * field_size_ && encoded[0] == 0x04;
    const bool compressed = encoded.size() == 1 + field_size_ && (encoded[0] & 0xFE) == 0x02;
    if (!uncompressed && !compressed) fail("defect.no_point");
    Key key(EVP_PKEY_dup(template_.get()));
    if (!key || EVP_PKEY_set1_encoded_public_key(key.get(), encoded.data(), encoded.size()) != 1)
        fail("defect.off_curve");
    if (!same_number(cofactor_, kOne) && !is_of_the_group(*key)) fail("defect.other_group");
    return key;
}

}  // namespace card::crypto
