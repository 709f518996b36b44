// SPDX-License-Identifier: Apache-2.0
// What a driver need not write itself: a link's defaults, and the wait between two questions.
#include <gtest/gtest.h>

#include <stop_token>

#include "card/transport.h"

namespace {

using card::Milliseconds;

class Silent final : public card::Transport {
public:
    card::Bytes transceive(card::ByteView) override { return {}; }
};

class Plain final : public card::Reader {
public:
    std::string name() const override { return "plain"; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token, Milliseconds) override {
        return std::make_unique<Silent>();
    }
    void wait_for_removal(std::stop_token, Milliseconds) override {}
};

TEST(Transport, carries_short_apdus_and_has_no_name_unless_its_driver_says_more) {
    const auto traits = Silent().traits();
    EXPECT_EQ(traits.max_command, card::kShortCommandLimit);
    EXPECT_EQ(traits.max_response, card::kShortResponseLimit);
    EXPECT_TRUE(traits.atr.empty());
    EXPECT_TRUE(traits.reader.empty());
    EXPECT_FALSE(traits.recorded);
}

TEST(Reader, is_there_at_once_and_shows_nothing_unless_its_driver_says_more) {
    const std::unique_ptr<card::Reader> reader = std::make_unique<Plain>();
    EXPECT_NO_THROW(reader->wait_for_reader({}));
    EXPECT_NO_THROW(reader->signal(card::Signal::good));
    EXPECT_NE(reader->wait_for_card({}), nullptr);
}

TEST(Reader, has_no_second_card_unless_its_driver_says_more) {
    const std::unique_ptr<card::Reader> reader = std::make_unique<Plain>();
    try {
        reader->pass_over({card::Errc::not_supported, card::Step::card_bank, "a bank card"});
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::not_supported);
        EXPECT_EQ(error.step(), card::Step::card_bank);
        EXPECT_STREQ(error.what(), "a bank card");
    }
}

TEST(Pause, ends_at_once_when_a_stop_was_asked_for) {
    std::stop_source source;
    source.request_stop();
    card::pause(source.get_token(), std::chrono::hours(1));  // the test's own limit is less
    SUCCEED();
}

TEST(Pause, ends_by_itself_without_a_stop) {
    card::pause({}, Milliseconds(0));
    SUCCEED();
}

}  // namespace
