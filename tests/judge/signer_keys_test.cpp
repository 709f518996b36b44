// SPDX-License-Identifier: Apache-2.0
// Signers that may not sign, and keys under which anybody can or nobody here can.
#include <gtest/gtest.h>

#include "card/explain.h"
#include "support/invented_documents.h"
#include "tlv/tlv.h"

namespace {

using namespace support;
using card::Because;
using card::Bytes;
using card::from_hex;
using card::Outcome;
using card::Reason;
using card::Verdict;
using card::tlv::make;

using SignerKeys = InventedDocuments;

TEST_F(SignerKeys, a_certificate_that_may_not_sign_documents_accuses) {
    constexpr const char* kId = "dsc.profile";
    const auto ca = parts::extension("551D13", from_hex("30030101FF"), true);
    expect_wrong({.signer = {.more_extensions = ca}}, kId, Reason::profile_ca);
    expect_wrong({.signer = {.key_usage = from_hex("03020520")}}, kId, Reason::profile_key_usage);
    expect_wrong({.signer = {.key_usage = from_hex("03020284")}}, kId, Reason::profile_key_usage);
}

/// SubjectPublicKeyInfo of RSA.
Bytes rsa_key(std::size_t octets, const Bytes& exponent, std::uint8_t last = 0x01) {
    Bytes modulus(octets + 1, 0xA5);
    modulus.front() = 0;
    modulus.back() = last;
    const auto numbers = parts::sequence({make(0x02, modulus), make(0x02, exponent)});
    const auto type = parts::sequence({parts::oid("2A864886F70D010101"), from_hex("0500")});
    return parts::sequence({type, make(0x03, parts::joined({{0}, numbers}))});
}

TEST_F(SignerKeys, a_key_under_which_anybody_can_forge_accuses_and_another_is_our_limit) {
    const auto e = from_hex("010001");
    const auto of = [this](const Bytes& key) {
        const auto report = judged({.signer = {.public_key = key}});
        const auto* check = report.check("sod.algorithms");
        EXPECT_EQ(check->effect == card::Effect::not_genuine,
                  report.verdict() == Verdict::not_genuine);
        return std::pair(check->outcome, check->reasons.front().reason);
    };
    EXPECT_EQ(of(rsa_key(64, e)), std::pair(Outcome::failed, Reason::key_rsa_size));
    EXPECT_EQ(of(rsa_key(256, {1})), std::pair(Outcome::failed, Reason::key_rsa_exponent));
    EXPECT_EQ(of(rsa_key(256, e, 0x02)), std::pair(Outcome::failed, Reason::key_rsa_even));
    EXPECT_EQ(of(rsa_key(1100, e)), std::pair(Outcome::not_possible, Reason::key_rsa_large));
    EXPECT_EQ(of(rsa_key(256, {4})),
              std::pair(Outcome::not_possible, Reason::key_rsa_exponent_unusual));
    EXPECT_EQ(text_of(Reason::key_rsa_large, card::Language::en),
              "this version cannot compute under an RSA key of more than 8192 bits");
    EXPECT_EQ(text_of(Reason::key_rsa_size, card::Language::vi),
              "khóa RSA dưới 1024 bit, ai cũng có thể giả mạo");
}

TEST_F(SignerKeys, a_signers_certificate_that_cannot_be_computed_is_our_limit) {
    // Both places name ecdsa-with-SHA3-256.
    const auto from = from_hex("06082A8648CE3D040302"), to = from_hex("06082A8648CE3D040399");
    auto document = root().document({.serial = 77});
    auto& sod = document.files[card::FileId::sod];
    std::size_t changed = 0;
    for (auto at = sod.begin();;) {
        at = std::search(at, sod.end(), from.begin(), from.end());
        if (at == sod.end() || changed == 2) break;
        std::copy(to.begin(), to.end(), at);
        ++changed;
    }
    ASSERT_EQ(changed, 2U);
    const auto report = store_.judge(document);
    const auto* chain = report.check("dsc.chain");
    EXPECT_EQ(chain->outcome, Outcome::not_possible) << *chain;
    EXPECT_EQ(chain->reasons, std::vector<Because>{Reason::chain_not_computable}) << *chain;
    EXPECT_EQ(card::explain(report).body, "verdict.undetermined.other");
    EXPECT_EQ(card::explain(report).remedy, "");
    EXPECT_EQ(reason(report, "dsc.chain"),
              "this version cannot compute the signature over the signer's certificate");
}

/// A key over P-256's numbers in full, with this generator.
Bytes explicit_key(const Bytes& point, const char* generator) {
    const auto number = [](const char* hex) { return make(0x02, from_hex(hex)); };
    const auto octets = [](const char* hex) { return make(0x04, from_hex(hex)); };
    const auto prime = "00FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF";
    const auto field = parts::sequence({parts::oid("2A8648CE3D0101"), number(prime)});
    const auto curve = parts::sequence(
        {octets("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC"),
         octets("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B")});
    const auto domain = parts::sequence(
        {parts::integer(1), field, curve, octets(generator),
         number("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
         parts::integer(1)});
    const auto type = parts::sequence({parts::oid("2A8648CE3D0201"), domain});
    return parts::sequence({type, make(0x03, parts::joined({{0}, point}))});
}
/// The last octets of a SubjectPublicKeyInfo of P-256.
Bytes point_of(const Bytes& public_key) { return {public_key.end() - 65, public_key.end()}; }

TEST_F(SignerKeys, over_a_generator_of_somebodys_choice_accuse) {  // CVE-2020-0601
    const auto point = point_of(parts::key_pair(parts::kSignerKey).public_key);
    const auto usual =
        "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
        "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5";
    EXPECT_EQ(judged({.signer = {.public_key = explicit_key(point, usual)}}).verdict(),
              judged({}).verdict());
    const auto chosen =
        judged({.signer = {.public_key = explicit_key(point, card::to_hex(point).c_str())}});
    EXPECT_EQ(chosen.verdict(), Verdict::not_genuine);
    for (const char* id : {"sod.algorithms", "sod.signature"}) {
        EXPECT_EQ(chosen.check(id)->outcome, Outcome::failed) << id;
        EXPECT_EQ(chosen.check(id)->reasons, std::vector<Because>{Reason::key_unknown_curve}) << id;
    }
}

}  // namespace
