// SPDX-License-Identifier: Apache-2.0
// Doc 9303-11 appendices D (BAC, secure messaging), F (active authentication) and G.1 (PACE), every
// intermediate value.
#include <gtest/gtest.h>

#include "access/bac.h"
#include "access/pace.h"
#include "card/error.h"
#include "channel/iso7816.h"
#include "crypto/hash.h"
#include "crypto/iso9796.h"
#include "support/scripted_channel.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::to_hex;

using support::hex_of;
using support::ScriptedChannel;
using support::text_of;
using support::vector_file;

TEST(WorkedExamples, bac_keys_and_messages_are_those_of_appendix_d) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appD_BAC_SM.json");
    const auto key = card::AccessKey::from_mrz(text_of(v, "mrz_td1"));
    EXPECT_EQ(to_hex(key.password().view().first(16)), text_of(v, "K_seed"));
    const auto encryption =
        card::crypto::derive_key(card::crypto::Symmetric::des3, key.password().view().first(16), 1);
    const auto mac =
        card::crypto::derive_key(card::crypto::Symmetric::des3, key.password().view().first(16), 2);
    const auto with_parity = [](card::ByteView octets) {
        Bytes adjusted = card::to_bytes(octets);
        for (auto& octet : adjusted)
            if (std::popcount(octet) % 2 == 0) octet ^= 1;
        return to_hex(adjusted);
    };
    EXPECT_EQ(with_parity(encryption.view()), text_of(v, "K_ENC"));
    EXPECT_EQ(with_parity(mac.view()), text_of(v, "K_MAC"));

    Bytes chance = hex_of(v, "RND_IFD");
    card::append(chance, hex_of(v, "K_IFD"));
    support::ScriptedRandom random(chance);
    ScriptedChannel channel(
        {text_of(v, "RND_IC") + "9000", text_of(v, "E_IC") + text_of(v, "M_IC") + "9000"});
    const auto keys = card::access::bac(channel, key, random);
    EXPECT_EQ(channel.sent.at(0), "0084000008");
    EXPECT_EQ(channel.sent.at(1), "0082000028" + text_of(v, "E_IFD") + text_of(v, "M_IFD") + "28");
    EXPECT_EQ(with_parity(keys.encryption.view()), text_of(v, "KS_ENC"));
    EXPECT_EQ(with_parity(keys.mac.view()), text_of(v, "KS_MAC"));
    EXPECT_EQ(to_hex(keys.send_sequence_counter), text_of(v, "SSC"));
}

TEST(WorkedExamples, secure_messaging_protects_and_opens_as_in_appendix_d) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appD_BAC_SM.json");
    std::deque<std::string> answers;
    for (const auto& step : v.at("secure_messaging")) answers.push_back(step.at("protected_rapdu"));
    ScriptedChannel below(answers);
    const card::SessionKeys keys{card::crypto::Symmetric::des3,
                                 card::SecretBytes(hex_of(v, "KS_ENC")),
                                 card::SecretBytes(hex_of(v, "KS_MAC")), hex_of(v, "SSC")};
    card::SecureMessaging sm(below, keys);
    for (const auto& step : v.at("secure_messaging")) {
        const auto response = sm.transmit(card::apdu::Command::parse(hex_of(step, "plain_capdu")));
        EXPECT_EQ(below.sent.back(), text_of(step, "protected_capdu"));
        EXPECT_EQ(to_hex(response.data) + card::apdu::status_text(response.sw),
                  text_of(step, "plain_rapdu"));
    }
    EXPECT_EQ(sm.max_short_block(), 231U);
}

TEST(WorkedExamples, retail_mac_equals_the_published_value) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appD_BAC_SM.json");
    const auto& extra = v.at("retail_mac_extra").at(0);
    card::crypto::Mac mac(card::crypto::Symmetric::des3, card::SecretBytes(hex_of(extra, "key")));
    EXPECT_EQ(to_hex(mac.compute(card::as_octets(text_of(extra, "msg_ascii")))),
              text_of(extra, "mac"));
}

std::string dynamic(unsigned tag, const std::string& value) {
    return to_hex(card::tlv::make(0x7C, card::tlv::make(tag, from_hex(value)))) + "9000";
}

