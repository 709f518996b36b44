// SPDX-License-Identifier: Apache-2.0
// Terminal authentication against the simulated card's own judgement of certificates and
// signatures.
#include <gtest/gtest.h>

#include "access/terminal_authentication.h"
#include "access/terminal_chain.h"
#include "card/error.h"
#include "crypto/domain.h"
#include "simulated/chip_crypto.h"
#include "support/tampering.h"
#include "tlv/tlv.h"

namespace {

using card::FileId;
using card::Verdict;
using Outcome = card::TerminalAuthenticationRecord::Outcome;

struct Shown {
    const char* specimen;
    const char* folder;
    std::vector<const char*> certificates{"link", "verifier", "terminal"};
    const char* key = "terminal";
};

card::Bytes certificate(const Shown& shown, const std::string& name) {
    return support::read_file(support::specimens() / shown.folder / (name + ".cvcert"));
}

std::unique_ptr<card::TerminalKey> key_in(const char* folder, const char* name) {
    return card::terminal_key_from_pem(
        support::read_file(support::specimens() / folder / (std::string(name) + ".pem")));
}

card::Document read(const simulated::Specimen& specimen, const card::Terminal& terminal,
                    bool portrait = true) {
    card::ReadOptions options;
    options.terminal = &terminal;
    options.portrait = portrait;
    simulated::CardTransport transport(specimen);
    return card::read(transport, support::mrz_of(specimen), options);
}

card::Terminal terminal_of(const Shown& shown, card::TerminalKey& key) {
    card::Terminal terminal{{}, &key};
    for (const char* name : shown.certificates)
        terminal.certificates.push_back(certificate(shown, name));
    return terminal;
}

card::Document read(const Shown& shown) {
    const auto key = key_in(shown.folder, shown.key);
    return read(support::specimen(shown.specimen), terminal_of(shown, *key));
}

const Shown kEcdsaAfterPace{"passport-guarded", "terminal-ecdsa"},
    kRsaAfterBac{"passport-guarded-bac", "terminal-rsa"};

TEST(Terminals, an_authorised_one_reads_fingers_and_irises_after_pace_and_after_bac) {
    for (const auto& shown : {kEcdsaAfterPace, kRsaAfterBac}) {
        const auto document = read(shown);
        EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done)
            << shown.specimen << ": " << document.terminal_authentication.problem;
        EXPECT_EQ(document.terminal_authentication.holder, "UTISDE00001");
        EXPECT_TRUE(document.file(FileId::dg3)) << shown.specimen;
        EXPECT_TRUE(document.file(FileId::dg4)) << shown.specimen;
        const auto report =
            card::verify(document, support::trust_of(support::specimen(shown.specimen)),
                         support::policy_today());
        EXPECT_EQ(report.verdict(), Verdict::genuine);
        EXPECT_EQ(report.check("dg.hash.3")->outcome, card::Outcome::passed);
        EXPECT_EQ(report.check("dg.content.4")->outcome, card::Outcome::passed);
    }
}

/// The other digests, sizes and paddings: the passport trusts the authority of that kind instead.
class EveryTerminal : public testing::TestWithParam<const char*> {};
TEST_P(EveryTerminal, reads_fingers_with_its_algorithm_and_not_with_another_key) {
    const std::string folder = std::string("terminal-") + GetParam();
    const auto authority =
        nlohmann::json::parse(support::read_file(support::specimens() / folder / "on_chip.json"));
    const auto specimen =
        support::specimen("passport-guarded").patched({{"terminal_authentication", authority}});
    const auto key = key_in(folder.c_str(), "terminal"), other = key_in(folder.c_str(), "other");
    const Shown shown{"passport-guarded", folder.c_str()};
    const auto document = read(specimen, terminal_of(shown, *key), false);
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done)
        << document.terminal_authentication.problem;
    EXPECT_TRUE(document.file(FileId::dg3));
    EXPECT_EQ(read(specimen, terminal_of(shown, *other), false).terminal_authentication.outcome,
              Outcome::refused);
}
INSTANTIATE_TEST_SUITE_P(Kinds, EveryTerminal,
                         testing::Values("ecdsa", "ecdsa-sha1", "ecdsa-sha224", "ecdsa-sha384",
                                         "ecdsa-sha512", "rsa", "rsa-v15-sha1", "rsa-v15-sha256",
                                         "rsa-v15-sha512", "rsa-pss-sha1", "rsa-pss-sha512"));

