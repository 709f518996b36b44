// SPDX-License-Identifier: Apache-2.0
// Every curve, cipher and file size that the protocols of this version allow, against the
// stranger's own implementation.
#include <gtest/gtest.h>

#include "card/error.h"
#include "crypto/domain.h"
#include "lds/security_infos.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::to_hex;
using nlohmann::json;
using Recorded = card::ChipAuthenticationRecord::Outcome;

const char* const kCiphers[] = {"3DES", "AES-128", "AES-192", "AES-256"};

Bytes pace_info(int cipher, int parameter, int arc = 2) {
    Bytes content = card::tlv::make(
        0x06, from_hex("04007F00070202040" + std::to_string(arc) + "0" + std::to_string(cipher)));
    card::append(content, from_hex("020102"));
    const Bytes id{static_cast<std::uint8_t>(parameter)};
    card::tlv::write(content, 0x02, id);
    return card::tlv::make(0x30, content);
}

/// Every mapping over every group that has it, with every cipher.
class PaceOn : public testing::TestWithParam<std::tuple<int, int>> {};
TEST_P(PaceOn, opens_the_card_with_every_cipher) {
    const auto [arc, id] = GetParam();
    static const char* const kMappings[] = {"",        "DH-GM", "ECDH-GM", "DH-IM",
                                            "ECDH-IM", "",      "ECDH-CAM"};
    for (int cipher = arc == 6 ? 2 : 1; cipher <= 4; ++cipher) {
        const std::string oid =
            "04007F00070202040" + std::to_string(arc) + "0" + std::to_string(cipher);
        const json patch{
            {"pace", {{{"oid", oid}, {"parameter_id", id}}}},
            {"chip_mapping", {{"private_key", "0B"}}},
            {"files", {{"011C", to_hex(card::tlv::make(0x31, pace_info(cipher, id, arc)))}}}};
        const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(document.access.cipher, kCiphers[cipher - 1]);
        EXPECT_EQ(document.access.parameter_id, id);
        EXPECT_EQ(document.access.mapping, kMappings[arc]);
        EXPECT_EQ(document.files.size(), 8U);
        if (arc == 6) {  // the chip's static key is eleven times the generator: its proof must fit
                         // that key
            const auto& domain = *card::crypto::Domain::by_id(id);
            const auto key = domain.public_key(*domain.secret(Bytes{11}));
            EXPECT_EQ(domain.public_key_on(
                          key, *domain.secret(document.chip_mapping.chip_authentication_data)),
                      document.chip_mapping.mapping_key);
        }
        // The signed DG14 says another PACE: the downgrade is seen.
        const auto report =
            card::verify(document, support::trust_of(specimen), support::policy_today());
        const bool as_signed = arc == 2 && cipher == 2 && id == 13;
        EXPECT_EQ(report.check("access.card_access")->outcome,
                  as_signed ? card::Outcome::passed : card::Outcome::failed);
    }
}
INSTANTIATE_TEST_SUITE_P(GenericOnCurves, PaceOn,
                         testing::Combine(testing::Values(2), testing::Range(8, 19)));
INSTANTIATE_TEST_SUITE_P(GenericOnNumbers, PaceOn,
                         testing::Combine(testing::Values(1), testing::Range(0, 3)));
INSTANTIATE_TEST_SUITE_P(IntegratedOnCurves, PaceOn,
                         testing::Combine(testing::Values(4),
                                          testing::Values(8, 9, 11, 12, 13, 14, 15, 16, 17, 18)));
INSTANTIATE_TEST_SUITE_P(IntegratedOnNumbers, PaceOn,
                         testing::Combine(testing::Values(3), testing::Range(0, 3)));
INSTANTIATE_TEST_SUITE_P(ChipAuthentication, PaceOn,
                         testing::Combine(testing::Values(6), testing::Range(8, 19)));

TEST(
    Pace,
    integrated_mapping_on_p224_which_has_none_and_parameters_that_nobody_standardised_are_not_run) {
    // id-PACE-ECDH-IM on 10; PACEDomainParameterInfo with parameters of the chip's own; a DH
    // mapping on a curve.
    for (const char* info : {"3012060A04007F0007020204040202010202010A",
                             "301F060904007F00070202040230"
                             "0F06072A8648CE3D0201020400112233020120",
                             "3012060A04007F0007020204010202010202010D"}) {
        const auto offer = card::tlv::make(0x31, from_hex(info));
        const auto specimen =
            support::specimen("vn-citizen-2021").patched({{"files", {{"011C", to_hex(offer)}}}});
        EXPECT_EQ(support::read(specimen, support::mrz_of(specimen)).access.protocol,
                  card::AccessProtocol::bac)
            << info;
    }
}

TEST(Pace, the_strongest_of_several_offers_is_taken_and_unknown_ones_are_skipped) {
    Bytes infos = pace_info(1, 8);
    card::append(infos, pace_info(4, 18));
    card::append(infos, pace_info(2, 13));
    card::append(
        infos,
        card::tlv::make(0x30, from_hex("060A04007F00070202040102020102020102")));  // DH-GM, weaker
    card::append(
        infos,
        card::tlv::make(
            0x30, from_hex("060A04007F00070202040904020102020112")));  // a mapping nobody knows
    const json patch{{"pace", {{{"oid", "04007F00070202040204"}, {"parameter_id", 18}}}},
                     {"files", {{"011C", to_hex(card::tlv::make(0x31, infos))}}}};
    const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
    EXPECT_EQ(support::read(specimen, support::can_of(specimen)).access.cipher, "AES-256");
}