TEST(WorkedExamples, pace_generic_mapping_sends_and_derives_every_value_of_appendix_g1) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appG1_PACE_ECDH_GM.json");
    const auto& mrz = v.at("mrz");
    const auto key = card::AccessKey::from_document(text_of(mrz, "doc"), text_of(mrz, "dob"),
                                                    text_of(mrz, "exp"));
    EXPECT_EQ(to_hex(key.password().view()), text_of(v, "K"));
    EXPECT_EQ(
        to_hex(card::crypto::derive_key(card::crypto::Symmetric::aes128, key.password().view(), 3)
                   .view()),
        text_of(v, "K_pi"));

    const auto infos =
        card::lds::parse_security_infos(card::tlv::make(0x31, hex_of(v, "PACEInfo")));
    ASSERT_EQ(infos.pace.size(), 1U);
    ASSERT_TRUE(card::lds::can_run(infos.pace[0]));
    Bytes chance = hex_of(v, "sk_map_ifd");
    card::append(chance, hex_of(v, "sk_ifd"));
    support::ScriptedRandom random(chance);
    ScriptedChannel channel({"9000", dynamic(0x80, text_of(v, "z_encrypted_nonce")),
                             dynamic(0x82, text_of(v, "pk_map_ic")),
                             dynamic(0x84, text_of(v, "pk_ic")),
                             dynamic(0x86, text_of(v, "T_IC"))});
    const auto result = card::access::pace(channel, key, infos.pace[0], random);
    const auto& keys = result.keys;
    EXPECT_EQ(to_hex(result.chip_key), text_of(v, "pk_ic"));
    EXPECT_EQ(to_hex(result.own_key), text_of(v, "pk_ifd"));

    ASSERT_EQ(channel.sent.size(), 5U);
    EXPECT_EQ(channel.sent[0], text_of(v, "apdu_mse"));
    EXPECT_EQ(channel.sent[1], "10860000027C0000");
    EXPECT_EQ(channel.dynamic_value(2, 0x81), text_of(v, "pk_map_ifd"));
    EXPECT_EQ(channel.dynamic_value(3, 0x83),
              text_of(v, "pk_ifd"));  // right only on the mapped generator
    EXPECT_EQ(channel.dynamic_value(4, 0x85), text_of(v, "T_IFD"));
    EXPECT_EQ(to_hex(keys.encryption.view()), text_of(v, "KS_ENC"));
    EXPECT_EQ(to_hex(keys.mac.view()), text_of(v, "KS_MAC"));
    EXPECT_EQ(to_hex(keys.send_sequence_counter), std::string(32, '0'));
}

TEST(WorkedExamples, pace_mapping_and_agreement_have_the_intermediate_points_of_appendix_g1) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appG1_PACE_ECDH_GM.json");
    const auto& curve = *card::crypto::Curve::by_id(13);
    EXPECT_EQ(std::string(curve.name()), text_of(v, "curve"));
    card::crypto::Cipher cipher(card::crypto::Symmetric::aes128,
                                card::SecretBytes(hex_of(v, "K_pi")));
    EXPECT_EQ(to_hex(cipher.decrypt(hex_of(v, "z_encrypted_nonce"), Bytes(16))),
              text_of(v, "nonce_s"));
    const auto h =
        curve.times(*curve.decode(hex_of(v, "pk_map_ic")), *curve.scalar(hex_of(v, "sk_map_ifd")));
    EXPECT_EQ(to_hex(curve.encode(*h)), text_of(v, "H"));
    const auto g = curve.add(*curve.times_generator(*curve.scalar(hex_of(v, "nonce_s"))), *h);
    EXPECT_EQ(to_hex(curve.encode(*g)), text_of(v, "G_mapped"));
    EXPECT_EQ(to_hex(curve.encode(*curve.times(*g, *curve.scalar(hex_of(v, "sk_ic"))))),
              text_of(v, "pk_ic"));
    const auto secret =
        curve.times(*curve.decode(hex_of(v, "pk_ic")), *curve.scalar(hex_of(v, "sk_ifd")));
    EXPECT_EQ(to_hex(curve.x_coordinate(*secret).view()), text_of(v, "shared_secret"));
}

TEST(WorkedExamples, active_authentication_accepts_the_published_signature_and_no_other) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("aa_iso9796-2_ds1_sha1_BC.json");
    const auto key = card::crypto::parse_public_key(hex_of(v, "spki"));
    const auto challenge = hex_of(v, "challenge_M2");
    auto signature = hex_of(v, "signature");
    const auto right = card::crypto::verify_iso9796(key, challenge, signature);
    EXPECT_TRUE(right.right) << name_of(right.problem);
    EXPECT_EQ(right.hash, card::crypto::Hash::sha1);
    Bytes other = challenge;
    other[7] ^= 1;
    EXPECT_FALSE(card::crypto::verify_iso9796(key, other, signature).right);
    signature[100] ^= 1;
    EXPECT_FALSE(card::crypto::verify_iso9796(key, challenge, signature).right);
    EXPECT_FALSE(
        card::crypto::verify_iso9796(key, challenge, card::ByteView(signature).first(127)).right);
}

TEST(WorkedExamples, representative_of_appendix_f_has_the_published_digest) {
    NEEDS_SHARED_DATA();
    const auto v = vector_file("icao9303-11_appF_AA_RSA.json");
    EXPECT_EQ(
        to_hex(card::crypto::digest(card::crypto::Hash::sha1, {hex_of(v, "M1"), hex_of(v, "M2")})),
        text_of(v, "H"));
    EXPECT_EQ("6A" + text_of(v, "M1") + text_of(v, "H") + "BC", text_of(v, "F"));
}

}  // namespace
