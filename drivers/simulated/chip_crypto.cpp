// SPDX-License-Identifier: Apache-2.0
#include "chip_crypto.h"

#include <openssl/core_names.h>
#include <openssl/obj_mac.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace simulated {
namespace {

void check(bool done) {
    if (!done) throw std::runtime_error("the simulated card: OpenSSL refused");
}

const char* cipher_name(Block block) {
    switch (block) {
        case Block::des: return "DES-EDE-CBC";
        case Block::aes128: return "AES-128-CBC";
        case Block::aes192: return "AES-192-CBC";
        case Block::aes256: return "AES-256-CBC";
    }
    return "";
}

Octets crypt(const char* name, const Octets& key, const Octets& iv, const Octets& data,
             bool encrypt) {
    std::unique_ptr<EVP_CIPHER, void (*)(EVP_CIPHER*)> cipher(
        EVP_CIPHER_fetch(nullptr, name, nullptr), EVP_CIPHER_free);
    std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                       EVP_CIPHER_CTX_free);
    check(EVP_CipherInit_ex2(context.get(), cipher.get(), key.data(), iv.data(), encrypt,
                             nullptr) == 1);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Octets out(data.size() + 32);
    int length = 0;
    check(EVP_CipherUpdate(context.get(), out.data(), &length, data.data(),
                           static_cast<int>(data.size())) == 1);
    out.resize(static_cast<std::size_t>(length));
    return out;
}

Octets first(const Octets& octets, std::size_t count) {
    return Octets(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(count));
}
Octets from(const Octets& octets, std::size_t start) {
    return Octets(octets.begin() + static_cast<std::ptrdiff_t>(start), octets.end());
}

using Bignum = std::unique_ptr<BIGNUM, void (*)(BIGNUM*)>;
Bignum number(const Octets& octets) {
    return Bignum(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr), BN_free);
}
using EcPoint = std::unique_ptr<EC_POINT, void (*)(EC_POINT*)>;
EcPoint decode(const EC_GROUP* group, const Octets& octets) {
    EcPoint point(EC_POINT_new(group), EC_POINT_free);
    if (EC_POINT_oct2point(group, point.get(), octets.data(), octets.size(), nullptr) != 1)
        throw Status{0x6A80};
    return point;
}
Octets encode(const EC_GROUP* group, const EC_POINT* point) {
    Octets out(512);
    out.resize(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, out.data(),
                                  out.size(), nullptr));
    return out;
}

std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> private_key(const std::string& pem) {
    std::unique_ptr<BIO, int (*)(BIO*)> bio(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    check(key != nullptr);
    return key;
}

}  // namespace

Octets sha(const char* name, const Octets& data) {
    Octets out(64);
    std::size_t length = 0;
    check(EVP_Q_digest(nullptr, name, nullptr, data.data(), data.size(), out.data(), &length) == 1);
    out.resize(length);
    return out;
}

Octets random_octets(std::size_t count) {
    Octets out(count);
    check(RAND_bytes(out.data(), static_cast<int>(count)) == 1);
    return out;
}

Octets session_key(Block block, const Octets& secret, std::uint8_t counter) {
    const bool wide = block == Block::aes192 || block == Block::aes256;
    const Octets all = sha(wide ? "SHA256" : "SHA1", secret + Octets{0, 0, 0, counter});
    return first(all, block == Block::aes256 ? 32 : block == Block::aes192 ? 24 : 16);
}

Octets cbc(Block block, const Octets& key, const Octets& iv, const Octets& data, bool encrypt) {
    return crypt(cipher_name(block), key, iv, data, encrypt);
}

Octets padded(Octets data, std::size_t block) {
    data.push_back(0x80);
    data.resize((data.size() + block - 1) / block * block);
    return data;
}

Octets checksum(Block block, const Octets& key, const Octets& data) {
    if (block != Block::des) {
        Octets out(16);
        std::size_t length = 0;
        check(EVP_Q_mac(nullptr, "CMAC", nullptr, cipher_name(block), nullptr, key.data(),
                        key.size(), data.data(), data.size(), out.data(), out.size(),
                        &length) != nullptr);
        return first(out, 8);
    }
    // Retail MAC: DES-CBC under the first half, then decrypt under the second and encrypt under the
    // first.
    const Octets ka = first(key, 8), kb = from(key, 8);
    const auto des = [](const Octets& k, const Octets& block8, bool encrypt) {
        return crypt("DES-EDE3-CBC", k + k + k, Octets(8), block8, encrypt);
    };
    Octets state(8);
    for (std::size_t at = 0; at < data.size(); at += 8) {
        for (std::size_t i = 0; i < 8; ++i)
            state[i] = static_cast<std::uint8_t>(state[i] ^ data[at + i]);
        state = des(ka, state, true);
    }
    return des(ka, des(kb, state, false), true);
}

CurveArithmetic::CurveArithmetic(const std::string& name)
    : group_(EC_GROUP_new_by_curve_name(OBJ_sn2nid(name.c_str()))) {
    check(group_ != nullptr);
}
CurveArithmetic::~CurveArithmetic() { EC_GROUP_free(group_); }

std::size_t CurveArithmetic::field_octets() const {
    return static_cast<std::size_t>(EC_GROUP_get_degree(group_) + 7) / 8;
}

Octets CurveArithmetic::random_scalar() const {
    Bignum k(BN_new(), BN_free);
    do check(BN_priv_rand_range(k.get(), EC_GROUP_get0_order(group_)) == 1);
    while (BN_is_zero(k.get()));
    Octets out(static_cast<std::size_t>(BN_num_bytes(k.get())));
    BN_bn2bin(k.get(), out.data());
    return out;
}

