// SPDX-License-Identifier: Apache-2.0
// What staff are told of the machine: whether its reader answers, what its trust store lacks, the
// codes of faults.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "card/error.h"
#include "core/faults.h"
#include "core/reader_watch.h"
#include "core/trust_summary.h"
#include "simulated/table.h"
#include "support/fixtures.h"

namespace {

using kiosk::ReaderWatch;
using support::kToday;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

TEST(ReaderWatch, tells_once_each_way_which_reader_does_not_answer_and_what_to_do) {
    bool runs = false;
    int changes = 0;
    ReaderWatch watch("pcsc:*PICC*", [&changes] { ++changes; });
    simulated::Table table;
    const auto open = watch.watched([&] {
        if (!runs)
            throw card::Error(card::Errc::reader_lost, card::Step::reader,
                              "no card reader is connected: plug one in");
        return table.reader();
    });
    EXPECT_FALSE(watch.state().lost) << "nobody has tried";
    CaptureStderr();
    EXPECT_THROW(open(), card::Error);
    EXPECT_THROW(open(), card::Error);
    EXPECT_TRUE(watch.state().lost);
    EXPECT_EQ(card::text_of(watch.state().why, card::Language::en),
              "no card reader is connected: plug one in");
    runs = true;
    EXPECT_TRUE(open());
    EXPECT_TRUE(open());
    EXPECT_FALSE(watch.state().lost);
    EXPECT_EQ(GetCapturedStderr(),
              "card-kiosk: the reader pcsc:*PICC* does not answer: no card reader is connected: "
              "plug one in; it is tried again every second\n"
              "card-kiosk: the reader pcsc:*PICC* answers again\n");
    EXPECT_EQ(changes, 2);
}

using States = std::vector<std::string>;

kiosk::TrustSummary summary(const card::Policy& policy, std::int64_t now = kToday) {
    return kiosk::summary_of(support::trust_of(support::specimen("vn-citizen-2021")), policy, now);
}

TEST(TrustSummary, of_a_store_with_a_current_list_has_its_day_and_nothing_that_lacks) {
    const auto all = summary({});
    EXPECT_EQ(all.newest_list.size(), std::string("2026-11-01").size());
    EXPECT_EQ(all.without_list, States());
    EXPECT_EQ(all.old_list, States());
    EXPECT_EQ(all.without_root, States());
}

TEST(TrustSummary, names_the_states_that_keep_their_cards_from_a_verdict) {
    constexpr std::int64_t kYears = std::int64_t{20} * 365 * 86400;
    EXPECT_EQ(summary({}, kToday + kYears).old_list, (States{"DE", "VN"}));
    card::Policy policy;
    policy.allowed_states = {"VN", "UT"};
    EXPECT_EQ(summary(policy).without_root, States{"UT"});
    policy.allowed_states = {"UT"};
    EXPECT_EQ(summary(policy, kToday + kYears).old_list, States());
    policy = {};
    policy.revocation = card::Policy::Revocation::when_available;
    EXPECT_EQ(summary(policy, kToday + kYears).old_list, States())
        << "an old list keeps nobody from a verdict here";
}

TEST(TrustSummary, tells_a_state_without_any_list_from_one_whose_list_is_old) {
    support::Folder folder;
    const auto& bare = folder.path();
    for (const auto& entry : std::filesystem::directory_iterator(support::specimens() / "trust"))
        if (entry.path().extension() == ".cer")
            std::filesystem::copy(entry.path(), bare / entry.path().filename());
    const auto store = card::TrustStore::from_directory(bare);
    ASSERT_GT(store.anchors(), 0U);
    ASSERT_EQ(store.revocation_lists(), 0U);
    const auto without = kiosk::summary_of(store, {}, kToday);
    EXPECT_NE(std::ranges::find(without.without_list, "VN"), without.without_list.end());
    EXPECT_EQ(without.old_list, States());
    EXPECT_EQ(without.newest_list, "");
}

TEST(ShortCodes, are_said_in_three_signs_and_no_two_faults_have_the_same) {
    EXPECT_EQ(kiosk::short_code("access.pace.token"), "K17");
    EXPECT_EQ(kiosk::short_code("reading"), "K01");
    EXPECT_EQ(kiosk::short_code("what nobody knows"), "K00");
    std::set<std::string> codes;
    for (const auto& step : card::kSteps) codes.insert(kiosk::short_code(step.name));
    EXPECT_EQ(codes.size(), std::size(card::kSteps));
    EXPECT_FALSE(codes.contains("K00"));
}

TEST(Faults, keep_the_last_ones_with_their_times_and_no_words) {
    kiosk::Faults faults;
    faults.note("Nguyen Van A 001099000123", kToday);
    for (std::size_t i = 0; i < kiosk::kMostFaults; ++i)
        faults.note("reading", kToday + static_cast<std::int64_t>(i));
    ASSERT_EQ(faults.list().size(), kiosk::kMostFaults);
    EXPECT_EQ(faults.list().front().code, "K01");
    EXPECT_EQ(faults.list().front().time, kToday);
    faults.note("Nguyen Van A 001099000123", kToday);
    EXPECT_EQ(faults.list().back().code, "K00");
}

}  // namespace
