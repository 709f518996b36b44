// SPDX-License-Identifier: Apache-2.0
// An independent peer: libeac plays the chip of PACE. Not for integrated mapping, whose generator
// it leaves unchanged.
#include <eac/pace.h>
#include <gtest/gtest.h>

#include "access/pace.h"
#include "card/error.h"
#include "crypto/domain.h"
#include "peers/libeac.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using namespace libeac;

/// The chip's side of PACE, every computation by libeac.
class EacChip final : public card::Channel {
public:
    EacChip(int protocol, int parameter_id, const std::string& can)
        : context_(EAC_CTX_new()), secret_(PACE_SEC_new(can.data(), can.size(), PACE_CAN)) {
        ready = EAC_CTX_init_pace(context_.get(), protocol, parameter_id) == 1;
    }

    card::apdu::Response transmit(const card::apdu::Command& command) override {
        if (command.ins == 0x22) return card::apdu::Response::parse(card::from_hex("9000"));
        const ByteView dynamic = card::tlv::unwrap(0x7C, command.data);
        Bytes answer;
        switch (step_++) {
            case 0:
                answer = card::tlv::make(
                    0x80, taken(PACE_STEP1_enc_nonce(context_.get(), secret_.get())));
                break;
            case 1: answer = map(card::tlv::unwrap(0x81, dynamic)); break;
            case 2: answer = agree(card::tlv::unwrap(0x83, dynamic)); break;
            default: answer = token(card::tlv::unwrap(0x85, dynamic)); break;
        }
        Bytes whole = card::tlv::make(0x7C, answer);
        card::append(whole, token_was_right ? card::from_hex("9000") : card::from_hex("6300"));
        return card::apdu::Response::parse(whole);
    }

    Bytes encryption_key() const { return octets_of(context_->pace_ctx->ka_ctx->k_enc); }
    Bytes mac_key() const { return octets_of(context_->pace_ctx->ka_ctx->k_mac); }
    const KA_CTX& agreement() const { return *context_->pace_ctx->ka_ctx; }
    bool ready = false, token_was_right = true;

private:
    Bytes map(ByteView their_key) {
        const auto own = taken(PACE_STEP3A_generate_mapping_data(context_.get()));
        if (PACE_STEP3A_map_generator(context_.get(), buffer_of(their_key).get()) != 1)
            throw std::runtime_error("libeac does not map");
        return card::tlv::make(0x82, own);
    }
    Bytes agree(ByteView their_key) {
        their_key_ = card::to_bytes(their_key);
        const auto own = taken(PACE_STEP3B_generate_ephemeral_key(context_.get()));
        if (PACE_STEP3B_compute_shared_secret(context_.get(), buffer_of(their_key).get()) != 1 ||
            PACE_STEP3C_derive_keys(context_.get()) != 1)
            throw std::runtime_error("libeac does not agree");
        return card::tlv::make(0x84, own);
    }
    Bytes token(ByteView theirs) {
        token_was_right =
            PACE_STEP3D_verify_authentication_token(context_.get(), buffer_of(theirs).get()) == 1;
        return card::tlv::make(0x86, taken(PACE_STEP3D_compute_authentication_token(
                                         context_.get(), buffer_of(their_key_).get())));
    }

    Context context_;
    std::unique_ptr<PACE_SEC, Release<PACE_SEC_clear_free>> secret_;
    Bytes their_key_;
    int step_ = 0;
};

class EacPeer : public Suite, public testing::WithParamInterface<std::tuple<int, int>> {
protected:
    static card::lds::PaceInfo info(int arc, int cipher, int parameter_id) {
        Bytes oid = card::from_hex("04007F0007020204");
        oid.push_back(static_cast<std::uint8_t>(arc));
        oid.push_back(static_cast<std::uint8_t>(cipher));
        Bytes content = card::tlv::make(0x06, oid);
        card::append(content, card::from_hex("020102"));
        card::tlv::write(content, 0x02, Bytes{static_cast<std::uint8_t>(parameter_id)});
        return card::lds::parse_card_access(card::tlv::make(0x31, card::tlv::make(0x30, content)))
            .pace.at(0);
    }
    static bool agrees(int protocol, const card::lds::PaceInfo& info, const card::AccessKey& key,
                       card::Random& random) {
        EacChip chip(protocol, *info.parameter_id, "123456");
        EXPECT_TRUE(chip.ready);
        try {
            const auto result = card::access::pace(chip, key, info, random);
            EXPECT_TRUE(chip.token_was_right);
            EXPECT_EQ(card::to_bytes(result.keys.encryption.view()), chip.encryption_key());
            EXPECT_EQ(card::to_bytes(result.keys.mac.view()), chip.mac_key());
        } catch (const card::Error& error) {
            const bool over_numbers = info.agreement == card::lds::Agreement::dh;
            if (over_numbers &&
                has_leading_zeros(chip.agreement(),
                                  card::crypto::Domain::by_id(*info.parameter_id)->field_size()))
                return false;
            ADD_FAILURE() << error.what();
        }
        return true;
    }
    static int protocol(int arc, int cipher) {
        static const int kEcdh[] = {
            NID_id_PACE_ECDH_GM_3DES_CBC_CBC, NID_id_PACE_ECDH_GM_AES_CBC_CMAC_128,
            NID_id_PACE_ECDH_GM_AES_CBC_CMAC_192, NID_id_PACE_ECDH_GM_AES_CBC_CMAC_256};
        static const int kDh[] = {
            NID_id_PACE_DH_GM_3DES_CBC_CBC, NID_id_PACE_DH_GM_AES_CBC_CMAC_128,
            NID_id_PACE_DH_GM_AES_CBC_CMAC_192, NID_id_PACE_DH_GM_AES_CBC_CMAC_256};
        return (arc == 2 ? kEcdh : kDh)[cipher - 1];
    }
};

TEST_P(EacPeer, agrees_on_the_keys_of_pace_and_refuses_another_number) {
    const auto [arc, id] = GetParam();
    card::SystemRandom random;
    const auto key = card::AccessKey::from_can("123456");
    for (int cipher = 1; cipher <= 4; ++cipher) {
        while (!agrees(protocol(arc, cipher), info(arc, cipher, id), key, random)) continue;
        EacChip other(protocol(arc, cipher), id, "654321");
        EXPECT_THROW(card::access::pace(other, key, info(arc, cipher, id), random), card::Error);
        EXPECT_FALSE(other.token_was_right);
    }
}
INSTANTIATE_TEST_SUITE_P(OnCurves, EacPeer,
                         testing::Combine(testing::Values(2), testing::Range(8, 19)));
INSTANTIATE_TEST_SUITE_P(OnNumbers, EacPeer,
                         testing::Combine(testing::Values(1), testing::Range(0, 3)));

}  // namespace