TEST(Terminals, without_a_certificate_fingers_stay_protected_and_nothing_is_sent) {
    const auto specimen = support::specimen("passport-guarded");
    const auto document = support::read(specimen, support::mrz_of(specimen));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_EQ(document.missing.at(FileId::dg3).status, 0x6982);
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(support::reason(report, "dg.complete.3"), "protected");
}

TEST(Terminals, the_rights_are_those_that_every_certificate_of_the_chain_gives) {
    auto shown = kEcdsaAfterPace;
    shown.certificates.back() = "fingers-only";
    const auto document = read(shown);
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done);
    EXPECT_TRUE(document.file(FileId::dg3));
    EXPECT_EQ(document.missing.at(FileId::dg4).status, 0x6982);
}

TEST(Terminals, a_chain_that_does_not_reach_the_chips_authority_is_not_shown) {
    for (const auto& certificates :
         {std::vector<const char*>{"verifier", "terminal"},
          std::vector<const char*>{"link", "terminal"},
          std::vector<const char*>{"link", "verifier"},
          std::vector<const char*>{"link", "verifier", "stranger"}, std::vector<const char*>{}}) {
        auto shown = kEcdsaAfterPace;
        shown.certificates = certificates;
        const auto document = read(shown);
        EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
        EXPECT_NE(document.terminal_authentication.problem.find("no chain of certificates"),
                  std::string::npos);
        EXPECT_FALSE(document.file(FileId::dg3));
        EXPECT_TRUE(document.file(FileId::dg2)) << "the rest is read as before";
    }
}

TEST(Terminals, a_key_that_is_not_the_certificates_is_refused_by_the_chip_and_the_rest_is_read) {
    for (auto shown : {kEcdsaAfterPace, kRsaAfterBac}) {
        shown.key = "other";
        const auto document = read(shown);
        EXPECT_EQ(document.terminal_authentication.outcome, Outcome::refused) << shown.specimen;
        EXPECT_EQ(document.terminal_authentication.status, 0x6300);
        EXPECT_FALSE(document.file(FileId::dg3));
        EXPECT_EQ(card::verify(document, support::trust_of(support::specimen(shown.specimen)),
                               support::policy_today())
                      .verdict(),
                  Verdict::genuine);
    }
}

TEST(Terminals, a_key_of_another_kind_than_the_certificates_is_said_and_not_used) {
    const auto key = key_in("terminal-rsa", "terminal");
    const auto document =
        read(support::specimen("passport-guarded"), terminal_of(kEcdsaAfterPace, *key));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_NE(document.terminal_authentication.problem.find("does not fit its certificate"),
              std::string::npos);
}

TEST(Terminals, a_certificate_with_any_bit_changed_is_refused_by_the_parser_or_the_chip) {
    const auto whole = certificate(kEcdsaAfterPace, "verifier");
    const auto specimen = support::specimen("passport-guarded");
    const auto key = key_in("terminal-ecdsa", "terminal");
    static constexpr std::size_t kEvery = 37;  // bits; a sample, the chip is slow
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += kEvery) {
        auto changed = whole;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
        const auto document = read(specimen,
                                   {{certificate(kEcdsaAfterPace, "link"), changed,
                                     certificate(kEcdsaAfterPace, "terminal")},
                                    key.get()},
                                   false);
        EXPECT_NE(document.terminal_authentication.outcome, Outcome::done) << bit;
        EXPECT_FALSE(document.file(FileId::dg3)) << bit;
    }
}

