// SPDX-License-Identifier: Apache-2.0
// Active authentication with what this version cannot compute: no accusation (docs/adr/0091).
#include <gtest/gtest.h>

#include <openssl/rsa.h>

#include "card/explain.h"
#include "support/invented_documents.h"
#include "tlv/tlv.h"

namespace {

using namespace support;
using card::Bytes;
using card::from_hex;
using card::Outcome;
using card::Reason;
using card::tlv::make;

constexpr const char* kId = "chip.aa";
constexpr std::size_t kChipKey = 501, kModulus = kWeakRsaKey / 8;

class UncomputableProofs : public InventedDocuments {
protected:
    card::Document answered(std::size_t key, const Bytes& signature,
                            std::map<int, Bytes> groups = {}) const {
        groups[2] = from_hex("7500");
        groups[15] = make(0x6F, parts::key_pair(key).public_key);
        auto document = root().document({.groups = std::move(groups)});
        document.chip_present = true;
        auto& record = document.active_authentication;
        record.outcome = card::ActiveAuthenticationRecord::Outcome::answered;
        record.key_file = document.files[card::FileId::dg15];
        record.challenge = challenge_;
        record.signature = signature;
        return document;
    }
    card::Check judged(const card::Document& document) const {
        return *store_.judge(document).check(kId);
    }
    void expect(const card::Document& document, Outcome outcome, const card::Because& why,
                card::Effect effect) const {
        const auto check = judged(document);
        EXPECT_EQ(check.outcome, outcome) << check;
        EXPECT_EQ(check.effect, effect) << check;
        ASSERT_FALSE(check.reasons.empty());
        EXPECT_EQ(check.reasons.back(), why) << check;
    }
    const Bytes challenge_ = from_hex("0102030405060708");
};

/// What the chip's private key makes of a representative.
Bytes recovered_to(const Bytes& representative) {
    const auto& pair = parts::key_pair(kWeakRsaKey);
    const card::crypto::KeyContext context(
        EVP_PKEY_CTX_new_from_pkey(nullptr, pair.key.get(), nullptr));
    Bytes signature(kModulus);
    std::size_t size = signature.size();
    EXPECT_EQ(EVP_PKEY_sign_init(context.get()), 1);
    EXPECT_EQ(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING), 1);
    EXPECT_EQ(EVP_PKEY_sign(context.get(), signature.data(), &size, representative.data(),
                            representative.size()),
              1);
    return signature;
}
Bytes representative(std::uint8_t header, const Bytes& trailer) {
    Bytes octets(kModulus, 0x11);
    octets.front() = header;
    std::ranges::copy(trailer, octets.end() - static_cast<std::ptrdiff_t>(trailer.size()));
    return octets;
}

TEST_F(UncomputableProofs, by_a_trailer_of_an_unknown_digest_are_our_limit) {
    const auto document =
        answered(kWeakRsaKey, recovered_to(representative(0x6A, from_hex("3DCC"))));
    expect(document, Outcome::not_possible, Reason::aa_trailer_unknown, card::Effect::undetermined);
    EXPECT_EQ(store_.judge(document).verdict(), card::Verdict::undetermined);
    const card::Because why(Reason::aa_trailer_unknown);
    EXPECT_EQ(text_of(why, card::Language::en),
              "this version cannot compute the digest that the chip's signature names");
    EXPECT_EQ(text_of(why, card::Language::vi),
              "phiên bản này chưa tính được thuật toán băm ghi trong chữ ký của chip");
}

TEST_F(UncomputableProofs, that_are_no_signatures_accuse_whatever_their_digest) {
    const auto wrong = [this](std::uint8_t header, const char* trailer, Reason why) {
        expect(answered(kWeakRsaKey, recovered_to(representative(header, from_hex(trailer)))),
               Outcome::failed, why, card::Effect::not_genuine);
    };
    wrong(0x6A, "3D1C", Reason::aa_trailer);
    wrong(0x1A, "3DCC", Reason::aa_header);
    wrong(0x6A, "34CC", Reason::aa_digest_wrong);
    wrong(0x6A, "BC", Reason::aa_digest_wrong);
}

/// DG14 with an ActiveAuthenticationInfo of this ecdsa-plain (BSI TR-03111) arc.
Bytes dg14_naming(const char* arc) {
    const auto info =
        parts::sequence({parts::oid("678108010105"), parts::integer(1),
                         parts::oid((std::string("04007F0007010104") + arc).c_str())});
    return make(0x6E, make(0x31, info));
}

TEST_F(UncomputableProofs, by_a_digest_that_dg14_names_and_nobody_knows_are_our_limit) {
    const auto other = parts::sign(parts::key_pair(kChipKey), from_hex("00"));
    const card::Because why(Reason::aa_digest_unknown);
    const auto ripemd = answered(kChipKey, other, {{14, dg14_naming("0106")}});
    expect(ripemd, Outcome::not_possible, why, card::Effect::undetermined);
    EXPECT_EQ(card::explain(store_.judge(ripemd)).body, "verdict.undetermined.other");
    EXPECT_EQ(text_of(why, card::Language::en),
              "this version cannot compute the digest that the signed DG14 names for it");
    EXPECT_EQ(text_of(why, card::Language::vi),
              "phiên bản này chưa tính được thuật toán băm mà DG14 đã ký quy định");
    // One that is known, or none: nothing else can be right.
    for (const char* arc : {"0103", "0105"})
        expect(answered(kChipKey, other, {{14, dg14_naming(arc)}}), Outcome::failed,
               Reason::aa_any_digest, card::Effect::not_genuine);
    expect(answered(kChipKey, other), Outcome::failed, Reason::aa_any_digest,
           card::Effect::not_genuine);
}

TEST_F(UncomputableProofs, that_another_proof_stands_beside_leave_the_verdict_to_it) {
    const auto other = parts::sign(parts::key_pair(kChipKey), from_hex("00"));
    // A right one under a digest that is known counts although DG14 names another.
    const auto right = parts::sign(parts::key_pair(kChipKey), challenge_);
    EXPECT_EQ(judged(answered(kChipKey, right, {{14, dg14_naming("0106")}})).outcome,
              Outcome::passed);
    // Chip authentication was right.
    const auto pace = from_hex("3012060A04007F0007020204020202010202010D");
    const auto& key = parts::key_pair(502).public_key;
    const auto chip_key = parts::sequence({parts::oid("04007F000702020102"), key});
    const auto chip_info = from_hex("300F060A04007F00070202030202020101");
    const auto named = dg14_naming("0106");
    card::tlv::Reader set(card::tlv::unwrap(0x6E, named));
    const auto info = card::to_bytes(card::tlv::unwrap(0x31, set.next().whole));
    const auto dg14 = make(0x6E, make(0x31, parts::joined({pace, chip_key, chip_info, info})));
    auto document = answered(kChipKey, other, {{14, dg14}});
    document.chip_authentication.outcome = card::ChipAuthenticationRecord::Outcome::right;
    document.chip_authentication.key_file = document.files[card::FileId::dg14];
    const auto report = store_.judge(document);
    ASSERT_EQ(report.check("chip.ca")->outcome, Outcome::passed) << *report.check("chip.ca");
    const auto* check = report.check(kId);
    EXPECT_EQ(check->outcome, Outcome::not_possible);
    EXPECT_EQ(check->effect, card::Effect::none);
    EXPECT_TRUE(check->attention);
    EXPECT_EQ(check->reasons, std::vector<card::Because>{Reason::aa_digest_unknown});
}

}  // namespace