Octets CurveArithmetic::generator() const {
    return encode(group_, EC_GROUP_get0_generator(group_));
}

Octets CurveArithmetic::times(const Octets& point, const Octets& k) const {
    const auto q = decode(group_, point);
    const auto factor = number(k);
    EcPoint result(EC_POINT_new(group_), EC_POINT_free);
    check(EC_POINT_mul(group_, result.get(), nullptr, q.get(), factor.get(), nullptr) == 1);
    return encode(group_, result.get());
}

Octets CurveArithmetic::sum(const Octets& a, const Octets& b) const {
    EcPoint result(EC_POINT_new(group_), EC_POINT_free);
    check(EC_POINT_add(group_, result.get(), decode(group_, a).get(), decode(group_, b).get(),
                       nullptr) == 1);
    return encode(group_, result.get());
}

Octets CurveArithmetic::x_of(const Octets& point) const {
    const Octets whole = encode(group_, decode(group_, point).get());
    return Octets(whole.begin() + 1,
                  whole.begin() + 1 + static_cast<std::ptrdiff_t>(field_octets()));
}

std::string curve_name(int parameter_id) {
    switch (parameter_id) {
        case 8: return SN_X9_62_prime192v1;
        case 9: return SN_brainpoolP192r1;
        case 10: return SN_secp224r1;
        case 11: return SN_brainpoolP224r1;
        case 12: return SN_X9_62_prime256v1;
        case 13: return SN_brainpoolP256r1;
        case 14: return SN_brainpoolP320r1;
        case 15: return SN_secp384r1;
        case 16: return SN_brainpoolP384r1;
        case 17: return SN_brainpoolP512r1;
        case 18: return SN_secp521r1;
        default: throw Status{0x6A80};
    }
}

Octets rsa_private(const std::string& pem, const Octets& representative) {
    const auto key = private_key(pem);
    std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> context(
        EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free);
    Octets out(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
    std::size_t length = out.size();
    check(EVP_PKEY_sign_init(context.get()) == 1 &&
          EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1 &&
          EVP_PKEY_sign(context.get(), out.data(), &length, representative.data(),
                        representative.size()) == 1);
    return out;
}

Octets rsa_complement(const std::string& pem, const Octets& number) {
    const auto key = private_key(pem);
    BIGNUM* raw = nullptr;
    check(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_RSA_N, &raw) == 1);
    const Bignum modulus(raw, BN_free),
        s(BN_bin2bn(number.data(), static_cast<int>(number.size()), nullptr), BN_free);
    Octets out(number.size());
    check(BN_sub(s.get(), modulus.get(), s.get()) == 1 &&
          BN_bn2binpad(s.get(), out.data(), static_cast<int>(out.size())) > 0);
    return out;
}

Octets ecdsa(const std::string& pem, const char* digest, const Octets& data, bool plain) {
    const auto key = private_key(pem);
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    Octets der(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
    std::size_t length = der.size();
    check(EVP_DigestSignInit_ex(context.get(), nullptr, digest, nullptr, nullptr, key.get(),
                                nullptr) == 1 &&
          EVP_DigestSign(context.get(), der.data(), &length, data.data(), data.size()) == 1);
    der.resize(length);
    if (!plain) return der;
    BIGNUM* raw = nullptr;
    check(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_EC_ORDER, &raw) == 1);
    const Bignum order(raw, BN_free);
    const auto half = static_cast<int>(BN_num_bytes(order.get()));
    const unsigned char* at = der.data();
    std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> signature(
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
    Octets out(static_cast<std::size_t>(2 * half));
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out.data(), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out.data() + half, half);
    return out;
}

namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

Key public_key(const char* type, OSSL_PARAM* parameters) {
    const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        throw Status{0x6A80};
    return {key, EVP_PKEY_free};
}

bool verified(EVP_PKEY* key, const char* digest, const Octets& data, const Octets& signature,
              bool pss) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    EVP_PKEY_CTX* parameters = nullptr;
    if (EVP_DigestVerifyInit_ex(context.get(), &parameters, digest, nullptr, nullptr, key,
                                nullptr) != 1)
        return false;
    if (pss && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
                EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), data.data(),
                            data.size()) == 1;
}

}  // namespace

bool ecdsa_right(const std::string& curve, const Octets& point, const char* digest,
                 const Octets& data, const Octets& plain) {
    std::string name = curve;
    Octets octets = point;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size()),
        OSSL_PARAM_construct_end()};
    const auto key = public_key("EC", parameters);
    const auto half = static_cast<int>(plain.size() / 2);
    const std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> signature(ECDSA_SIG_new(),
                                                                     ECDSA_SIG_free);
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(plain.data(), half, nullptr),
                   BN_bin2bn(plain.data() + half, half, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    const Octets encoded(der, der + size);
    OPENSSL_free(der);
    return verified(key.get(), digest, data, encoded, false);
}

bool rsa_right(const Octets& modulus, const Octets& exponent, const char* digest, bool pss,
               const Octets& data, const Octets& signature) {
    Octets n(modulus.rbegin(), modulus.rend()),
        e(exponent.rbegin(), exponent.rend());  // native order of the machine
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_N, n.data(), n.size()),
                               OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_E, e.data(), e.size()),
                               OSSL_PARAM_construct_end()};
    return verified(public_key("RSA", parameters).get(), digest, data, signature, pss);
}

std::size_t rsa_octets(const std::string& pem) {
    return static_cast<std::size_t>(EVP_PKEY_get_size(private_key(pem).get()));
}

}  // namespace simulated
