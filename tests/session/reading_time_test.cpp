// SPDX-License-Identifier: Apache-2.0
// A whole reading has an end, whatever the chip does below every other bound.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/visits.h"

namespace {

using card::Milliseconds;

constexpr Milliseconds kLimit{1000};
constexpr std::size_t kSlow = 20;  ///< the exchange whose answer takes longer than the limit

const simulated::Specimen& usual() {
    static const auto specimen = support::specimen("vn-citizen-2021");
    return specimen;
}

card::ReadOptions within(Milliseconds limit) {
    card::ReadOptions options;
    options.within = limit;
    return options;
}

/// The peer of the test: what it does takes so long.
void take_longer_than(Milliseconds limit) { card::pause({}, limit + Milliseconds(1)); }

template <class Read>
void expect_given_up(Read read) {
    try {
        read();
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::timed_out);
        EXPECT_EQ(error.step(), card::Step::read_time) << error.what();
    }
}

TEST(ReadingTime, is_two_minutes_where_nobody_says_otherwise) {
    EXPECT_EQ(card::ReadOptions().within, card::kReadWithin);
    EXPECT_EQ(card::kReadWithin, std::chrono::minutes(2));
}

TEST(ReadingTime, that_is_over_lets_nothing_be_sent) {
    support::Watched chip(usual());
    expect_given_up([&] { card::read(chip, support::can_of(usual()), within(Milliseconds(0))); });
    EXPECT_TRUE(chip.commands.empty());
}

TEST(ReadingTime, that_ends_while_the_chip_answers_ends_the_reading_at_the_next_command) {
    support::Tampering chip(usual(), [](std::size_t exchange, card::ByteView, card::Bytes&) {
        if (exchange == kSlow) take_longer_than(kLimit);
    });
    expect_given_up([&] { card::read(chip, support::can_of(usual()), within(kLimit)); });
    EXPECT_LE(chip.exchanges(), kSlow + 1);
}

/// The card is away until the time is over.
TEST(ReadingTime, runs_on_while_a_torn_card_is_away_and_does_not_begin_anew_with_it) {
    support::Visits reader({{usual(), kSlow}, {usual()}});
    auto options = within(kLimit);
    options.progress = [](const card::Progress& progress) {
        if (progress.step == card::Progress::Step::interrupted) take_longer_than(kLimit);
    };
    expect_given_up([&] { card::read(reader, support::can_of(usual()), options); });
    EXPECT_LE(reader.exchanges(), kSlow + 1);
}

TEST(ReadingTime, without_an_end_is_as_long_as_the_card_gives) {
    simulated::CardTransport chip(usual());
    const auto document = card::read(chip, support::can_of(usual()), within(card::kNoLimit));
    EXPECT_TRUE(document.file(card::FileId::sod));
}

}  // namespace
