// SPDX-License-Identifier: Apache-2.0
// libeac plays the chip of chip authentication and of terminal authentication.
#include <eac/ca.h>
#include <eac/ta.h>
#include <gtest/gtest.h>

#include "access/chip_proofs.h"
#include "access/terminal_authentication.h"
#include "crypto/domain.h"
#include "peers/libeac.h"
#include "support/chip_authentication_2.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using namespace libeac;
using Response = card::apdu::Response;

Response status(const char* text) { return Response::parse(card::from_hex(text)); }

/// A chip with a static key, by either sequence of commands (Doc 9303-11 §6.2.4).
class EacStaticKey final : public card::Channel {
public:
    EacStaticKey(int protocol, int parameter_id) : context_(EAC_CTX_new()) {
        ready = EAC_CTX_init_ca(context_.get(), protocol, parameter_id) == 1;
        taken(TA_STEP3_generate_ephemeral_key(
            context_.get()));  // into the same place as a static one
        public_key = taken(CA_STEP2_get_eph_pubkey(context_.get()));
    }

    Response transmit(const card::apdu::Command& command) override {
        if (command.ins == 0x22 && command.p2 == 0xA4) return status("9000");
        const bool by_kat = command.ins == 0x22;
        const auto key = by_kat ? card::tlv::unwrap(0x91, command.data)
                                : card::tlv::unwrap(0x80, card::tlv::unwrap(0x7C, command.data));
        if (CA_STEP4_compute_shared_secret(context_.get(), buffer_of(key).get()) != 1)
            return status("6300");
        return status(by_kat ? "9000" : "7C009000");
    }

    const KA_CTX& agreement() const { return *context_->ca_ctx->ka_ctx; }
    card::SecretBytes secret() const {
        return card::SecretBytes(octets_of(agreement().shared_secret));
    }
    /// Nonce and token of version 2; its keys lie in agreement() then.
    std::pair<Bytes, Bytes> version_2(ByteView their_key) const {
        BUF_MEM *nonce = nullptr, *token = nullptr;
        if (CA_STEP5_derive_keys(context_.get(), buffer_of(their_key).get(), &nonce, &token) != 1)
            throw std::runtime_error("libeac derives no keys");
        return {taken(nonce), taken(token)};
    }
    bool ready = false;
    Bytes public_key;

private:
    Context context_;
};

class EacChipAuthentication : public Suite,
                              public testing::WithParamInterface<std::tuple<int, int>> {
protected:
    static int protocol(int arc, int cipher) {
        static const int kEcdh[] = {NID_id_CA_ECDH_3DES_CBC_CBC, NID_id_CA_ECDH_AES_CBC_CMAC_128,
                                    NID_id_CA_ECDH_AES_CBC_CMAC_192,
                                    NID_id_CA_ECDH_AES_CBC_CMAC_256};
        static const int kDh[] = {NID_id_CA_DH_3DES_CBC_CBC, NID_id_CA_DH_AES_CBC_CMAC_128,
                                  NID_id_CA_DH_AES_CBC_CMAC_192, NID_id_CA_DH_AES_CBC_CMAC_256};
        return (arc == 2 ? kEcdh : kDh)[cipher - 1];
    }
    static card::access::ChipAuthenticationChoice choice(int arc, int cipher, int id,
                                                         const Bytes& public_key) {
        Bytes oid = card::from_hex("04007F0007020203");
        oid.push_back(static_cast<std::uint8_t>(arc));
        oid.push_back(static_cast<std::uint8_t>(cipher));
        const auto agreement = arc == 2 ? card::lds::Agreement::ecdh : card::lds::Agreement::dh;
        const std::shared_ptr<const card::crypto::Domain> domain(card::crypto::Domain::by_id(id),
                                                                 [](auto*) {});
        static constexpr card::crypto::Symmetric kCiphers[] = {
            card::crypto::Symmetric::des3, card::crypto::Symmetric::aes128,
            card::crypto::Symmetric::aes192, card::crypto::Symmetric::aes256};
        return {{std::move(oid), agreement, kCiphers[cipher - 1], 1, {}},
                {agreement, domain, id, public_key, {}}};
    }
};