TEST(Pace, a_card_that_offers_only_forms_this_version_lacks_and_no_bac_is_not_opened) {
    const auto unknown = card::tlv::make(
        0x31, card::tlv::make(0x30, from_hex("060A04007F00070202040902020102020102")));
    const auto specimen = support::specimen("vn-citizen-2021")
                              .patched({{"bac", false}, {"files", {{"011C", to_hex(unknown)}}}});
    try {
        support::read(specimen, support::mrz_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::not_supported);
        EXPECT_EQ(error.step(), card::Step::access_pace_select);
    }
}

TEST(ChipAuthentication, proves_the_chip_on_every_curve_with_every_cipher) {
    for (int id = 8; id <= 18; ++id) {
        const auto& curve = *card::crypto::Curve::by_id(id);
        card::SystemRandom random;
        const auto scalar = curve.random_scalar(random);
        Bytes secret(static_cast<std::size_t>(BN_num_bytes(scalar.get())));
        BN_bn2bin(scalar.get(), secret.data());
        const Bytes point = curve.encode(*curve.times_generator(*scalar));
        for (int cipher = 1; cipher <= 4; ++cipher) {
            if ((id + cipher) % static_cast<int>(support::stride(1, 4)) != 0) continue;
            const std::string oid = "04007F0007020203020" + std::to_string(cipher);
            Bytes info = card::tlv::make(0x06, from_hex(oid));
            card::append(info, from_hex("020101"));
            // id-PK-ECDH with the standardised domain parameters named by number
            Bytes algorithm = card::tlv::make(0x06, from_hex("04007F00070102"));
            card::tlv::write(algorithm, 0x02, Bytes{static_cast<std::uint8_t>(id)});
            Bytes bits{0};
            card::append(bits, point);
            Bytes key = card::tlv::make(0x30, algorithm);
            card::tlv::write(key, 0x03, bits);
            Bytes key_info = card::tlv::make(0x06, from_hex("04007F000702020102"));
            card::tlv::write(key_info, 0x30, key);
            Bytes set = card::tlv::make(0x30, info);
            card::tlv::write(set, 0x30, key_info);
            const json patch{
                {"chip_authentication",
                 {{"oid", oid}, {"parameter_id", id}, {"private_key", to_hex(secret)}}},
                {"files", {{"010E", to_hex(card::tlv::make(0x6E, card::tlv::make(0x31, set)))}}}};
            const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
            const auto document = support::read(specimen, support::can_of(specimen));
            EXPECT_EQ(document.chip_authentication.outcome, Recorded::right)
                << curve.name() << ' ' << kCiphers[cipher - 1] << ' '
                << name_of(document.chip_authentication.problem.reason);
            EXPECT_TRUE(document.fallbacks.empty());
        }
    }
}

TEST(Bac, opens_a_card_without_pace_and_the_verdict_is_genuine_by_its_proofs) {
    const auto specimen = support::specimen("vn-citizen-bac");
    const auto document = support::read(specimen, support::mrz_of(specimen));
    EXPECT_EQ(document.access.protocol, card::AccessProtocol::bac);
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(report.verdict(), card::Verdict::genuine);
    EXPECT_EQ(report.check("access.downgrade")->outcome, card::Outcome::passed);
    EXPECT_EQ(report.check("access.card_access")->outcome, card::Outcome::not_possible);
    EXPECT_TRUE(report.check("access.card_access")->attention);
    EXPECT_THROW(support::read(specimen, support::can_of(specimen)),
                 card::Error);  // a CAN is not tried on it
}

TEST(LongFiles, are_read_beyond_offset_32767_by_the_odd_instruction_without_crossing_the_border) {
    Bytes content(40'000);
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<std::uint8_t>(i * 7 + (i >> 8));
    const auto file = card::tlv::make(0x75, content);
    for (const char* variation : {"", "extended", "max-read-192", "card-access-hidden"}) {
        const auto specimen = support::specimen("vn-citizen-2021", variation)
                                  .patched({{"files", {{"0102", to_hex(file)}}}});
        const bool bac = std::string(variation) == "card-access-hidden";
        const auto document =
            support::read(specimen, bac ? support::mrz_of(specimen) : support::can_of(specimen));
        EXPECT_EQ(*document.file(card::FileId::dg2), file) << variation;
    }
}

/// Where one block more or another form of length begins: blocks of 223 octets under AES, and 256.
bool is_edge(std::size_t size) {
    static constexpr std::size_t kBlock = 223, kNear = 8;
    const std::size_t over = (size + kNear) % kBlock;
    return over < 2 * kNear || (size + kNear > 256 && size < 256 + kNear);
}

TEST(LongFiles, of_every_size_around_a_block_are_read_whole) {
    for (std::size_t size = 200; size < 470; size += support::stride(1, 3)) {
        if (!support::mutate_all() && !is_edge(size)) continue;
        const auto file = card::tlv::make(0x75, Bytes(size, 0x5A));
        const auto specimen =
            support::specimen("vn-citizen-2021").patched({{"files", {{"0102", to_hex(file)}}}});
        ASSERT_EQ(*support::read(specimen, support::can_of(specimen)).file(card::FileId::dg2), file)
            << size;
    }
}

}  // namespace
