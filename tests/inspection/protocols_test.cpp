// Every curve, cipher and file size that the protocols of this version allow, against the stranger's own implementation.
#include <gtest/gtest.h>

#include "card/error.h"
#include "crypto/ec.h"
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

Bytes pace_info(int cipher, int parameter) {
    Bytes content = card::tlv::make(0x06, from_hex("04007F0007020204020" + std::to_string(cipher)));
    card::append(content, from_hex("020102"));
    const Bytes id{static_cast<std::uint8_t>(parameter)};
    card::tlv::write(content, 0x02, id);
    return card::tlv::make(0x30, content);
}

class PaceOnCurve : public testing::TestWithParam<int> {};
TEST_P(PaceOnCurve, opens_the_card_with_every_cipher) {
    for (int cipher = 1; cipher <= 4; ++cipher) {
        const json patch{{"pace", {{{"oid", "04007F0007020204020" + std::to_string(cipher)}, {"parameter_id", GetParam()}}}},
                         {"files", {{"011C", to_hex(card::tlv::make(0x31, pace_info(cipher, GetParam())))}}}};
        const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(document.access.cipher, kCiphers[cipher - 1]);
        EXPECT_EQ(document.access.parameter_id, GetParam());
        EXPECT_EQ(document.access.mapping, "ECDH-GM");
        EXPECT_EQ(document.files.size(), 8U);
        // The signed DG14 says another PACE: the downgrade is seen.
        const auto report = card::verify(document, support::trust_of(specimen), support::policy_today());
        const bool as_signed = cipher == 2 && GetParam() == 13;
        EXPECT_EQ(report.check("access.card_access")->outcome, as_signed ? card::Outcome::passed : card::Outcome::failed);
    }
}
INSTANTIATE_TEST_SUITE_P(Standardised, PaceOnCurve, testing::Range(8, 19));

TEST(Pace, the_strongest_of_several_offers_is_taken_and_unknown_ones_are_skipped) {
    Bytes infos = pace_info(1, 8);
    card::append(infos, pace_info(4, 18));
    card::append(infos, pace_info(2, 13));
    card::append(infos, card::tlv::make(0x30, from_hex("060A04007F00070202040102020102020102")));  // DH-GM
    const json patch{{"pace", {{{"oid", "04007F00070202040204"}, {"parameter_id", 18}}}}, {"files", {{"011C", to_hex(card::tlv::make(0x31, infos))}}}};
    const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
    EXPECT_EQ(support::read(specimen, support::can_of(specimen)).access.cipher, "AES-256");
}

TEST(Pace, a_card_that_offers_only_forms_this_version_lacks_is_not_opened_by_bac) {
    const auto only_dh = card::tlv::make(0x31, card::tlv::make(0x30, from_hex("060A04007F00070202040102020102020102")));
    const auto specimen = support::specimen("vn-citizen-2021").patched({{"files", {{"011C", to_hex(only_dh)}}}});
    try {
        support::read(specimen, support::mrz_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::not_supported);
        EXPECT_EQ(error.step(), "access.pace.select");
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
            static const char* const kNames[] = {"prime192v1", "brainpoolP192r1", "secp224r1", "brainpoolP224r1", "prime256v1", "brainpoolP256r1",
                                                 "brainpoolP320r1", "secp384r1", "brainpoolP384r1", "brainpoolP512r1", "secp521r1"};
            const json patch{{"chip_authentication", {{"oid", oid}, {"curve", kNames[id - 8]}, {"private_key", to_hex(secret)}}},
                             {"files", {{"010E", to_hex(card::tlv::make(0x6E, card::tlv::make(0x31, set)))}}}};
            const auto specimen = support::specimen("vn-citizen-2021").patched(patch);
            const auto document = support::read(specimen, support::can_of(specimen));
            EXPECT_EQ(document.chip_authentication.outcome, Recorded::right) << curve.name() << ' ' << kCiphers[cipher - 1] << ' ' << document.chip_authentication.problem;
            EXPECT_TRUE(document.fallbacks.empty());
        }
    }
}

TEST(Bac, opens_a_card_without_pace_and_the_verdict_is_genuine_by_its_proofs) {
    const auto specimen = support::specimen("vn-citizen-bac");
    const auto document = support::read(specimen, support::mrz_of(specimen));
    EXPECT_EQ(document.access.protocol, card::AccessProtocol::bac);
    const auto report = card::verify(document, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(report.verdict(), card::Verdict::genuine);
    EXPECT_EQ(report.check("access.downgrade")->outcome, card::Outcome::passed);
    EXPECT_EQ(report.check("access.card_access")->outcome, card::Outcome::not_possible);
    EXPECT_TRUE(report.check("access.card_access")->attention);
    EXPECT_THROW(support::read(specimen, support::can_of(specimen)), card::Error);  // a CAN is not tried on it
}

TEST(LongFiles, are_read_beyond_offset_32767_by_the_odd_instruction_without_crossing_the_border) {
    Bytes content(40'000);
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i * 7 + (i >> 8));
    const auto file = card::tlv::make(0x75, content);
    for (const char* variation : {"", "extended", "max-read-192", "card-access-hidden"}) {
        const auto specimen = support::specimen("vn-citizen-2021", variation).patched({{"files", {{"0102", to_hex(file)}}}});
        const bool bac = std::string(variation) == "card-access-hidden";
        const auto document = support::read(specimen, bac ? support::mrz_of(specimen) : support::can_of(specimen));
        EXPECT_EQ(*document.file(card::FileId::dg2), file) << variation;
    }
}

TEST(LongFiles, of_every_size_around_a_block_are_read_whole) {
    for (std::size_t size = 200; size < 470; size += 1) {
        const auto file = card::tlv::make(0x75, Bytes(size, 0x5A));
        const auto specimen = support::specimen("vn-citizen-2021").patched({{"files", {{"0102", to_hex(file)}}}});
        ASSERT_EQ(*support::read(specimen, support::can_of(specimen)).file(card::FileId::dg2), file) << size;
    }
}

}  // namespace