TEST_P(EacChipAuthentication, agrees_on_the_secret_and_on_the_keys_of_both_versions) {
    const auto [arc, id] = GetParam();
    card::SystemRandom random;
    for (int cipher = 1; cipher <= 4; ++cipher) {
        EacStaticKey chip(protocol(arc, cipher), id);
        ASSERT_TRUE(chip.ready);
        const auto chosen = choice(arc, cipher, id, chip.public_key);
        const auto result = card::access::chip_authentication(chip, chosen, random);
        ASSERT_TRUE(result.keys) << result.status;
        if (has_leading_zeros(chip.agreement(), chosen.key.domain->field_size())) {
            --cipher;
            continue;
        }
        const auto secret = chip.secret();
        const auto keys = card::SessionKeys::from_secret(chosen.info.cipher, secret);
        EXPECT_EQ(card::to_bytes(result.keys->encryption.view()),
                  card::to_bytes(keys.encryption.view()));
        EXPECT_EQ(card::to_bytes(result.keys->mac.view()), card::to_bytes(keys.mac.view()));
        const auto [nonce, token] = chip.version_2(result.ephemeral_public_key);
        const auto second = support::chip_authentication_2_keys(chosen.info.cipher, secret, nonce);
        EXPECT_EQ(card::to_bytes(second.encryption.view()), octets_of(chip.agreement().k_enc));
        EXPECT_EQ(card::to_bytes(second.mac.view()), octets_of(chip.agreement().k_mac));
        EXPECT_TRUE(support::chip_authentication_2_token_right(
            second, chosen.info.oid, *chosen.key.domain, result.ephemeral_public_key, token));
    }
}
INSTANTIATE_TEST_SUITE_P(OnCurves, EacChipAuthentication,
                         testing::Combine(testing::Values(2), testing::Range(8, 19)));
INSTANTIATE_TEST_SUITE_P(OnNumbers, EacChipAuthentication,
                         testing::Combine(testing::Values(1), testing::Range(0, 3)));

const Bytes kChipName = card::from_hex("000102030405060708090A0B0C0D0E0F10111213"),
            kTerminalKey = card::from_hex("101112131415161718191A1B1C1D1E1F20212223");

/// A chip that trusts one authority: libeac judges certificates and signatures, whose message is
/// the same in both versions without auxiliary data.
class EacGuard final : public card::Channel {
public:
    explicit EacGuard(const Bytes& root) : context_(EAC_CTX_new()) {
        ready = EAC_CTX_init_ta(context_.get(), nullptr, 0, root.data(), root.size()) == 1;
        TA_disable_checks(context_.get());  // of dates
    }

    Response transmit(const card::apdu::Command& command) override {
        switch (command.ins) {
            case 0x2A: {
                const Bytes certificate = card::tlv::make(0x7F21, command.data);
                return status(TA_STEP2_import_certificate(context_.get(), certificate.data(),
                                                          certificate.size()) == 1
                                  ? "9000"
                                  : "6300");
            }
            case 0x84: {
                auto nonce = taken(TA_STEP4_get_nonce(context_.get()));
                card::append(nonce, card::from_hex("9000"));
                return Response::parse(nonce);
            }
            case 0x82:
                return status(TA_STEP6_verify(context_.get(), buffer_of(kTerminalKey).get(),
                                              buffer_of(kChipName).get(), nullptr,
                                              buffer_of(command.data).get()) == 1
                                  ? "9000"
                                  : "6300");
            default: return status("9000");
        }
    }
    bool ready = false;

private:
    Context context_;
};

