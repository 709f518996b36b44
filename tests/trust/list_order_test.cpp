// SPDX-License-Identifier: Apache-2.0
// Which revocation list gives way to which: each is compared with the one by its own key and scope.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/states.h"
#include "trust/trust_index.h"

namespace {

using namespace support;
using Kind = Withdrawals::Kind;
using Result = card::TrustImportLine::Result;

class ListOrder : public testing::Test {
protected:
    void SetUp() override { store_.pin({root_certificate()}); }
    Result take(const card::Bytes& object) {
        const auto result = store_.take({object});
        said_ = result.lines.at(0).text;
        return result.lines.at(0).result;
    }
    ImportedStore store_;
    std::string said_;
};

TEST_F(ListOrder, a_new_key_that_numbers_its_lists_from_1_is_heard) {
    take(link_to_next());
    EXPECT_EQ(take(root().crl({.date = day(-10), .number = 500})), Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "passed");
    EXPECT_EQ(take(next().crl({.serials = {kSigner}, .date = day(-1), .number = 1})),
              Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "failed N");
}

TEST_F(ListOrder, a_thief_s_list_that_comes_first_does_not_hold_up_the_root_s_own) {
    take(link_to_next());
    EXPECT_EQ(take(next().crl({.date = day(0), .number = 0x7FFFFFFF})), Result::taken);
    EXPECT_EQ(chain_and_revocation(store_.judge(by_next())), "passed, passed");
    EXPECT_EQ(take(root().crl({.serials = {kNextSerial}, .date = day(-1), .number = 2})),
              Result::taken);
    EXPECT_EQ(chain_and_revocation(store_.judge(by_next())), "failed N, failed N");
    auto citizen = card::Policy::of("VN");
    EXPECT_EQ(chain_and_revocation(store_.judge(by_next(), citizen)), "failed N, failed N");
    EXPECT_EQ(take(next().crl({.date = day(0), .number = 0x7FFFFFFE})), Result::left_out);
}

TEST_F(ListOrder, another_state_s_list_under_this_state_s_name_holds_up_nothing) {
    store_.pin({utopia_certificate()});
    take(utopia().crl_under(kVietnam, {.date = day(0), .number = 0x7FFFFFFF}));
    EXPECT_EQ(revocation(store_.judge(by_root())), "not_possible U") << "it clears nothing";
    EXPECT_EQ(take(root().crl({.serials = {kSigner}, .date = day(-5), .number = 3})),
              Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "failed N");
}

TEST_F(ListOrder, numbers_that_begin_anew_under_one_key_are_no_step_back) {
    take(root().crl({.date = day(-10), .number = 500}));
    EXPECT_EQ(take(root().crl({.serials = {kSigner}, .date = day(-1), .number = 1})),
              Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "failed N");
    EXPECT_EQ(store_.loaded().revocation_lists(), 1U);
    EXPECT_EQ(take(root().crl({.date = day(-2), .number = 501})), Result::left_out);
    EXPECT_NE(said_.find("older than the one in the store of 2026-11-20"), std::string::npos)
        << said_;
}

TEST_F(ListOrder, of_two_lists_of_one_day_the_higher_number_counts) {
    take(root().crl({.serials = {kSigner}, .date = day(-1), .number = 8}));
    EXPECT_EQ(take(root().crl({.date = day(-1), .number = 7})), Result::left_out);
    EXPECT_EQ(revocation(store_.judge(by_root())), "failed N");
    EXPECT_EQ(take(root().crl({.date = day(-1), .number = 9})), Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "failed N")
        << "what was withdrawn on the same day is kept";
}

TEST_F(ListOrder, a_list_from_a_day_ahead_of_the_clock_is_left_out_and_the_clock_is_named) {
    EXPECT_EQ(take(root().crl({.date = day(2)})), Result::left_out);
    EXPECT_NE(said_.find("2026-11-23"), std::string::npos) << said_;
    EXPECT_NE(said_.find("clock (2026-11-21)"), std::string::npos) << said_;
    EXPECT_EQ(take(root().master_list({}, day(2), kListSigner)), Result::left_out);
    EXPECT_NE(said_.find("clock"), std::string::npos) << said_;
    EXPECT_EQ(take(root().deviation_list("x", day(2), kListSigner)), Result::left_out);
    EXPECT_NE(said_.find("clock"), std::string::npos) << said_;
    EXPECT_EQ(take(root().crl({.date = day(1)})), Result::taken) << "a day is borne";
}

TEST_F(ListOrder, a_stored_list_from_the_future_withdraws_and_neither_clears_nor_hinders) {
    store_.pin({utopia_certificate()});
    store_.now = day(400);
    EXPECT_EQ(take(root().crl({.serials = {kOtherSigner}, .date = day(390), .next = day(900)})),
              Result::taken);
    store_.now = kToday;
    const auto other = root().document(kOtherSigner, kSignerDates);
    EXPECT_EQ(revocation(store_.judge(other)), "failed N");
    EXPECT_EQ(revocation(store_.judge(by_root())), "not_possible U");
    EXPECT_EQ(store_.judge(by_root()).check("time.clock")->outcome, card::Outcome::failed);
    EXPECT_EQ(store_.judge(utopia().document(kSigner, kSignerDates)).check("time.clock")->outcome,
              card::Outcome::passed)
        << "it is no document of that state";
    EXPECT_EQ(take(root().crl({.date = day(-1)})), Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "passed");
    EXPECT_EQ(revocation(store_.judge(other)), "failed N") << "what it withdrew is kept";
    EXPECT_EQ(store_.judge(by_root()).check("time.clock")->outcome, card::Outcome::passed);
}

TEST_F(ListOrder, what_a_seventeenth_delta_list_drives_out_is_kept) {
    for (int number = 0; number < 17; ++number)
        EXPECT_EQ(take(root().crl({.serials = {100 + number},
                                   .date = day(-20 + number),
                                   .number = number,
                                   .kind = Kind::delta})),
                  Result::taken);
    EXPECT_EQ(store_.loaded().revocation_lists(), 16U);
    take(root().crl({.date = day(-30)}));
    for (const long signer : {100L, 101L, 116L})
        EXPECT_EQ(revocation(store_.judge(root().document(signer, kSignerDates))), "failed N")
            << signer;
    EXPECT_EQ(revocation(store_.judge(by_root())), "passed");
}

TEST_F(ListOrder, twenty_thousand_and_one_lists_leave_a_store_that_can_be_loaded) {
    const long kLists = support::stride(1, 10) == 1 ? 20'001 : 2'001;
    store_.pin({utopia_certificate()});
    std::vector<card::Bytes> lists;
    for (long number = 0; number < kLists; ++number)
        lists.push_back(utopia().crl({.serials = {1000 + number},
                                      .date = day(-100) + number,
                                      .number = number,
                                      .kind = Kind::delta}));
    EXPECT_EQ(store_.take_ldif(lists).left_out, 0U);
    EXPECT_EQ(store_.loaded().revocation_lists(), 16U);
    for (const long signer : {1000L, 1000L + kLists - 1})
        EXPECT_EQ(revocation(store_.judge(utopia().document(signer, kSignerDates))), "failed N");
    EXPECT_EQ(take(root().crl({})), Result::taken);
    EXPECT_EQ(revocation(store_.judge(by_root())), "passed");
}

}  // namespace
