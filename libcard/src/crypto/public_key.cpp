// SPDX-License-Identifier: Apache-2.0
#include "crypto/public_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::crypto {
namespace {

/// A positive INTEGER's magnitude.
ByteView unsigned_integer(tlv::Reader& reader) {
    ByteView value = reader.expect(0x02).value;
    if (value.empty() || (value[0] & 0x80))
        throw Error(Errc::malformed, Step::key, "not a positive integer");
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    return value;
}

std::size_t bits_of(ByteView magnitude) {
    std::size_t bits = magnitude.size() * 8;
    for (std::uint8_t top = magnitude[0]; bits > 0 && !(top & 0x80);
         top = static_cast<std::uint8_t>(top << 1))
        --bits;
    return bits;
}

/// OpenSSL takes e = 1 as the identity, with which anybody signs; the exponents in use are 3 and
/// above, and odd.
Reason rsa_problem(ByteView n, ByteView e) {
    const std::size_t bits = bits_of(n);
    if (bits < kMinRsaBits || bits > kMaxRsaBits) return Reason::key_rsa_size;
    if (!(n.back() & 1)) return Reason::key_rsa_even;
    if (!(e.back() & 1) || (e.size() == 1 && e[0] < 3) || e.size() > 8)
        return Reason::key_rsa_exponent;
    return Reason::none;
}

Key rsa_key(ByteView n, ByteView e) {
    const Number modulus(BN_bin2bn(n.data(), static_cast<int>(n.size()), nullptr));
    const Number exponent(BN_bin2bn(e.data(), static_cast<int>(e.size()), nullptr));
    const Owner<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    const Owner<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
    // Kept for the thread: looking the name "RSA" up takes longer than the import itself.
    thread_local const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        ERR_clear_error();
    return Key(key);
}

void parse_rsa(ByteView bits, PublicKey& key) {
    tlv::Reader numbers(tlv::unwrap(0x30, bits));
    const ByteView n = unsigned_integer(numbers);
    const ByteView e = unsigned_integer(numbers);
    numbers.expect_end();
    key.type = KeyType::rsa;
    key.rsa_bits = bits_of(n);
    if (const auto problem = rsa_problem(n, e); problem != Reason::none) {
        key.problem = problem;
        return;
    }
    key.key = rsa_key(n, e);
    if (!key.key) key.problem = Reason::key_rsa_refused;
}

void parse_ec(ByteView parameters, ByteView point, PublicKey& key) {
    key.type = KeyType::ec;
    key.curve = parse_curve(parameters);
    if (!key.curve) {
        key.problem = Reason::key_unknown_curve;
        return;
    }
    key.key = key.curve->public_key(point);
}

void parse_spki(ByteView info, PublicKey& key) {
    tlv::Reader outer(tlv::unwrap(0x30, info));
    tlv::Reader algorithm(outer.expect(0x30).value);
    const ByteView bits = outer.expect(0x03).value;
    outer.expect_end();
    const ByteView type = algorithm.expect(0x06).value;
    if (bits.empty() || bits[0] != 0)
        throw Error(Errc::malformed, Step::key, "unused bits in a key");
    if (oid::same(type, oid::kRsaEncryption) || oid::same(type, oid::kRsaPss))
        return parse_rsa(bits.subspan(1), key);
    if (oid::same(type, oid::kEcPublicKey)) return parse_ec(algorithm.rest(), bits.subspan(1), key);
    key.problem = Reason::key_unknown_type;
}

}  // namespace

const Curve* parse_curve(ByteView parameters) {
    tlv::Reader reader(parameters);
    if (const auto named = reader.next_if(0x06)) {
        reader.expect_end();
        return Curve::by_oid(named->value);
    }
    // SpecifiedECDomain, BSI TR-03111 §5.1.1: version, fieldID, curve, base, order, cofactor.
    tlv::Reader domain(reader.expect(0x30).value);
    reader.expect_end();
    domain.expect(0x02);
    tlv::Reader field(domain.expect(0x30).value);
    if (!oid::same(field.expect(0x06).value, oid::kPrimeField)) return nullptr;
    ExplicitParameters given{};
    given.p = unsigned_integer(field);
    tlv::Reader coefficients(domain.expect(0x30).value);
    given.a = coefficients.expect(0x04).value;
    given.b = coefficients.expect(0x04).value;
    given.generator = domain.expect(0x04).value;
    given.order = unsigned_integer(domain);
    if (!domain.empty()) given.cofactor = unsigned_integer(domain);
    domain.expect_end();
    return Curve::by_parameters(given);
}