/// Chains of other makers, without the terminals' keys: libeac takes each certificate in the order
/// in which we show them, and the signature alone is missing.
class EacChain : public Suite, public testing::WithParamInterface<std::array<const char*, 3>> {};
TEST_P(EacChain, of_another_maker_is_shown_in_the_order_that_a_chip_takes) {
    NEEDS_SHARED_DATA();
    const auto file = [](const char* name) {
        return support::read_file(support::shared_data() / "vectors/cvc" / name);
    };
    const auto [root, verifier, terminal] = GetParam();
    EacGuard chip(file(root));
    ASSERT_TRUE(chip.ready);
    const auto key = card::terminal_key_from_pem(
        support::read_file(support::specimens() / "terminal-ecdsa/terminal.pem"));
    const card::Terminal shown{{file(terminal), file(verifier)}, key.get()};
    static constexpr std::size_t kReader = 65535;
    const auto record = card::access::authenticate_terminal(
        chip, {shown,
               {card::access::parse_cv_certificate(file(root)).holder},
               kChipName,
               kTerminalKey,
               kReader});
    EXPECT_EQ(record.problem, "the chip does not take the terminal's signature");
}
INSTANTIATE_TEST_SUITE_P(
    Makers, EacChain,
    testing::Values(std::array{"npa_ecdh/cvca.cvcert", "npa_ecdh/dvca.cvcert",
                               "npa_ecdh/at.cvcert"},
                    std::array{"zz_p192/ZZSTCVCA00001.cvcert", "zz_p192/ZZSTDVCA00001.cvcert",
                               "zz_p192/ZZSTTERM00001.cvcert"},
                    std::array{"persosim_AT/CVCA_Cert_01.cvcert", "persosim_AT/dv_at_cert_1.cvcert",
                               "persosim_AT/at_cert_1.cvcert"}));

class EacTerminal : public Suite, public testing::WithParamInterface<const char*> {
protected:
    Bytes file(const std::string& name) const {
        return support::read_file(support::specimens() / (std::string("terminal-") + GetParam()) /
                                  name);
    }
    card::TerminalAuthenticationRecord authenticate(const std::string& key_file,
                                                    std::vector<Bytes> certificates,
                                                    const Bytes& chip_name = kChipName) const {
        EacGuard chip(file("root.cvcert"));
        EXPECT_TRUE(chip.ready);
        const auto key = card::terminal_key_from_pem(file(key_file));
        const card::Terminal terminal{std::move(certificates), key.get()};
        static constexpr std::size_t kReader = 65535;
        return card::access::authenticate_terminal(
            chip, {terminal, {"UTCVCA00001"}, chip_name, kTerminalKey, kReader});
    }
};

TEST_P(EacTerminal, is_let_in_by_its_chain_and_key_and_by_no_other) {
    using Outcome = card::TerminalAuthenticationRecord::Outcome;
    const std::vector<Bytes> chain{file("link.cvcert"), file("verifier.cvcert"),
                                   file("terminal.cvcert")};
    const auto record = authenticate("terminal.pem", chain);
    EXPECT_EQ(record.outcome, Outcome::done) << record.problem;
    const auto by_other = authenticate("other.pem", chain);
    EXPECT_EQ(by_other.outcome, Outcome::refused);
    EXPECT_EQ(by_other.problem, "the chip does not take the terminal's signature");
    EXPECT_EQ(authenticate("terminal.pem", chain, card::from_hex("00")).problem,
              "the chip does not take the terminal's signature");
    auto forged = chain;
    forged[1].back() ^= 1;
    EXPECT_EQ(authenticate("terminal.pem", forged).problem,
              "the chip does not take the certificate of UTDVDE00001");
}
INSTANTIATE_TEST_SUITE_P(Kinds, EacTerminal,
                         testing::Values("ecdsa", "ecdsa-sha1", "ecdsa-sha224", "ecdsa-sha384",
                                         "ecdsa-sha512", "rsa", "rsa-v15-sha1", "rsa-v15-sha256",
                                         "rsa-v15-sha512", "rsa-pss-sha1", "rsa-pss-sha512"));

}  // namespace
