// SPDX-License-Identifier: Apache-2.0
// A card that is gone and back, however short: the worker's half of knowing it again.
#include "kiosk/worker_bench.h"

namespace {

using namespace kiosk_tests;

constexpr const char* kCard = "vn-citizen-2021";
constexpr const char* kNumber = "000123";
constexpr std::uint8_t kManageSecurityEnvironment = 0x22;

/// A visit with a result, whose card has left and one has come.
class SameCard : public testing::Test {
protected:
    void SetUp() override {
        bench_.worker.inspect(1, key_of(kNumber), true);
        sod_ = bench_.posted.until(Kind::finished).back().sod;
        ASSERT_TRUE(sod_);
    }
    /// The one that comes at once is seen to be another laying, however short it was away.
    void exchange(const std::string& card, std::chrono::milliseconds away = 0ms) {
        const auto times = ++comings_;
        bench_.table.lift();
        card::pause({}, away);
        bench_.table.lay(card);
        const auto came = bench_.posted.until(Kind::another, times).back();
        EXPECT_EQ(came.visit, 1U);
        EXPECT_FALSE(came.asked);
    }
    void recognise() { bench_.worker.recognise(1, key_of(kNumber), sod_); }
    /// Whether the card that came last was sent the number, and how often.
    std::size_t openings() const {
        return bench_.sent.to(bench_.sent.cards() - 1, kManageSecurityEnvironment);
    }
    /// The worker has nothing to do any more: it says so by the next order's answer.
    std::vector<kiosk::Happening> all() {
        bench_.worker.watch_reader();
        return bench_.posted.until(Kind::present);
    }

    Bench bench_;
    std::shared_ptr<const card::Bytes> sod_;
    std::ptrdiff_t comings_ = 0;  ///< of cards after the first
};

std::size_t count(const std::vector<kiosk::Happening>& events, Kind kind) {
    return static_cast<std::size_t>(
        std::ranges::count_if(events, [kind](const auto& event) { return event.kind == kind; }));
}

TEST_F(SameCard, a_finished_reading_brings_the_octets_that_its_card_is_known_by) {
    const auto specimen = support::specimen(kCard);
    const auto hex = specimen.data().at("files").at("011D").get<std::string>();
    EXPECT_EQ(*sod_, card::from_hex(hex));
}

TEST_F(SameCard, the_card_that_comes_is_sent_nothing_before_it_is_to_be_recognised) {
    exchange(kCard);
    all();
    EXPECT_EQ(bench_.sent.to(1), 0U);
}

TEST_F(SameCard, lifted_and_laid_again_is_the_same_as_often_as_it_is) {
    std::ptrdiff_t times = 0;
    for (const auto away : {0ms, 150ms, 0ms}) {
        exchange(kCard, away);
        recognise();
        const auto event = bench_.posted.until(Kind::same, ++times).back();
        EXPECT_EQ(event.visit, 1U);
        EXPECT_EQ(openings(), 1U);
    }
    bench_.table.lift();
    EXPECT_EQ(bench_.posted.until(Kind::removed, 4).back().visit, 1U);
}

TEST_F(SameCard, another_card_is_asked_once_and_told_as_another) {
    // One that another number opens, and one of the same number with another EF.SOD.
    for (const char* other : {"vn-citizen-long-name", "vn-citizen-2021,sod-rdn-order"}) {
        exchange(other);
        recognise();
        const auto told = bench_.posted.until(Kind::another, ++comings_).back();
        EXPECT_TRUE(told.asked) << other;
        EXPECT_EQ(told.visit, 1U);
        EXPECT_EQ(openings(), 1U) << other;
        recognise();  // it has to leave first: what lies there is not asked again
    }
    bench_.table.lift();
    EXPECT_EQ(count(bench_.posted.until(Kind::removed, 3), Kind::same), 0U);
}

TEST_F(SameCard, a_card_that_comes_after_another_one_is_sent_nothing) {
    exchange("vn-citizen-long-name");
    recognise();
    EXPECT_TRUE(bench_.posted.until(Kind::another, ++comings_).back().asked);
    bench_.table.lift();
    bench_.table.lay(kCard);
    EXPECT_EQ(count(all(), Kind::same), 0U);
    EXPECT_EQ(bench_.sent.cards(), 3U);
    EXPECT_EQ(bench_.sent.to(2), 0U);
}

TEST_F(SameCard, that_leaves_while_it_is_asked_has_left_and_the_next_one_is_sent_nothing) {
    exchange(kCard);
    bench_.table.freeze(true);
    recognise();
    bench_.table.lift();
    const auto events = bench_.posted.until(Kind::removed, 2);
    EXPECT_EQ(events.back().visit, 1U);
    EXPECT_EQ(count(events, Kind::same), 0U);
    bench_.table.freeze(false);
    bench_.table.lay(kCard);
    const auto came = bench_.posted.until(Kind::another, ++comings_).back();
    EXPECT_FALSE(came.asked);
    EXPECT_EQ(bench_.sent.to(2), 0U);
    recognise();  // the pages may try again
    bench_.posted.until(Kind::same);
    EXPECT_EQ(openings(), 1U);
}

/// The order is given for the card that "another" told of, and carried out for it alone.
TEST_F(SameCard, a_card_that_took_its_place_before_it_was_asked_is_sent_nothing) {
    exchange("vn-citizen-long-name");
    bench_.table.lift();
    bench_.table.lay(kCard);
    recognise();
    EXPECT_FALSE(bench_.posted.until(Kind::another, 2).back().asked);
    EXPECT_EQ(bench_.sent.cards(), 3U);
    EXPECT_EQ(bench_.sent.to(2), 0U);
}

TEST_F(SameCard, without_a_card_that_was_told_of_what_lies_there_has_to_leave_first) {
    recognise();
    exchange(kCard);
    EXPECT_EQ(bench_.sent.to(1), 0U);
    recognise();
    bench_.posted.until(Kind::same);
    EXPECT_EQ(openings(), 1U);
}

TEST_F(SameCard, after_another_order_the_card_that_was_told_of_has_to_leave_first) {
    exchange(kCard);
    bench_.worker.watch_reader();
    bench_.posted.until(Kind::present);
    recognise();
    exchange(kCard);
    for (std::size_t card = 1; card < bench_.sent.cards(); ++card)
        EXPECT_EQ(bench_.sent.to(card), 0U) << card;
}

TEST_F(SameCard, a_stop_ends_the_asking_and_nothing_more_is_told_of_it) {
    exchange(kCard);
    bench_.table.freeze(true);
    recognise();
    bench_.worker.stop();
    bench_.table.freeze(false);
    const auto events = all();
    EXPECT_EQ(count(events, Kind::same), 0U);
    EXPECT_EQ(count(events, Kind::another), 1U);
    EXPECT_EQ(count(events, Kind::failed), 0U);
}

TEST_F(SameCard, a_reader_that_goes_while_a_card_is_asked_is_told_and_so_is_its_return) {
    exchange(kCard);
    bench_.table.freeze(true);
    recognise();
    bench_.table.unplug(true);
    const auto lost = bench_.posted.until(Kind::reader_lost);
    EXPECT_EQ(count(lost, Kind::same) + count(lost, Kind::removed), 1U) << "the first leaving";
    bench_.table.freeze(false);
    bench_.table.unplug(false);
    bench_.posted.until(Kind::reader_back);
    recognise();  // the card may have been changed meanwhile
    exchange(kCard);
    recognise();
    bench_.posted.until(Kind::same);
}

}  // namespace