PublicKey parse_public_key(ByteView subject_public_key_info) {
    PublicKey key;
    try {
        parse_spki(subject_public_key_info, key);
    } catch (const Error& error) {
        key.key.reset();
        key.problem = {Reason::key_malformed, {error.what()}};
    }
    return key;
}

namespace {

/// Keys by their encoding: a pure function's results, so nobody can tell whether one was kept but
/// by the time it takes.
class KeptKeys {
public:
    PublicKey of(ByteView info) {
        for (const auto& entry : entries_)
            if (entry.key.usable() && std::ranges::equal(entry.info, info))
                return copy_of(entry.key);
        auto key = parse_public_key(info);
        if (!key.usable()) return key;
        auto& slot = entries_[next_++ % entries_.size()];
        slot = {to_bytes(info), std::move(key)};
        return copy_of(slot.key);
    }

private:
    static PublicKey copy_of(const PublicKey& key) {
        EVP_PKEY_up_ref(key.key.get());
        return {key.type, Key(key.key.get()), key.curve, key.rsa_bits, {}};
    }
    struct Entry {
        Bytes info;
        PublicKey key;
    };
    std::array<Entry, 8> entries_;
    std::size_t next_ = 0;
};

}  // namespace

PublicKey parse_public_key_again(ByteView subject_public_key_info) {
    thread_local KeptKeys kept;
    return kept.of(subject_public_key_info);
}

Bytes PublicKey::numbers() const {
    Bytes numbers = to_bytes(as_octets(description()));
    if (type == KeyType::ec) {
        static constexpr std::size_t kMaxPoint = 1 + 2 * 66;  // P-521
        std::array<std::uint8_t, kMaxPoint> point{};
        std::size_t size = 0;
        require(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                point.size(), &size) == 1,
                "EVP_PKEY_get_octet_string_param");
        append(numbers, ByteView(point).first(size));
        return numbers;
    }
    for (const char* name : {OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E}) {
        BIGNUM* value = nullptr;
        require(EVP_PKEY_get_bn_param(key.get(), name, &value) == 1, "EVP_PKEY_get_bn_param");
        const Number number(value);
        Bytes octets(static_cast<std::size_t>(BN_num_bytes(value)));
        BN_bn2bin(value, octets.data());
        append(numbers, octets);
    }
    return numbers;
}

std::string PublicKey::description() const {
    if (type == KeyType::rsa) return "RSA-" + std::to_string(rsa_bits);
    if (type == KeyType::ec) return curve ? curve->name() : "EC on an unknown curve";
    return "unsupported key";
}

