// SPDX-License-Identifier: Apache-2.0
// Deviations of form above the signer (docs/verdict.md, "When a check may accuse"): what counts all
// the same is told, and what cannot be judged accuses nobody.
#include <gtest/gtest.h>

#include "card/error.h"
#include "card/explain.h"
#include "card/messages.h"
#include "support/csca_parts.h"
#include "support/states.h"
#include "tlv/tlv.h"

namespace {

using namespace support;
using card::Outcome;
using card::Reason;
using Reasons = std::vector<card::Because>;

/// Of a check: its outcome, whether people see it, why.
void expect(const card::Report& report, const char* id, Outcome outcome, bool attention,
            const Reasons& why) {
    const auto* check = report.check(id);
    ASSERT_TRUE(check) << id;
    EXPECT_EQ(check->outcome, outcome) << *check;
    EXPECT_EQ(check->attention, attention) << *check;
    EXPECT_EQ(check->reasons, why) << *check;
}
void expect_told(const card::Report& report, const char* id, Reason why) {
    expect(report, id, Outcome::passed, true, {why});
}
std::string english(Reason reason) { return text_of(reason, card::Language::en); }
std::string vietnamese(Reason reason) { return text_of(reason, card::Language::vi); }

TEST(OddChains, in_ber_count_and_are_told) {
    ImportedStore store;
    const auto ber = in_ber(root_certificate());
    ASSERT_EQ(store.pin({ber}).taken, 1U);
    store.take({root().crl({})});
    const auto report = store.judge(by_root());
    expect_told(report, "dsc.chain", Reason::chain_ber);
    expect(report, "dsc.revocation", Outcome::passed, false, {});
    EXPECT_EQ(store.take({in_ber(link_to_next()), next().crl({})}).taken, 2U);
    expect_told(store.judge(by_next()), "dsc.chain", Reason::chain_ber);
}

TEST(OddChains, of_a_root_in_ber_are_pinned_by_the_fingerprint_of_either_form) {
    const auto ber = in_ber(root_certificate());
    for (const auto& named : {ber, root_certificate()}) {
        const Folder folder;
        const auto file = folder.path() / "root.cer";
        std::ofstream(file, std::ios::binary) << card::as_text(ber);
        const auto pin = card::certificate_fingerprint(named);
        EXPECT_EQ(card::import_trust(folder.path() / "store", {{file}, {pin}, {}}).taken, 1U);
    }
}

TEST(OddChains, with_a_revocation_list_in_ber_or_plainly_signed_clear_and_withdraw_and_are_told) {
    for (const auto& [form, why] : {std::pair(&in_ber, Reason::crl_ber),
                                    std::pair(&plainly_signed, Reason::crl_signature_form)}) {
        ImportedStore store;
        store.pin({root_certificate()});
        ASSERT_EQ(store.take({form(root().crl({}))}).taken, 1U);
        const auto report = store.judge(by_root());
        expect_told(report, "dsc.revocation", why);
        expect(report, "dsc.chain", Outcome::passed, false, {});
        store.take({form(root().crl({.serials = {kSigner}, .date = day(0), .number = 2}))});
        EXPECT_EQ(revocation(store.judge(by_root())), "failed N");
    }
    EXPECT_EQ(english(Reason::crl_ber), "the revocation list is in BER instead of DER");
    EXPECT_EQ(vietnamese(Reason::crl_ber), "danh sách thu hồi ghi theo BER thay vì DER");
}

TEST(OddChains, out_of_a_master_list_in_ber_count_and_are_told) {
    ImportedStore store;
    store.pin({utopia_certificate()});
    const auto list = list_in_ber(utopia().master_list({root_certificate()}, day(-1), kListSigner));
    const auto imported = store.take({list});
    ASSERT_EQ(imported.taken, 1U);
    EXPECT_NE(imported.lines[0].text.find(english(Reason::chain_list_ber)), std::string::npos)
        << imported.lines[0].text;
    expect_told(store.judge(by_root()), "dsc.chain", Reason::chain_list_ber);
    // The same out of a list as it should be is nothing to tell.
    store.pin({third().root(kThirdSerial)});
    store.take({third().master_list({root_certificate()}, day(-1), kListSigner)});
    expect(store.judge(by_root()), "dsc.chain", Outcome::passed, false, {});
}

/// What the notes of a store say, line by line.
std::string notes_of(const card::TrustStore& store, card::Language language) {
    std::string text;
    for (const auto& note : store.notes()) text += card::text_of(note.sentence, language) + "\n";
    return text;
}

TEST(OddChains, out_of_a_master_list_signed_with_sha1_count_and_its_hash_is_told) {
    ImportedStore store;
    store.pin({utopia_certificate()});
    const SignedForm sha1{.digested_with = card::crypto::Hash::sha1,
                          .digest = "2B0E03021A",
                          .signed_with = "SHA1",
                          .algorithm = "2A8648CE3D0401"};
    const auto imported =
        store.take({utopia().master_list({root_certificate()}, day(-1), kListSigner, sha1)});
    ASSERT_EQ(imported.taken, 1U);
    EXPECT_NE(imported.lines[0].text.find("; it is signed with SHA-1"), std::string::npos)
        << imported.lines[0].text;
    const auto loaded = store.loaded();
    ASSERT_EQ(loaded.master_lists().size(), 1U);
    EXPECT_TRUE(loaded.master_lists()[0].uses_sha1);
    EXPECT_NE(
        notes_of(loaded, card::Language::vi).find("danh sách CSCA (master list) này ký bằng SHA-1"),
        std::string::npos);
    EXPECT_EQ(chain_and_revocation(store.judge(by_root())), "passed, not_possible U")
        << "a list that its own state signed counts, however weakly: an anchor vouches for it";
}

TEST(OddChains, beside_a_certificate_that_a_list_holds_and_nobody_can_use_count) {
    ImportedStore store;
    store.pin({utopia_certificate()});
    const auto odd = third().unusable_root(Csca::Unusable::small_curve, kThirdSerial);
    store.take({utopia().master_list({odd, root_certificate()}, day(-1), kListSigner)});
    const auto loaded = store.loaded();
    ASSERT_EQ(loaded.master_lists().size(), 1U);
    EXPECT_TRUE(loaded.master_lists()[0].loaded);
    EXPECT_EQ(loaded.master_lists()[0].certificates, 2U);
    EXPECT_EQ(loaded.master_lists()[0].refused, 1U);
    const auto notes = notes_of(loaded, card::Language::en);
    EXPECT_NE(notes.find("a certificate of the list is refused"), std::string::npos) << notes;
    EXPECT_EQ(chain_and_revocation(store.judge(by_root())), "passed, not_possible U");
}

TEST(OddChains, with_a_link_that_is_plainly_signed_count_and_are_told) {
    ImportedStore store;
    store.pin({root_certificate()});
    ASSERT_EQ(store.take({plainly_signed(link_to_next())}).taken, 1U);
    expect_told(store.judge(by_next()), "dsc.chain", Reason::chain_link_form);
}

/// Extensions of a CSCA with this basicConstraints and keyUsage, each whole or empty.
card::Bytes marks(const Csca& csca, const char* constraints, const char* usage) {
    auto extensions = parts::extension("551D0E", card::tlv::make(0x04, csca.key_id()));
    if (*constraints)
        card::append(extensions, parts::extension("551D13", card::from_hex(constraints), true));
    if (*usage) card::append(extensions, parts::extension("551D0F", card::from_hex(usage), true));
    return extensions;
}
constexpr const char *kCa = "30030101FF", *kNoCa = "3000", *kSignsCertificates = "03020106",
                     *kSignsOther = "03020780";

TEST(OddChains, of_an_issuer_that_is_not_marked_as_a_ca_count_in_three_ways_and_are_told) {
    for (const char* constraints : {kNoCa, ""}) {
        const auto odd = root().root_with(marks(root(), constraints, kSignsCertificates), 1);
        ImportedStore single;
        single.pin({odd});
        expect_told(single.judge(by_root()), "dsc.chain", Reason::chain_ca_not_marked);
        ImportedStore list;
        list.pin({utopia_certificate()});
        list.take({utopia().master_list({odd}, day(-1), kListSigner)});
        expect_told(list.judge(by_root()), "dsc.chain", Reason::chain_ca_not_marked);
        const auto link = parts::certificate(parts::key_pair(2),
                                             {9,
                                              kVietnam,
                                              kVietnam,
                                              {},
                                              parts::key_pair(1).public_key,
                                              marks(root(), constraints, kSignsCertificates)});
        ImportedStore linked;
        linked.pin({next().root(kNextSerial)});
        ASSERT_EQ(linked.take({link}).taken, 1U);
        expect_told(linked.judge(by_root()), "dsc.chain", Reason::chain_ca_not_marked);
    }
}

TEST(OddChains, of_an_issuer_without_key_usage_count_by_its_mark_and_are_told) {
    ImportedStore store;
    store.pin({root().root_with(marks(root(), kCa, ""), 1)});
    expect_told(store.judge(by_root()), "dsc.chain", Reason::chain_ca_no_key_usage);
    EXPECT_EQ(english(Reason::chain_ca_no_key_usage),
              "the CSCA certificate does not say what its key is for");
    EXPECT_EQ(vietnamese(Reason::chain_ca_no_key_usage),
              "chứng thư CSCA không ghi mục đích dùng khóa");
    for (const auto& [constraints, usage] :
         {std::pair(kCa, kSignsOther), std::pair(kNoCa, ""), std::pair("", "")})
        EXPECT_THROW(ImportedStore().pin({root().root_with(marks(root(), constraints, usage), 1)}),
                     card::Error)
            << constraints << usage << ": no certificate of an issuer";
}

TEST(OddChains, whose_oddity_stands_above_the_issuing_key_are_told) {
    for (const auto& [pinned, why] :
         {std::pair(in_ber(root_certificate()), Reason::chain_ber),
          {root().root_with(marks(root(), kNoCa, kSignsCertificates), 1),
           Reason::chain_ca_not_marked},
          {root().root_with(marks(root(), kCa, ""), 1), Reason::chain_ca_no_key_usage}}) {
        ImportedStore store;
        store.pin({pinned});
        ASSERT_EQ(store.take({link_to_next()}).taken, 1U);
        expect_told(store.judge(by_next()), "dsc.chain", why);
    }
    ImportedStore of_link;
    of_link.pin({root_certificate()});
    of_link.take({plainly_signed(link_to_next()), next().certify(third(), 9, kThirdDates)});
    expect_told(of_link.judge(third().document(kOtherSigner, kSignerDates)), "dsc.chain",
                Reason::chain_link_form);
}

/// A root with one more extension.
card::Bytes root_and(const char* type, const char* value, bool critical) {
    auto extensions = root().extensions_of_a_ca();
    card::append(extensions, parts::extension(type, card::from_hex(value), critical));
    return root().root_with(extensions, kRootSerial, kRootDates);
}
/// PrivateKeyUsagePeriod with a UTCTime.
constexpr const char *kPeriod = "551D10", *kUtcPeriod = "300F800D3231303630313030303030305A";

TEST(OddChains, of_a_csca_whose_usage_period_cannot_be_read_leave_that_check_not_possible) {
    ImportedStore store;
    store.pin({root_and(kPeriod, kUtcPeriod, false)});
    store.take({root().crl({})});
    const auto report = store.judge(by_root());
    expect(report, "csca.usage_period", Outcome::not_possible, false, {Reason::extension_form});
    EXPECT_EQ(report.check("csca.usage_period")->effect, card::Effect::none);
    expect(report, "dsc.chain", Outcome::passed, false, {});
    ImportedStore critical;
    critical.pin({root_and(kPeriod, kUtcPeriod, true)});
    expect(critical.judge(by_root()), "dsc.chain", Outcome::not_possible, false,
           {Reason::chain_unknown_critical});
}

TEST(OddChains, under_an_unknown_condition_are_our_limit_in_words) {
    ImportedStore store;
    store.pin({root().unusable_root(Csca::Unusable::unknown_critical, kRootSerial, kRootDates)});
    const auto report = store.judge(by_root());
    expect(report, "dsc.chain", Outcome::not_possible, false, {Reason::chain_unknown_critical});
    EXPECT_EQ(report.verdict(), card::Verdict::undetermined);
    EXPECT_EQ(card::explain(report).body, "verdict.undetermined.other");
    EXPECT_EQ(card::explain(report).remedy, "");
    EXPECT_EQ(reason(report, "dsc.chain"),
              "the CSCA certificate has a condition that this version does not know");
}

TEST(OddChains, with_a_change_of_name_are_known) {
    auto extensions = next().extensions_of_a_ca();
    card::append(extensions, parts::extension("67810801010601", card::from_hex("0500"), true));
    const auto link = parts::certificate(
        parts::key_pair(1),
        {kNextSerial, kVietnam, kVietnam, {}, parts::key_pair(2).public_key, extensions});
    ImportedStore store;
    store.pin({root_certificate()});
    ASSERT_EQ(store.take({link}).taken, 1U);
    expect(store.judge(by_next()), "dsc.chain", Outcome::passed, false, {});
}

TEST(OddChains, accuse_where_an_own_list_names_the_key_and_it_did_not_sign) {
    // The state's own list brings a certificate over another key with the key id that is named.
    ImportedStore store;
    store.pin({root_certificate()});
    const Csca other(kVietnam, 32);
    store.take({root().master_list({other.certify_with_key_id(other, third(), 94)}, day(-1),
                                   kListSigner)});
    ASSERT_EQ(store.loaded().anchors(), 2U);
    EXPECT_EQ(chain_and_revocation(store.judge(third().document(kSigner))),
              "failed N, not_possible");
}

}  // namespace