TEST(Terminals, a_clone_that_fails_chip_authentication_is_shown_no_certificate) {
    const auto specimen =
        support::specimen("passport-guarded")
            .patched({{"chip_authentication", {{"private_key", std::string(63, '0') + "7"}}}});
    const auto key = key_in("terminal-ecdsa", "terminal");
    const auto document = read(specimen, terminal_of(kEcdsaAfterPace, *key));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_EQ(document.terminal_authentication.problem,
              "the chip has not proven itself: it is shown no certificate");
    EXPECT_EQ(
        card::verify(document, support::trust_of(specimen), support::policy_today()).verdict(),
        Verdict::not_genuine);
}

TEST(Terminals, after_a_session_that_was_lost_the_chip_proves_itself_anew_first) {
    const auto authority = nlohmann::json::parse(
        support::read_file(support::specimens() / "terminal-ecdsa/on_chip.json"));
    const auto specimen =
        support::specimen("vn-citizen-2021").patched({{"terminal_authentication", authority}});
    const auto key = key_in("terminal-ecdsa", "terminal");
    const auto terminal = terminal_of(kEcdsaAfterPace, *key);
    card::ReadOptions options;
    options.terminal = &terminal;
    support::Tampering chip(specimen, [](std::size_t, card::ByteView command, card::Bytes& answer) {
        if (command[1] == 0x88)
            answer = card::from_hex(
                "6D00");  // active authentication is refused in clear: the session is over
    });
    const auto document = card::read(chip, support::can_of(specimen), options);
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done)
        << document.terminal_authentication.problem;
    EXPECT_EQ(document.earlier_chip_authentications.size(), 1U);
    EXPECT_EQ(document.chip_authentication.outcome, card::ChipAuthenticationRecord::Outcome::right);
    EXPECT_TRUE(document.file(FileId::dg3));
}

TEST(Terminals, a_private_key_is_taken_from_pem_alone) {
    EXPECT_THROW(card::terminal_key_from_pem(card::as_octets("no key")), card::Error);
    EXPECT_THROW(card::terminal_key_from_pem({}), card::Error);
}

/// The BSI's worked example: what its terminal signed.
struct BsiExample {
    nlohmann::json values =
        nlohmann::json::parse(support::read_file(support::shared_data() /
                                                 "vectors/bsi_eac2_worked_example_ECDH.json"))
            .at("values");
    card::Bytes operator()(const char* name) const {
        return card::from_hex(values.at(std::string("tc_ecdh_") + name).get<std::string>());
    }
};

/// Keeps the message, and gives the signature of the example.
class ExampleKey final : public card::TerminalKey {
public:
    explicit ExampleKey(card::Bytes signature) : signature_(std::move(signature)) {}
    card::Bytes sign(Scheme used, const char* named, card::ByteView octets) override {
        scheme = used, digest = named, message = card::to_bytes(octets);
        return signature_;
    }
    Scheme scheme{};
    std::string digest;
    card::Bytes message;

private:
    card::Bytes signature_;
};

class ExampleChip final : public card::Channel {
public:
    explicit ExampleChip(card::Bytes nonce) : nonce_(std::move(nonce)) {}
    card::apdu::Response transmit(const card::apdu::Command& command) override {
        card::Bytes answer = command.ins == 0x84 ? nonce_ : card::Bytes();
        card::append(answer, card::from_hex("9000"));
        return card::apdu::Response::parse(answer);
    }

private:
    card::Bytes nonce_;
};

