// SPDX-License-Identifier: Apache-2.0
// EF.CardSecurity of invented documents: whose signer counts, what it says of PACE, and what people
// see of one that deviates in form.
#include <gtest/gtest.h>

#include "support/invented_documents.h"
#include "tlv/tlv.h"

namespace {

using namespace support;
using card::Because;
using card::Bytes;
using card::from_hex;
using card::Outcome;
using card::Reason;
using card::tlv::make;

constexpr const char* kId = "chip.card_security";

/// PACE with ECDH and generic mapping on parameters of the chip's own, and on curve 13.
Bytes own_pace() { return from_hex("300F060A04007F00070202040202020102"); }
Bytes known_pace() { return from_hex("3012060A04007F0007020204020202010202010D"); }
Bytes set(std::initializer_list<Bytes> infos) { return make(0x31, parts::joined(infos)); }

card::Document with(const Bytes& card_security, const DocumentForm& form = {}) {
    auto document = root().document(form);
    document.files[card::FileId::card_security] = card_security;
    return document;
}

void expect_of(const card::Report& report, const char* id, Outcome outcome, bool attention,
               const std::vector<Because>& why) {
    const auto* check = report.check(id);
    ASSERT_TRUE(check) << id;
    EXPECT_EQ(check->outcome, outcome) << *check;
    EXPECT_EQ(check->attention, attention) << *check;
    EXPECT_EQ(check->reasons, why) << *check;
}

using CardSecurity = InventedDocuments;

TEST_F(CardSecurity, under_another_key_of_its_state_passes_by_name_key_and_import) {
    expect_of(store_.judge(with(root().card_security(set({known_pace()}), 81))), kId,
              Outcome::passed, false, {});
    // Another key under one name.
    store_.pin({third().root(kThirdSerial)});
    store_.take({third().crl({})});
    expect_of(store_.judge(with(third().card_security(set({known_pace()}), 82))), kId,
              Outcome::passed, false, {});
    // One key under two names.
    const Csca again({"VN", "CSCA of Viet Nam"}, 1);
    store_.pin({again.root(44)});
    expect_of(store_.judge(with(again.card_security(set({known_pace()}), 83))), kId,
              Outcome::passed, false, {});
}

TEST_F(CardSecurity, under_a_key_of_no_known_state_passes_only_by_an_import_for_the_same_state) {
    const Csca signs_documents({"ZZ", "CSCA one"}, 5), other({"ZZ", "CSCA two"}, 6);
    auto document = signs_documents.document({});
    document.files[card::FileId::card_security] = other.card_security(set({known_pace()}), 84);
    for (const auto& [state, same] : {std::pair{"VNM", true}, {"UTO", false}, {"", false}}) {
        ImportedStore store;
        store.pin({signs_documents.root(51)}, "VNM");
        store.take({signs_documents.crl({})});
        store.pin({other.root(52)}, state);
        store.take({other.crl({})});
        const auto report = store.judge(document);
        ASSERT_EQ(report.check("dsc.chain")->outcome, Outcome::passed) << state;
        if (same) expect_of(report, kId, Outcome::passed, false, {});
        else
            expect_of(report, kId, Outcome::not_possible, true,
                      {Reason::card_security_state_unknown});
    }
}

TEST_F(CardSecurity, accuses_only_where_the_states_own_key_is_named_and_did_not_sign) {
    const SignerForm by_stranger{.issuer_id = root().key_id()};
    const Csca stranger(kVietnam, 32);
    const auto file = stranger.card_security(set({known_pace()}), 84, {}, by_stranger);
    const auto report = store_.judge(with(file));
    expect_of(report, kId, Outcome::failed, false, {Reason::chain_key_did_not_sign});
    EXPECT_EQ(report.verdict(), card::Verdict::not_genuine);
    // The same identifier, known from a foreign list alone.
    const Csca namesake(kVietnam, 33);
    store_.pin({utopia_certificate()});
    store_.take({utopia().master_list({namesake.certify_with_key_id(namesake, third(), 94)},
                                      day(-1), kListSigner)});
    const auto foreign =
        stranger.card_security(set({known_pace()}), 85, {}, {.issuer_id = third().key_id()});
    const auto open = store_.judge(with(foreign));
    expect_of(open, kId, Outcome::not_possible, false,
              {{Reason::chain_no_anchor, {"C=VN, CN=CSCA Viet Nam"}}});
    EXPECT_NE(open.verdict(), card::Verdict::not_genuine);
}

TEST_F(CardSecurity, without_its_content_cannot_be_judged) {
    const auto file = root().card_security(set({known_pace()}), 86, {.content = false});
    expect_of(store_.judge(with(file)), kId, Outcome::not_possible, false,
              {Reason::cms_no_content});
}

TEST_F(CardSecurity, that_deviates_in_form_counts_and_is_told) {
    const Because odd(Reason::security_infos_odd, {"EF.CardSecurity"});
    auto stray = set({known_pace()});
    card::append(stray, from_hex("0000"));
    expect_of(store_.judge(with(root().card_security(stray, 87))), kId, Outcome::passed, true,
              {odd});
    expect_of(store_.judge(with(root().card_security(set({known_pace(), from_hex("0500")}), 88))),
              kId, Outcome::passed, true, {odd});
    const auto usual = root().card_security(set({known_pace()}), 89);
    expect_of(store_.judge(with(list_in_ber(usual))), kId, Outcome::passed, true,
              {Reason::cms_ber});
}

TEST_F(CardSecurity, that_names_other_pace_than_dg14_is_told_and_accuses_nobody) {
    const DocumentForm form{.groups = {{14, make(0x6E, set({known_pace()}))}}};
    const auto other = store_.judge(with(root().card_security(set({own_pace()}), 90), form));
    expect_of(other, kId, Outcome::passed, true, {Reason::card_security_pace_differs});
    EXPECT_EQ(reason(other, kId), "it names other forms of PACE than the signed DG14");
    const auto same = store_.judge(with(root().card_security(set({known_pace()}), 90), form));
    expect_of(same, kId, Outcome::passed, false, {});
}

/// Opened by BAC, where EF.CardAccess offers PACE in a form that this version cannot run.
card::Document by_bac(const DocumentForm& form = {}) {
    auto document = root().document(form);
    document.access.protocol = card::AccessProtocol::bac;
    document.files[card::FileId::card_access] = set({own_pace()});
    return document;
}

TEST_F(CardSecurity, with_the_same_pace_says_that_bac_was_no_downgrade) {
    constexpr const char* kDowngrade = "access.downgrade";
    auto document = by_bac();
    expect_of(store_.judge(document), kDowngrade, Outcome::not_possible, false,
              {Reason::access_pace_unknown_unsigned});
    EXPECT_EQ(store_.judge(document).check(kDowngrade)->effect, card::Effect::undetermined);
    document.files[card::FileId::card_security] = root().card_security(set({own_pace()}), 91);
    expect_of(store_.judge(document), kDowngrade, Outcome::passed, true,
              {Reason::access_pace_unknown});
    document.files[card::FileId::card_security] = root().card_security(set({known_pace()}), 91);
    expect_of(store_.judge(document), kDowngrade, Outcome::not_possible, false,
              {Reason::access_pace_unknown_unsigned});
    // One that nobody signed, or that a stranger did, says nothing.
    const Csca stranger({"VN", "CSCA of a stranger"}, 34);
    document.files[card::FileId::card_security] = stranger.card_security(set({own_pace()}), 92);
    expect_of(store_.judge(document), kDowngrade, Outcome::not_possible, false,
              {Reason::access_pace_unknown_unsigned});
    // DG14, which the signed list binds to the document, comes first.
    auto contradicted = by_bac({.groups = {{14, make(0x6E, set({known_pace()}))}}});
    contradicted.files[card::FileId::card_security] = root().card_security(set({own_pace()}), 93);
    expect_of(store_.judge(contradicted), kDowngrade, Outcome::not_possible, false,
              {Reason::access_pace_unknown_unsigned});
}

TEST_F(CardSecurity, and_a_dg14_that_deviates_in_form_contradict_nothing) {
    const auto card_access = set({known_pace()});
    const Because odd(Reason::security_infos_odd, {"DG14"});
    const auto longer = from_hex("318114");  // a length of more octets than it needs
    auto ber = longer;
    card::append(ber, known_pace());
    auto trailing = make(0x6E, card_access);
    card::append(trailing, from_hex("0000"));
    const std::pair<const char*, Bytes> forms[] = {
        {"twice", make(0x6E, set({known_pace(), known_pace()}))},
        {"BER", make(0x6E, ber)},
        {"octets behind", trailing}};
    for (const auto& [name, dg14] : forms) {
        auto document = root().document({.groups = {{14, dg14}}});
        document.access.protocol = card::AccessProtocol::pace;
        document.files[card::FileId::card_access] = card_access;
        const auto report = store_.judge(document);
        SCOPED_TRACE(name);
        expect_of(report, "dg.content.14", Outcome::passed, true, {odd});
        expect_of(report, "access.card_access", Outcome::passed, false, {});
    }
}

}  // namespace
