// SPDX-License-Identifier: Apache-2.0
// Keys and signatures of every curve and size that documents may have, signed here by OpenSSL.
#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "card/error.h"
#include "crypto/dh_domain.h"
#include "crypto/oids.h"
#include "crypto/plain_signature.h"
#include "judge/active_authentication.h"
#include "lds/security_infos.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::crypto::Hash;
using card::crypto::PublicKey;
using card::crypto::SignatureAlgorithm;
using card::crypto::SignatureResult;
using Scheme = SignatureAlgorithm::Scheme;

const Bytes kMessage = card::to_bytes(card::as_octets("what the issuer says"));

Bytes subject_public_key_info(EVP_PKEY* key) {
    Bytes octets(static_cast<std::size_t>(i2d_PUBKEY(key, nullptr)));
    unsigned char* at = octets.data();
    i2d_PUBKEY(key, &at);
    return octets;
}

Bytes sign(EVP_PKEY* key, const char* digest, bool pss = false) {
    const card::crypto::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(
        EVP_DigestSignInit_ex(context.get(), &options, digest, nullptr, nullptr, key, nullptr), 1);
    if (pss) EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
    EXPECT_EQ(EVP_DigestSign(context.get(), nullptr, &size, kMessage.data(), kMessage.size()), 1);
    Bytes signature(size);
    EXPECT_EQ(
        EVP_DigestSign(context.get(), signature.data(), &size, kMessage.data(), kMessage.size()),
        1);
    signature.resize(size);
    return signature;
}

Bytes altered(Bytes octets) {
    octets[octets.size() / 2] ^= 1;
    return octets;
}

struct OnCurve {
    const char* group;
    const char* name;
};
std::ostream& operator<<(std::ostream& out, const OnCurve& curve) { return out << curve.name; }

class EveryCurve : public testing::TestWithParam<OnCurve> {};

TEST_P(EveryCurve, named_or_spelt_out_verifies_what_was_signed_and_nothing_else) {
    for (const char* encoding : {"named_curve", "explicit"}) {
        const card::crypto::Key key(EVP_EC_gen(GetParam().group));
        ASSERT_TRUE(key);
        EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING, encoding);
        const PublicKey parsed = card::crypto::parse_public_key(subject_public_key_info(key.get()));
        ASSERT_TRUE(parsed.usable()) << name_of(parsed.problem.reason);
        EXPECT_EQ(parsed.description(), GetParam().name);
        for (const auto& [digest, hash] : {std::pair{"SHA1", Hash::sha1},
                                           {"SHA224", Hash::sha224},
                                           {"SHA256", Hash::sha256},
                                           {"SHA384", Hash::sha384},
                                           {"SHA512", Hash::sha512}}) {
            const Bytes signature = sign(key.get(), digest);
            const SignatureAlgorithm algorithm{Scheme::ecdsa, hash, hash, 0};
            EXPECT_EQ(verify_signature(parsed, algorithm, hash, kMessage, signature),
                      SignatureResult::right)
                << digest;
            EXPECT_EQ(verify_signature(parsed, algorithm, hash, altered(kMessage), signature),
                      SignatureResult::wrong)
                << digest;
            // The same signature as a chip writes it, judged as active authentication.
            card::ActiveAuthenticationRecord record;
            record.challenge = kMessage;
            record.signature =
                card::crypto::plain_of_der(signature, card::crypto::half_signature_size(parsed));
            card::lds::SecurityInfos dg14;
            dg14.active_authentication_hash = hash;
            using Judged = card::judge::SignatureJudgement::Result;
            EXPECT_EQ(card::judge::judge_signature(record, parsed, dg14).result, Judged::right)
                << digest;
            record.signature = altered(record.signature);
            EXPECT_EQ(card::judge::judge_signature(record, parsed, dg14).result, Judged::wrong)
                << digest;
        }
    }
}
INSTANTIATE_TEST_SUITE_P(
    Signatures, EveryCurve,
    testing::Values(OnCurve{"prime192v1", "P-192"}, OnCurve{"brainpoolP192r1", "brainpoolP192r1"},
                    OnCurve{"secp224r1", "P-224"}, OnCurve{"brainpoolP224r1", "brainpoolP224r1"},
                    OnCurve{"prime256v1", "P-256"}, OnCurve{"brainpoolP256r1", "brainpoolP256r1"},
                    OnCurve{"brainpoolP320r1", "brainpoolP320r1"}, OnCurve{"secp384r1", "P-384"},
                    OnCurve{"brainpoolP384r1", "brainpoolP384r1"},
                    OnCurve{"brainpoolP512r1", "brainpoolP512r1"}, OnCurve{"secp521r1", "P-521"}));