TEST(Terminals, sign_what_the_terminal_of_the_bsi_example_signed) {
    NEEDS_SHARED_DATA();
    const BsiExample example;
    const auto& curve = *card::crypto::Domain::by_id(13);
    ExampleKey key(example("ta_pcd_signature"));
    ExampleChip chip(example("ta_nonce"));
    const card::Terminal terminal{{example("ta_cert"), example("dv_cert"), example("cvca_cert")},
                                  &key};
    static constexpr std::size_t kReader = 65535;
    const auto record =
        card::access::authenticate_terminal(chip, {terminal,
                                                   {"DECVCAAT00001"},
                                                   curve.compress(example("picc_pub_key")),
                                                   curve.compress(example("ca_pcd_pub_key")),
                                                   kReader});
    EXPECT_EQ(record.outcome, Outcome::done) << record.problem;
    EXPECT_EQ(key.scheme, card::TerminalKey::Scheme::ecdsa);
    EXPECT_EQ(key.digest, "SHA512");
    const auto whole = example("ta_cert");
    const auto inside = [](card::ByteView octets, card::tlv::Tag tag) {
        return card::tlv::find(octets, tag).value();
    };
    const auto point = inside(inside(inside(inside(whole, 0x7F21), 0x7F4E), 0x7F49), 0x86);
    const auto plain = [](card::ByteView octets) {
        return simulated::Octets(octets.begin(), octets.end());
    };
    EXPECT_TRUE(simulated::ecdsa_right("brainpoolP512r1", plain(point), key.digest.c_str(),
                                       plain(key.message), plain(example("ta_pcd_signature"))));
}

TEST(CvCertificate, real_certificates_of_other_makers_are_read) {
    NEEDS_SHARED_DATA();
    const auto folder = support::shared_data() / "vectors/cvc";
    const auto parse = [&folder](const char* name) {
        return card::access::parse_cv_certificate(support::read_file(folder / name));
    };
    const auto authority = parse("zz_p192/ZZSTCVCA00001.cvcert"),
               verifier = parse("zz_p192/ZZSTDVCA00001.cvcert"),
               terminal = parse("zz_p192/ZZSTTERM00001.cvcert");
    EXPECT_EQ(authority.holder, "ZZSTCVCA00001");
    EXPECT_EQ(authority.holder, authority.authority);
    EXPECT_EQ(authority.role, card::access::CvCertificate::Role::authority);
    EXPECT_EQ(verifier.authority, "ZZSTCVCA00001");
    EXPECT_EQ(terminal.authority, verifier.holder);
    EXPECT_EQ(terminal.role, card::access::CvCertificate::Role::terminal);
    const auto chain = card::access::choose_chain({terminal, authority, verifier},
                                                  {{"ZZSTCVCA00001"}, 0, {}, {}, 0})
                           .certificates;
    ASSERT_EQ(chain.size(), 2U);
    EXPECT_EQ(chain[0].holder, verifier.holder);
    EXPECT_EQ(chain[1].holder, "ZZSTTERM00001");
    for (const char* name : {"npa_ecdh/cvca.cvcert", "npa_ecdh/dvca.cvcert", "npa_ecdh/at.cvcert",
                             "persosim_AT/CVCA_Cert_01.cvcert", "persosim_AT/dv_at_cert_1.cvcert",
                             "persosim_AT/at_cert_1.cvcert", "ejbca/C_CZCVCADCZ000.cvcert"})
        EXPECT_NO_THROW(parse(name)) << name;
}

TEST(CvCertificate, ef_cvca_holds_one_or_two_references_and_zeros) {
    card::Bytes file = card::from_hex("420B5554435643413030303032420B5554435643413030303031");
    file.resize(36);
    EXPECT_EQ(card::access::parse_cvca(file),
              (std::vector<std::string>{"UTCVCA00002", "UTCVCA00001"}));
    EXPECT_TRUE(card::access::parse_cvca(card::Bytes(36)).empty());
    EXPECT_THROW(card::access::parse_cvca(card::from_hex("4200")), card::Error);
    EXPECT_THROW(card::access::parse_cvca(card::from_hex("4225")), card::Error);
}

}  // namespace