namespace {

void expect_null_or_nothing(tlv::Reader& reader) {
    if (reader.empty()) return;
    if (!reader.expect(0x05).value.empty())
        throw Error(Errc::malformed, Step::algorithm, "a NULL with content");
    reader.expect_end();
}

struct NamedAlgorithm {
    ByteView oid;
    SignatureAlgorithm::Scheme scheme;
    std::optional<Hash> hash;
};
using Scheme = SignatureAlgorithm::Scheme;
const NamedAlgorithm kNamed[] = {
    {oid::kRsaEncryption, Scheme::rsa_pkcs1, {}},
    {oid::kMd5WithRsa, Scheme::rsa_pkcs1, Hash::md5},
    {oid::kSha1WithRsa, Scheme::rsa_pkcs1, Hash::sha1},
    {oid::kSha224WithRsa, Scheme::rsa_pkcs1, Hash::sha224},
    {oid::kSha256WithRsa, Scheme::rsa_pkcs1, Hash::sha256},
    {oid::kSha384WithRsa, Scheme::rsa_pkcs1, Hash::sha384},
    {oid::kSha512WithRsa, Scheme::rsa_pkcs1, Hash::sha512},
    {oid::kEcPublicKey, Scheme::ecdsa, {}},
    {oid::kEcdsaWithSha1, Scheme::ecdsa, Hash::sha1},
    {oid::kEcdsaWithSha224, Scheme::ecdsa, Hash::sha224},
    {oid::kEcdsaWithSha256, Scheme::ecdsa, Hash::sha256},
    {oid::kEcdsaWithSha384, Scheme::ecdsa, Hash::sha384},
    {oid::kEcdsaWithSha512, Scheme::ecdsa, Hash::sha512},
};

/// RSASSA-PSS-params, RFC 4055 §3.1: every value comes from here, none is inferred.
std::optional<SignatureAlgorithm> parse_pss(tlv::Reader& reader) {
    static constexpr std::size_t kMaxSalt = 512;
    SignatureAlgorithm algorithm{Scheme::rsa_pss, Hash::sha1, Hash::sha1, 20};
    if (reader.empty()) return {};
    tlv::Reader params(reader.expect(0x30).value);
    reader.expect_end();
    if (const auto hash = params.next_if(0xA0)) {
        algorithm.hash = parse_digest_algorithm(hash->value);
        if (!algorithm.hash) return {};
    }
    if (const auto mask = params.next_if(0xA1)) {
        tlv::Reader mgf(tlv::unwrap(0x30, mask->value));
        if (!oid::same(mgf.expect(0x06).value, oid::kMgf1)) return {};
        const auto hash = parse_digest_algorithm(mgf.rest());
        if (!hash) return {};
        algorithm.mgf1_hash = *hash;
    }
    if (const auto salt = params.next_if(0xA2)) {
        tlv::Reader number(salt->value);
        const ByteView octets = unsigned_integer(number);
        number.expect_end();
        std::size_t size = 0;
        for (const auto octet : octets.first(std::min<std::size_t>(octets.size(), 3)))
            size = size << 8 | octet;
        if (size > kMaxSalt) return {};
        algorithm.salt_size = static_cast<int>(size);
    }
    if (const auto trailer = params.next_if(0xA3)) {
        tlv::Reader number(trailer->value);
        const ByteView octets = unsigned_integer(number);
        if (octets.size() != 1 || octets[0] != 1) return {};
    }
    params.expect_end();
    return algorithm;
}

}  // namespace

std::optional<SignatureAlgorithm> parse_signature_algorithm(ByteView algorithm_identifier) {
    tlv::Reader reader(tlv::unwrap(0x30, algorithm_identifier));
    const ByteView type = reader.expect(0x06).value;
    if (oid::same(type, oid::kRsaPss)) return parse_pss(reader);
    for (const auto& entry : kNamed) {
        if (!oid::same(entry.oid, type)) continue;
        // Some issuers repeat the curve behind ecPublicKey; it says nothing about the digest.
        if (!oid::same(type, oid::kEcPublicKey)) expect_null_or_nothing(reader);
        SignatureAlgorithm algorithm;
        algorithm.scheme = entry.scheme;
        algorithm.hash = entry.hash;
        return algorithm;
    }
    return {};
}

std::optional<Hash> parse_digest_algorithm(ByteView algorithm_identifier) {
    tlv::Reader reader(tlv::unwrap(0x30, algorithm_identifier));
    const ByteView type = reader.expect(0x06).value;
    expect_null_or_nothing(reader);
    return hash_by_oid(type);
}

std::string SignatureAlgorithm::description() const {
    const std::string with = hash ? std::string(" with ") + name_of(*hash) : "";
    if (scheme == Scheme::ecdsa) return "ECDSA" + with;
    if (scheme == Scheme::rsa_pss)
        return "RSASSA-PSS" + with + ", salt " + std::to_string(salt_size);
    return "RSA PKCS#1 v1.5" + with;
}

}  // namespace card::crypto
