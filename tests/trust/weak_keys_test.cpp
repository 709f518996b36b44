// SPDX-License-Identifier: Apache-2.0
// A key that is weak above the signer is told like one of the signer's: people see it, and it
// accuses nobody.
#include <gtest/gtest.h>

#include "card/messages.h"
#include "support/states.h"

namespace {

using namespace support;
using card::Reason;

void expect_told(const card::Report& report, const std::vector<card::Because>& why,
                 const std::string& where) {
    const auto* chain = report.check("dsc.chain");
    EXPECT_EQ(chain->outcome, card::Outcome::passed) << where << *chain;
    EXPECT_EQ(chain->attention, !why.empty()) << where;
    EXPECT_EQ(chain->reasons, why) << where << *chain;
    EXPECT_EQ(report.check("sod.algorithms")->attention, false) << "the signer's own is strong";
}

const Csca& weak() {
    static const Csca csca(kVietnam, kWeakKey);
    return csca;
}
const Csca& weak_rsa() {
    static const Csca csca(kVietnam, kWeakRsaKey);
    return csca;
}
const card::Because kWeakCurve{Reason::key_weak, {"P-192"}},
    kWeakRsa{Reason::key_weak, {"RSA-1024"}};

TEST(WeakKeys, of_a_csca_or_of_a_link_above_the_signer_ask_for_attention) {
    for (const bool link : {false, true}) {
        for (const auto& [csca, why] : {std::pair(&weak(), kWeakCurve), {&weak_rsa(), kWeakRsa}}) {
            ImportedStore store;
            store.pin({link ? root_certificate() : csca->root(5)});
            if (link) store.take({root().certify(*csca, 2)});
            store.take({csca->crl({})});
            expect_told(store.judge(csca->document(11)), {why}, link ? "link" : "root");
        }
    }
    EXPECT_EQ(text_of(kWeakRsa, card::Language::en), "RSA-1024 is weak");
    EXPECT_EQ(text_of(kWeakRsa, card::Language::vi), "RSA-1024 đã yếu");
}

TEST(WeakKeys, of_a_pinned_root_above_a_strong_link_ask_for_attention) {
    ImportedStore store;
    store.pin({weak().root(5)});
    store.take({weak().certify(root(), 6), root().certify(next(), 7)});
    expect_told(store.judge(by_root()), {kWeakCurve}, "one link above");
    expect_told(store.judge(by_next()), {kWeakCurve}, "two links above");
}

TEST(WeakKeys, on_the_way_of_a_list_ask_for_attention) {
    ImportedStore store;
    store.pin({weak().root(5)});
    store.take({weak().master_list({root_certificate()}, day(-1), kListSigner)});
    expect_told(store.judge(by_root()), {kWeakCurve}, "the key above the list's signer");
}

TEST(WeakKeys, on_one_way_of_two_ask_for_none) {
    ImportedStore store;
    store.pin({weak().root(5), third().root(kThirdSerial)});
    store.take({weak().certify(root(), 6)});
    expect_told(store.judge(by_root()), {kWeakCurve}, "the weak way");
    store.take({third().certify(root(), 8)});
    const auto report = store.judge(by_root());
    EXPECT_EQ(report.check("dsc.chain")->outcome, card::Outcome::passed);
    ImportedStore pinned;
    pinned.pin({weak().root(5), root_certificate()});
    pinned.take({weak().certify(root(), 6)});
    expect_told(pinned.judge(by_root()), {}, "a root that the operator named");
}

TEST(WeakKeys, of_no_certificate_ask_for_none) {
    const Csca strong{{"VN", "CSCA Viet Nam"}, 71};
    ImportedStore store;
    store.pin({strong.root(1)});
    store.take({strong.crl({})});
    EXPECT_FALSE(store.judge(strong.document(11)).check("dsc.chain")->attention);
}

}  // namespace
