// SPDX-License-Identifier: Apache-2.0
// Doc 9303-11 appendices G.2 (generic mapping over numbers), H.1 and H.2 (integrated mapping), I
// (chip authentication mapping), every intermediate value; the BSI's examples of chip
// authentication, version 2.
#include <gtest/gtest.h>

#include "access/pace.h"
#include "card/error.h"
#include "crypto/domain.h"
#include "crypto/hash.h"
#include "crypto/pseudo_random.h"
#include "support/chip_authentication_2.h"
#include "support/scripted_channel.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::SecretBytes;
using card::to_hex;
using card::crypto::Domain;
using card::crypto::Symmetric;
using support::hex_of;
using support::text_of;
using support::vector_file;

std::string dynamic(unsigned tag, const std::string& value) {
    return to_hex(card::tlv::make(0x7C, card::tlv::make(tag, from_hex(value)))) + "9000";
}

/// A password of these octets: in H.1 and H.2 only the key derived from it is published.
card::lds::PaceInfo info_of(const std::string& pace_info) {
    return card::lds::parse_security_infos(card::tlv::make(0x31, from_hex(pace_info))).pace.at(0);
}

/// The published run against the published chip: what is sent, and the keys. `last` is the chip's
/// answer to the token.
card::access::PaceResult run_of_generic_mapping(const nlohmann::json& v, const card::AccessKey& key,
                                                const card::lds::PaceInfo& info,
                                                const std::string& last) {
    Bytes chance = hex_of(v, "sk_map_ifd");
    card::append(chance, hex_of(v, "sk_ifd"));
    support::ScriptedRandom random(chance);
    support::ScriptedChannel channel({"9000", dynamic(0x80, text_of(v, "z")),
                                      dynamic(0x82, text_of(v, "pk_map_ic")),
                                      dynamic(0x84, text_of(v, "pk_ic")), last});
    auto result = card::access::pace(channel, key, info, random);
    EXPECT_EQ(channel.dynamic_value(2, 0x81), text_of(v, "pk_map_ifd"));
    EXPECT_EQ(channel.dynamic_value(3, 0x83), text_of(v, "pk_ifd"));
    EXPECT_EQ(channel.dynamic_value(4, 0x85), text_of(v, "T_IFD"));
    EXPECT_EQ(to_hex(result.keys.encryption.view()), text_of(v, "KS_ENC"));
    EXPECT_EQ(to_hex(result.keys.mac.view()), text_of(v, "KS_MAC"));
    return result;
}

TEST(WorkedExamples, pace_over_numbers_sends_and_derives_every_value_of_appendix_g2) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appG2_PACE_DH_GM.json");
    const auto& mrz = v.at("mrz");
    const auto key = card::AccessKey::from_document(text_of(mrz, "doc"), text_of(mrz, "dob"),
                                                    text_of(mrz, "exp"));
    EXPECT_EQ(to_hex(key.password().view()), text_of(v, "K"));
    EXPECT_EQ(to_hex(card::crypto::derive_key(Symmetric::aes128, key.password().view(), 3).view()),
              text_of(v, "K_pi"));
    const auto info = info_of(text_of(v, "PACEInfo"));
    ASSERT_TRUE(card::lds::can_run(info));
    EXPECT_EQ(info.mapping_name(), "DH-GM");
    run_of_generic_mapping(v, key, info, dynamic(0x86, text_of(v, "T_IC")));
}

TEST(WorkedExamples, generic_mapping_over_numbers_has_the_intermediate_values_of_appendix_g2) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appG2_PACE_DH_GM.json");
    const auto& domain = *Domain::by_id(0);
    const auto nonce = SecretBytes(hex_of(v, "nonce_s"));
    const auto own = domain.secret(hex_of(v, "sk_map_ifd"));
    EXPECT_EQ(to_hex(domain.agree(hex_of(v, "pk_map_ic"), *own).view()), text_of(v, "H"));
    const auto generator = domain.map_generic(nonce, hex_of(v, "pk_map_ic"), *own);
    EXPECT_EQ(to_hex(generator), text_of(v, "g_mapped"));
    EXPECT_EQ(to_hex(domain.public_key_on(generator, *domain.secret(hex_of(v, "sk_ic")))),
              text_of(v, "pk_ic"));
    EXPECT_EQ(to_hex(domain.agree(hex_of(v, "pk_ic"), *domain.secret(hex_of(v, "sk_ifd"))).view()),
              text_of(v, "shared_secret"));
}

