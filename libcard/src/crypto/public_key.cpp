// SPDX-License-Identifier: Apache-2.0
#include "crypto/public_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "card/error.h"
#include "crypto/der_number.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::crypto {
namespace {

std::size_t bits_of(ByteView magnitude) {
    std::size_t bits = magnitude.size() * 8;
    for (std::uint8_t top = magnitude[0]; bits > 0 && !(top & 0x80);
         top = static_cast<std::uint8_t>(top << 1))
        --bits;
    return bits;
}

/// Under it every message is its own signature.
bool is_identity(ByteView e) { return e.size() == 1 && e[0] == 1; }

/// OpenSSL takes e = 1 as the identity, with which anybody signs; the exponents in use are 3 and
/// above, and odd.
Reason rsa_problem(ByteView n, ByteView e) {
    const std::size_t bits = bits_of(n);
    if (bits < kMinRsaBits) return Reason::key_rsa_size;
    if (bits > kMaxRsaBits) return Reason::key_rsa_large;
    if (!(n.back() & 1)) return Reason::key_rsa_even;
    if (is_identity(e)) return Reason::key_rsa_exponent;
    if (!(e.back() & 1) || e.size() > 8) return Reason::key_rsa_exponent_unusual;
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
        key.forgeable =
            key.rsa_bits < kMinRsaBits || is_identity(e) || problem == Reason::key_rsa_even;
        return;
    }
    key.key = rsa_key(n, e);
    if (!key.key) key.problem = Reason::key_rsa_refused;
}

void parse_ec(ByteView parameters, ByteView point, PublicKey& key) {
    key.type = KeyType::ec;
    const auto found = find_curve(parameters);
    key.curve = found.curve;
    if (!key.curve) {
        key.forgeable = found.chosen;
        key.problem = found.chosen ? Reason::key_unknown_curve : Reason::key_curve_not_supported;
        return;
    }
    if (key.curve->order_bits() < kMinOrderBits) {
        key.forgeable = true;
        key.problem = {Reason::key_curve_small, {key.curve->name()}};
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
        throw Error(Errc::malformed, Step::key, said("defect.key_bits"));
    if (oid::same(type, oid::kRsaEncryption) || oid::same(type, oid::kRsaPss))
        return parse_rsa(bits.subspan(1), key);
    if (oid::same(type, oid::kEcPublicKey)) return parse_ec(algorithm.rest(), bits.subspan(1), key);
    key.problem = Reason::key_unknown_type;
}

}  // namespace

PublicKey parse_public_key(ByteView subject_public_key_info) {
    PublicKey key;
    try {
        parse_spki(subject_public_key_info, key);
    } catch (const Error& error) {
        key.key.reset();
        key.problem = {Reason::key_malformed, {error.sentence()}};
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
        return {key.type, Key(key.key.get()), key.curve, key.rsa_bits, {}, false};
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
        static constexpr std::size_t kMaxPoint = 1 + 2 * 72;  // sect571r1
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

struct NamedAlgorithm {
    ByteView oid;
    SignatureAlgorithm::Scheme scheme;
    std::optional<Hash> hash;
};
using Scheme = SignatureAlgorithm::Scheme;

/// ecdsa-plain-SHA1 and its sisters (BSI TR-03111 §5.2.1.1).
constexpr auto plain(std::uint8_t arc) {
    std::array<std::uint8_t, oid::kEcdsaPlain.size() + 1> whole{};
    std::ranges::copy(oid::kEcdsaPlain, whole.begin());
    whole.back() = arc;
    return whole;
}
constexpr auto kPlainWithSha1 = plain(1), kPlainWithSha224 = plain(2), kPlainWithSha256 = plain(3),
               kPlainWithSha384 = plain(4), kPlainWithSha512 = plain(5);

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
    {kPlainWithSha1, Scheme::ecdsa, Hash::sha1},
    {kPlainWithSha224, Scheme::ecdsa, Hash::sha224},
    {kPlainWithSha256, Scheme::ecdsa, Hash::sha256},
    {kPlainWithSha384, Scheme::ecdsa, Hash::sha384},
    {kPlainWithSha512, Scheme::ecdsa, Hash::sha512},
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
        SignatureAlgorithm algorithm;
        algorithm.scheme = entry.scheme;
        algorithm.hash = entry.hash;
        return algorithm;
    }
    return {};
}

std::optional<Hash> parse_digest_algorithm(ByteView algorithm_identifier) {
    tlv::Reader reader(tlv::unwrap(0x30, algorithm_identifier));
    return hash_by_oid(reader.expect(0x06).value);
}

bool is_odd_algorithm(ByteView algorithm_identifier) {
    static constexpr std::uint8_t kNull[] = {0x05, 0x00};
    tlv::Reader reader(tlv::unwrap(0x30, algorithm_identifier));
    const ByteView type = reader.expect(0x06).value;
    if (oid::same(type, oid::kEcPublicKey) || oid::below(oid::kEcdsaPlain, type)) return true;
    return !oid::same(type, oid::kRsaPss) && !reader.empty() && !oid::same(reader.rest(), kNull);
}

bool is_broken_digest(ByteView algorithm_identifier) {
    // RSA's arcs (1.2.840.113549): digests 2.2, 2.4, 2.5; with RSA 1.1.2, 1.1.3, 1.1.4.
    static constexpr std::array<std::uint8_t, 7> kDigest{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02};
    static constexpr std::array<std::uint8_t, 8> kWithRsa{0x2A, 0x86, 0x48, 0x86,
                                                          0xF7, 0x0D, 0x01, 0x01};
    const ByteView type = tlv::Reader(tlv::unwrap(0x30, algorithm_identifier)).expect(0x06).value;
    const auto last = type.empty() ? 0 : type.back();
    if (type.size() == kDigest.size() + 1 && oid::below(kDigest, type))
        return last == 2 || last == 4 || last == 5;
    return type.size() == kWithRsa.size() + 1 && oid::below(kWithRsa, type) && last >= 2 &&
           last <= 4;
}

Because PublicKey::oddity() const {
    const bool weak = type == KeyType::rsa ? rsa_bits < kStrongRsaBits
                                           : curve && curve->order_bits() < kStrongOrderBits;
    if (weak) return {Reason::key_weak, {description()}};
    if (curve && !curve->is_standardised()) return {Reason::key_unusual_curve, {description()}};
    return {};
}

std::string SignatureAlgorithm::description() const {
    const std::string with = hash ? std::string(" with ") + name_of(*hash) : "";
    if (scheme == Scheme::ecdsa) return "ECDSA" + with;
    if (scheme == Scheme::rsa_pss)
        return "RSASSA-PSS" + with + ", salt " + std::to_string(salt_size);
    return "RSA PKCS#1 v1.5" + with;
}

}  // namespace card::crypto
