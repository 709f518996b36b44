// SPDX-License-Identifier: Apache-2.0
// Properties over ten thousand runs each: leading zero octets are part of secrets, coordinates and
// signatures.
#include <gtest/gtest.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>

#include "crypto/ec.h"
#include "crypto/iso9796.h"
#include "crypto/openssl_ptr.h"
#include "simulated/chip_crypto.h"
#include "support/fixtures.h"

namespace {

simulated::Octets octets(card::ByteView view) {
    return simulated::Octets(view.begin(), view.end());
}

/// As often as asked for, then on until a value began with a zero octet, as one of 256 does: that
/// none of 20 000 did has the chance e^-78, so chance alone turns no test red.
bool goes_on(int run, int leading_zeros) {
    constexpr int most_runs = 20'000;
    return run < support::chances() || (leading_zeros == 0 && run < most_runs);
}

TEST(Properties, shared_secrets_equal_a_strangers_and_keep_their_leading_zeros) {
    const auto& curve = *card::crypto::Curve::by_id(12);
    const simulated::CurveArithmetic stranger("prime256v1");
    card::SystemRandom random;
    int leading_zeros = 0;
    for (int run = 0; goes_on(run, leading_zeros); ++run) {
        const auto k = curve.random_scalar(random);
        const auto theirs = stranger.times(
            stranger.generator(),
            {static_cast<std::uint8_t>(run >> 8), static_cast<std::uint8_t>(run), 1});
        const auto point =
            curve.times(*curve.decode(card::Bytes(theirs.begin(), theirs.end())), *k);
        const auto x = curve.x_coordinate(*point);
        ASSERT_EQ(x.size(), 32U);
        leading_zeros += x.view()[0] == 0;
        card::Bytes scalar(32);
        BN_bn2binpad(k.get(), scalar.data(), 32);
        ASSERT_EQ(octets(x.view()), stranger.x_of(stranger.times(theirs, octets(scalar))));
    }
    EXPECT_GT(leading_zeros, 0);
}

TEST(Properties, x_coordinates_are_those_of_the_encoded_point) {
    const auto& curve = *card::crypto::Curve::by_id(
        10);  // P-224, where zeros are as frequent and arithmetic is fast
    card::SystemRandom random;
    int leading_zeros = 0;
    for (int run = 0; goes_on(run, leading_zeros); ++run) {
        const auto point = curve.times_generator(*curve.random_scalar(random));
        const auto encoded = curve.encode(*point);
        const auto x = curve.x_coordinate(*point);
        ASSERT_TRUE(
            std::ranges::equal(x.view(), card::ByteView(encoded).subspan(1, curve.field_size())));
        leading_zeros += x.view()[0] == 0;
    }
    EXPECT_GT(leading_zeros, 0);
}

struct RsaPair {
    std::string private_pem;
    card::crypto::PublicKey key;
};

RsaPair make_rsa(unsigned bits) {
    RsaPair pair;
    const card::crypto::Key key(EVP_RSA_gen(bits));
    const card::crypto::Owner<BIO, BIO_free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    pair.private_pem.assign(text, static_cast<std::size_t>(size));
    unsigned char* der = nullptr;
    const int der_size = i2d_PUBKEY(key.get(), &der);
    pair.key = card::crypto::parse_public_key({der, static_cast<std::size_t>(der_size)});
    OPENSSL_free(der);
    return pair;
}

TEST(Properties, rsa_recoveries_keep_their_leading_zeros) {
    const auto pair = make_rsa(1024);
    card::SystemRandom random;
    for (int run = 0; run < support::chances(); ++run) {
        card::Bytes message(128);
        random.fill(message);
        const std::size_t zeros = 1 + static_cast<std::size_t>(run) % 20;
        std::fill_n(message.begin(), zeros, std::uint8_t{0});
        const auto signature = simulated::rsa_private(pair.private_pem, octets(message));
        const auto recovered =
            card::crypto::rsa_recover(pair.key, card::Bytes(signature.begin(), signature.end()));
        ASSERT_TRUE(recovered);
        ASSERT_EQ(*recovered, message);
    }
}

TEST(Properties,
     active_authentication_takes_right_signatures_with_leading_zeros_and_no_altered_one) {
    const auto pair = make_rsa(1024);
    card::SystemRandom random;
    int leading_zeros = 0;
    for (int run = 0; goes_on(run, leading_zeros); ++run) {
        card::Bytes challenge(8), m1(128 - 1 - 32 - 2);
        random.fill(challenge);
        random.fill(m1);
        const auto hash =
            simulated::sha("SHA256", simulated::operator+(octets(m1), octets(challenge)));
        simulated::Octets representative{0x6A};
        representative.insert(representative.end(), m1.begin(), m1.end());
        representative.insert(representative.end(), hash.begin(), hash.end());
        representative.insert(representative.end(), {0x34, 0xCC});
        const auto made = simulated::rsa_private(pair.private_pem, representative);
        card::Bytes signature(made.begin(), made.end());
        leading_zeros += signature[0] == 0;
        ASSERT_TRUE(card::crypto::verify_iso9796(pair.key, challenge, signature).right);
        signature[static_cast<std::size_t>(run) % 128] ^= 0x10;
        ASSERT_FALSE(card::crypto::verify_iso9796(pair.key, challenge, signature).right);
    }
    EXPECT_GT(leading_zeros, 0);
}

TEST(Properties, an_rsa_key_with_exponent_one_is_refused) {
    // SubjectPublicKeyInfo of a 1024-bit modulus with e = 1: with it anybody "signs".
    card::Bytes n(128, 0xFF);
    n.insert(n.begin(), 0);
    const auto integer = [](const card::Bytes& value) {
        card::Bytes out{0x02};
        if (value.size() > 127) out.push_back(0x81);
        out.push_back(static_cast<std::uint8_t>(value.size()));
        card::append(out, value);
        return out;
    };
    const auto wrap = [](std::uint8_t tag, const card::Bytes& value) {
        card::Bytes out{tag};
        if (value.size() > 127) out.push_back(0x81);
        out.push_back(static_cast<std::uint8_t>(value.size()));
        card::append(out, value);
        return out;
    };
    card::Bytes numbers = integer(n);
    card::append(numbers, integer({0x01}));
    card::Bytes bits{0};
    card::append(bits, wrap(0x30, numbers));
    card::Bytes info = card::from_hex("300D06092A864886F70D0101010500");
    card::append(info, wrap(0x03, bits));
    const auto key = card::crypto::parse_public_key(wrap(0x30, info));
    EXPECT_FALSE(key.usable());
    EXPECT_EQ(key.problem, card::Reason::key_rsa_exponent);
}

}  // namespace