struct Integrated {
    const char* file;
    int parameter_id;
    const char* generator;
};
class IntegratedMapping : public testing::TestWithParam<Integrated> {};

TEST_P(IntegratedMapping, has_every_published_value) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file(GetParam().file);
    const auto& domain = *Domain::by_id(GetParam().parameter_id);
    card::crypto::Cipher cipher(Symmetric::aes128, SecretBytes(hex_of(v, "K_pi")));
    const SecretBytes s(cipher.decrypt(hex_of(v, "z"), Bytes(16))), t(hex_of(v, "nonce_t"));
    EXPECT_EQ(to_hex(s.view()), text_of(v, "nonce_s"));
    const auto random =
        card::crypto::integrated_pseudo_random(Symmetric::aes128, s, t, domain.field_bits());
    EXPECT_EQ(to_hex(random.view()), text_of(v, "R_st"));
    const auto generator = domain.map_integrated(random.view());
    EXPECT_EQ(to_hex(generator), text_of(v, GetParam().generator));
    EXPECT_EQ(domain.map_integrated(hex_of(v, "Rp_st")), generator);
    // The published exponent of H.2 is longer than the group's order; the key is the same.
    const auto own = domain.secret(hex_of(v, "sk_ifd"));
    EXPECT_EQ(to_hex(domain.public_key_on(generator, *own)), text_of(v, "pk_ifd"));
    const auto keys =
        card::SessionKeys::from_secret(Symmetric::aes128, domain.agree(hex_of(v, "pk_ic"), *own));
    EXPECT_EQ(to_hex(keys.encryption.view()), text_of(v, "KS_ENC"));
    EXPECT_EQ(to_hex(keys.mac.view()), text_of(v, "KS_MAC"));
}
INSTANTIATE_TEST_SUITE_P(
    WorkedExamples, IntegratedMapping,
    testing::Values(Integrated{"icao9303-11_appH1_PACE_ECDH_IM.json", 13, "G_mapped"},
                    Integrated{"icao9303-11_appH2_PACE_DH_IM.json", 0, "g_mapped"}));

TEST(WorkedExamples, chip_authentication_mapping_has_every_value_of_appendix_i) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appI_PACE_CAM.json");
    const auto& mrz = v.at("mrz");
    const auto key = card::AccessKey::from_document(text_of(mrz, "doc"), text_of(mrz, "dob"),
                                                    text_of(mrz, "exp"));
    const auto info = info_of("3012060A04007F0007020204060202010202010D");
    ASSERT_TRUE(card::lds::can_run(info));
    Bytes last = card::tlv::make(0x86, hex_of(v, "T_IC"));
    card::tlv::write(last, 0x8A, hex_of(v, "encrypted_CA_data"));
    const auto result =
        run_of_generic_mapping(v, key, info, to_hex(card::tlv::make(0x7C, last)) + "9000");
    EXPECT_EQ(to_hex(result.chip_mapping.chip_authentication_data), text_of(v, "CA_data"));
    EXPECT_EQ(to_hex(result.chip_mapping.mapping_key), text_of(v, "pk_map_ic"));
    const auto& domain = *Domain::by_id(13);
    EXPECT_EQ(to_hex(domain.public_key_on(hex_of(v, "PK_IC_static"),
                                          *domain.secret(hex_of(v, "CA_data")))),
              text_of(v, "pk_map_ic"));
}

struct Version2 {
    const char* file;
    const char* prefix;
    int parameter_id;
};
class ChipAuthentication2 : public testing::TestWithParam<Version2> {};

