// SPDX-License-Identifier: Apache-2.0
// What keys out of another state's list say of a state: nothing.
#include <gtest/gtest.h>

#include "support/states.h"

namespace {

using namespace support;
using Kind = Withdrawals::Kind;

/// Utopia's list names a stranger, a namesake with Vietnam's key identifier, and Vietnam's own key
/// under Utopia's name.
class Strangers : public testing::Test {
protected:
    void SetUp() override {
        store_.pin({root_certificate(), utopia_certificate()});
        store_.take({utopia().master_list(
            {stranger_.root(95), namesake_.certify_with_key_id(namesake_, root(), 94), own_key_},
            day(-1), kListSigner)});
        ASSERT_EQ(store_.loaded().anchors(), 5U);
    }
    std::string judged() const { return chain_and_revocation(store_.judge(by_root())); }

    const Csca stranger_{{"XA", "CSCA Xanadu"}, 31};
    const Csca namesake_{kVietnam, 32};
    const card::Bytes own_key_ = utopia().certify(Csca(kUtopia, 1), 96, {day(-100), day(100)});
    ImportedStore store_;
};

TEST_F(Strangers, withdraw_no_root_and_no_signer_by_a_delta_list_under_its_issuer_s_name) {
    store_.take({root().crl({})});
    store_.take(
        {stranger_.crl_under(kVietnam, {.serials = {kRootSerial, kSigner}, .kind = Kind::delta})});
    EXPECT_EQ(judged(), "passed, passed");
    auto citizen = card::Policy::of("VN");
    EXPECT_EQ(chain_and_revocation(store_.judge(by_root(), citizen)), "passed, passed");
}

TEST_F(Strangers, with_the_state_s_own_name_and_key_identifier_neither_clear_nor_withdraw) {
    store_.take({namesake_.crl({.date = day(0), .number = 0x7FFFFFFF})});
    EXPECT_EQ(judged(), "passed, not_possible U") << "it clears nothing";
    store_.take({root().crl({.date = day(-9)})});
    EXPECT_EQ(judged(), "passed, passed");
    store_.take({namesake_.crl({.serials = {kRootSerial, kSigner}, .date = day(0), .number = 9})});
    store_.take({namesake_.crl({.serials = {kRootSerial, kSigner}, .kind = Kind::delta})});
    EXPECT_EQ(judged(), "passed, passed");
    store_.take({root().crl({.serials = {kSigner}, .date = day(-8)})});
    EXPECT_EQ(judged(), "passed, failed N");
}

TEST_F(Strangers, that_withdraw_their_own_certificate_over_a_state_s_key_do_not_withdraw_the_key) {
    store_.take({root().crl({}), utopia().crl({.serials = {96}})});
    const auto report = store_.judge(by_root());
    EXPECT_EQ(chain_and_revocation(report), "passed, passed");
    EXPECT_EQ(report.trust().anchor_name, "C=VN, CN=CSCA Viet Nam");
    EXPECT_EQ(report.trust().origin, "issuer");
    EXPECT_EQ(report.check("csca.validity")->outcome, card::Outcome::passed)
        << "by the root's dates, not by the stranger's";
}

TEST_F(Strangers, with_the_key_identifier_that_a_signer_names_accuse_nobody) {
    ImportedStore store;
    store.pin({utopia_certificate()});
    store.take({utopia().master_list({namesake_.certify_with_key_id(namesake_, root(), 94)},
                                     day(-1), kListSigner)});
    EXPECT_EQ(chain_and_revocation(store.judge(by_root())), "not_possible U, not_possible");
    ImportedStore pinned;
    pinned.pin({namesake_.certify_with_key_id(namesake_, root(), 94)});
    EXPECT_EQ(chain_and_revocation(pinned.judge(by_root())), "failed N, not_possible")
        << "one that the operator named does";
}

TEST_F(Strangers, with_lists_from_the_future_do_not_stop_another_state_s_clock) {
    store_.take({root().crl({})});
    store_.now = day(30);
    store_.take({namesake_.crl({.date = day(30)}), utopia().crl({.date = day(30)}),
                 utopia().master_list({stranger_.root(95)}, day(30), kListSigner)});
    store_.now = kToday;
    const auto report = store_.judge(by_root());
    EXPECT_EQ(report.check("time.clock")->outcome, card::Outcome::passed);
    EXPECT_EQ(chain_and_revocation(report), "passed, passed");
    EXPECT_EQ(store_.judge(utopia().document(kSigner)).check("time.clock")->outcome,
              card::Outcome::failed)
        << "Utopia's own documents are judged by a clock that is late";
}

TEST_F(Strangers, announce_no_deviations_of_another_state_s_documents) {
    store_.take({root().crl({}), namesake_.deviation_list("by a namesake", day(-1), kListSigner)});
    EXPECT_EQ(store_.loaded().deviation_lists(), 1U);
    EXPECT_EQ(store_.judge(by_root()).check("document.deviation"), nullptr);
    store_.take({root().deviation_list("by the root", day(-5), kListSigner)});
    EXPECT_EQ(store_.loaded().deviation_lists(), 2U) << "neither takes the other's place";
    EXPECT_EQ(support::reason(store_.judge(by_root()), "document.deviation"),
              "the issuer has announced: by the root (2.23.136.1.1.7.2)");
}

TEST_F(Strangers, of_two_master_lists_for_one_state_each_stays_with_its_key) {
    const Csca other({"VN", "CSCA of something else"}, 22);
    store_.pin({other.root(40)});
    const auto first = root().master_list({link_to_next()}, day(-9), kListSigner);
    EXPECT_EQ(store_.take({first}).taken, 1U);
    EXPECT_EQ(store_.take({other.master_list({}, day(-1), kListSigner)}).taken, 1U);
    EXPECT_EQ(store_.loaded().master_lists().size(), 3U);
    EXPECT_EQ(store_.take({root().master_list({link_to_third()}, day(-5), kListSigner)}).taken, 1U)
        << "newer than the one by its own key";
    EXPECT_EQ(store_.loaded().master_lists().size(), 3U);
    EXPECT_EQ(store_.take({first}).left_out, 1U);
}

TEST_F(Strangers, and_thieves_hold_no_place_with_a_master_list_from_the_future) {
    store_.take({link_to_next()});
    store_.now = day(400);
    EXPECT_EQ(store_.take({next().master_list({}, day(399), kListSigner)}).taken, 1U);
    store_.now = kToday;
    EXPECT_EQ(store_.take({next().master_list({link_to_third()}, day(-1), kListSigner)}).taken, 1U);
    EXPECT_EQ(store_.take({root().crl({.serials = {kNextSerial}})}).taken, 1U);
    EXPECT_EQ(store_.take({root().master_list({link_to_third()}, day(-2), kListSigner)}).taken, 1U)
        << "the thief's is no longer trusted";
}

}  // namespace