INSTANTIATE_TEST_SUITE_P(
    OverFieldsOfCharacteristicTwo, EveryCurve,
    testing::Values(OnCurve{"sect163k1", "sect163k1"}, OnCurve{"sect233r1", "sect233r1"},
                    OnCurve{"sect283k1", "sect283k1"}, OnCurve{"sect409r1", "sect409r1"},
                    OnCurve{"sect571r1", "sect571r1"}, OnCurve{"c2pnb176v1", "c2pnb176v1"},
                    OnCurve{"c2tnb359v1", "c2tnb359v1"}));

TEST(EcKeys, a_point_outside_the_generators_group_is_refused) {
    // (0, 1) has the order 2 on sect283k1: under it anybody could sign.
    Bytes point(1 + 2 * 36);
    point[0] = 0x04;
    point.back() = 1;
    Bytes bits(1);
    card::append(bits, point);
    auto algorithm = card::from_hex("06072A8648CE3D020106052B81040010");  // ecPublicKey, sect283k1
    auto content = card::tlv::make(0x30, algorithm);
    card::tlv::write(content, 0x03, bits);
    const auto key = card::crypto::parse_public_key(card::tlv::make(0x30, content));
    EXPECT_FALSE(key.usable());
    EXPECT_EQ(key.problem,
              card::Because(card::Reason::key_malformed, {card::said("defect.other_group")}));
    EXPECT_FALSE(key.forgeable);
}

TEST(Signatures, that_openssl_does_not_take_are_not_computable_however_many_keys_come_after) {
    const SignatureAlgorithm impossible{Scheme::rsa_pss, Hash::sha256, Hash::sha256, -9};
    for (int round = 0; round < 3; ++round) {
        const card::crypto::Key key(EVP_RSA_gen(1024));
        const PublicKey parsed = card::crypto::parse_public_key(subject_public_key_info(key.get()));
        const Bytes signature = sign(key.get(), "SHA256");
        EXPECT_EQ(verify_signature(parsed, impossible, Hash::sha256, kMessage, signature),
                  SignatureResult::not_computable);
        const SignatureAlgorithm usual{Scheme::rsa_pkcs1, Hash::sha256, Hash::sha256, 0};
        EXPECT_EQ(verify_signature(parsed, usual, Hash::sha256, kMessage, signature),
                  SignatureResult::right);
    }
}

TEST(Signatures, of_ecdsa_are_right_in_plain_form_too_and_in_no_other_length) {
    const card::crypto::Key key(EVP_EC_gen("brainpoolP320r1"));
    const PublicKey parsed = card::crypto::parse_public_key(subject_public_key_info(key.get()));
    const SignatureAlgorithm algorithm{Scheme::ecdsa, Hash::sha256, Hash::sha256, 0};
    const auto result = [&](const Bytes& signature) {
        return verify_signature(parsed, algorithm, Hash::sha256, kMessage, signature);
    };
    const auto plain = card::crypto::plain_of_der(sign(key.get(), "SHA256"), 40);
    EXPECT_EQ(result(plain), SignatureResult::right_in_other_form);
    EXPECT_EQ(result(altered(plain)), SignatureResult::wrong);
    EXPECT_EQ(result(Bytes(80)), SignatureResult::wrong) << "r = s = 0";
    EXPECT_EQ(result({}), SignatureResult::wrong);
    auto longer = plain;
    longer.insert(longer.begin(), 2, 0);
    EXPECT_EQ(result(longer), SignatureResult::wrong);
}