TEST_P(ChipAuthentication2, derives_keys_and_token_of_the_bsi_example) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file(GetParam().file).at("values");
    const auto value = [&](const char* name) {
        return hex_of(v, (std::string(GetParam().prefix) + name).c_str());
    };
    const auto& domain = *Domain::by_id(GetParam().parameter_id);
    const auto secret =
        domain.agree(value("ca_picc_pub_key"), *domain.secret(value("ca_pcd_priv_key")));
    EXPECT_EQ(card::to_bytes(secret.view()), value("ca_shared_secret_k"));
    const auto keys =
        support::chip_authentication_2_keys(Symmetric::aes128, secret, value("ca_nonce"));
    EXPECT_EQ(card::to_bytes(keys.encryption.view()), value("ca_k_enc"));
    EXPECT_EQ(card::to_bytes(keys.mac.view()), value("ca_k_mac"));
    const Bytes oid =
        from_hex(GetParam().parameter_id <= 2 ? "04007F00070202030102" : "04007F00070202030202");
    EXPECT_TRUE(support::chip_authentication_2_token_right(
        keys, oid, domain, value("ca_pcd_pub_key"), value("ca_picc_token")));
    auto wrong = value("ca_picc_token");
    wrong.back() ^= 1;
    EXPECT_FALSE(support::chip_authentication_2_token_right(keys, oid, domain,
                                                            value("ca_pcd_pub_key"), wrong));
}
INSTANTIATE_TEST_SUITE_P(Bsi, ChipAuthentication2,
                         testing::Values(Version2{"bsi_eac2_worked_example_ECDH.json", "tc_ecdh_",
                                                  13},
                                         Version2{"bsi_eac2_worked_example_DH.json", "tc_dh_", 0}));

TEST(Domains, are_the_fourteen_of_the_standard_and_no_others) {
    for (int id = -1; id < 32; ++id)
        EXPECT_EQ(Domain::by_id(id) != nullptr, (id >= 0 && id <= 2) || (id >= 8 && id <= 18))
            << id;
    EXPECT_FALSE(Domain::by_id(10)->has_integrated_mapping());  // P-224
    for (const int id : {0, 1, 2, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18})
        EXPECT_TRUE(Domain::by_id(id)->has_integrated_mapping()) << id;
}

TEST(Domains, both_sides_agree_and_the_secret_keeps_its_leading_zeros) {
    card::SystemRandom random;
    for (const int id : {0, 1, 2, 12, 18}) {
        const auto& domain = *Domain::by_id(id);
        bool padded = false;
        // One secret in 256 begins with a zero: as many as it takes in the smallest group, a bound
        // that chance does not meet (e^-39).
        static constexpr int kSome = 20, kMost = 10'000;
        for (int i = 0; i < kSome || (id == 0 && !padded && i < kMost); ++i) {
            const auto a = domain.random_secret(random), b = domain.random_secret(random);
            const auto ab = domain.agree(domain.public_key(*b), *a),
                       ba = domain.agree(domain.public_key(*a), *b);
            EXPECT_EQ(card::to_bytes(ab.view()), card::to_bytes(ba.view()));
            EXPECT_EQ(ab.size(), domain.field_size());
            padded = padded || ab.view()[0] == 0;
        }
        EXPECT_TRUE(padded || id != 0) << "no secret with a leading zero came up";
    }
}

TEST(Domains, refuse_elements_that_would_give_the_secret_away) {
    card::SystemRandom random;
    for (const int id : {0, 1, 2}) {
        const auto& domain = *Domain::by_id(id);
        const auto secret = domain.random_secret(random);
        Bytes too_long(domain.field_size() + 2, 0x55), largest(domain.field_size(), 0xFF);
        for (const Bytes& bad : {Bytes{}, Bytes{0}, Bytes{1}, Bytes{2}, largest, too_long})
            EXPECT_THROW(domain.agree(bad, *secret), card::Error) << id;
    }
}

}  // namespace