class EverySize : public testing::TestWithParam<unsigned> {};

TEST_P(EverySize, of_rsa_verifies_both_paddings_and_nothing_else) {
    const card::crypto::Key key(EVP_RSA_gen(GetParam()));
    ASSERT_TRUE(key);
    const PublicKey parsed = card::crypto::parse_public_key(subject_public_key_info(key.get()));
    ASSERT_TRUE(parsed.usable()) << name_of(parsed.problem.reason);
    EXPECT_EQ(parsed.rsa_bits, GetParam());
    for (const bool pss : {false, true}) {
        const Bytes signature = sign(key.get(), "SHA256", pss);
        const int salt = static_cast<int>(GetParam() / 8 - 32 -
                                          2);  // OpenSSL signs with the longest there is room for
        const SignatureAlgorithm algorithm{pss ? Scheme::rsa_pss : Scheme::rsa_pkcs1, Hash::sha256,
                                           Hash::sha256, salt};
        EXPECT_EQ(verify_signature(parsed, algorithm, Hash::sha256, kMessage, signature),
                  SignatureResult::right)
            << pss;
        EXPECT_EQ(verify_signature(parsed, algorithm, Hash::sha256, kMessage, altered(signature)),
                  SignatureResult::wrong)
            << pss;
    }
}
INSTANTIATE_TEST_SUITE_P(Signatures, EverySize, testing::Values(1024U, 1536U, 2048U, 3072U, 4096U));

/// A key of this modulus, odd and of full length; nobody knows its factors.
PublicKey rsa_of(std::size_t bits) {
    Bytes modulus(bits / 8 + 1, 0xC5);
    modulus[0] = 0;
    Bytes numbers = card::tlv::make(0x02, modulus);
    card::append(numbers, card::from_hex("0203010001"));
    Bytes bit_string{0};
    card::append(bit_string, card::tlv::make(0x30, numbers));
    Bytes content = card::from_hex("300D06092A864886F70D0101010500");
    card::append(content, card::tlv::make(0x03, bit_string));
    return card::crypto::parse_public_key(card::tlv::make(0x30, content));
}

TEST(RsaKeys, below_1024_bits_and_above_8192_are_refused) {
    for (const std::size_t bits : {1024U, 2048U, 8192U})
        EXPECT_TRUE(rsa_of(bits).usable()) << bits << ": " << name_of(rsa_of(bits).problem.reason);
    for (const std::size_t bits : {512U, 1016U, 8200U, 16384U})
        EXPECT_FALSE(rsa_of(bits).usable()) << bits;
}

TEST(SecurityInfos, a_dh_key_on_standardised_parameters_names_them_by_number) {
    const auto* domain = card::crypto::Domain::by_id(2);
    ASSERT_TRUE(domain);
    const Bytes public_value(256, 0x5A);
    Bytes algorithm = card::tlv::make(0x06, card::oid::kStandardizedDomainParameters);
    card::append(algorithm, card::from_hex("020102"));
    Bytes bits{0};
    card::append(bits, card::tlv::make(0x02, public_value));
    Bytes key = card::tlv::make(0x30, algorithm);
    card::append(key, card::tlv::make(0x03, bits));
    Bytes info = card::tlv::make(0x06, card::oid::kPublicKeyDh);
    card::append(info, card::tlv::make(0x30, key));
    card::append(info, card::from_hex("020109"));
    const Bytes set = card::tlv::make(0x31, card::tlv::make(0x30, info));
    const auto infos = card::lds::parse_security_infos(set);
    ASSERT_EQ(infos.chip_keys.size(), 1U);
    EXPECT_EQ(infos.chip_keys[0].domain_id, 2);
    EXPECT_EQ(infos.chip_keys[0].domain.get(), domain);
    EXPECT_EQ(infos.chip_keys[0].agreement, card::lds::Agreement::dh);
    EXPECT_EQ(infos.chip_keys[0].public_key, public_value);
    EXPECT_EQ(infos.chip_keys[0].key_id, card::from_hex("09"));
}

}  // namespace
