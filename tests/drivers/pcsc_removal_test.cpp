// SPDX-License-Identifier: Apache-2.0
// A card that is gone and back sooner than anybody asks has left nevertheless; and a stop is a stop
// at whatever question it comes.
#include <gtest/gtest.h>

#include <future>

#include "card/error.h"
#include "card/readers.h"
#include "drivers/scripted_pcsc.h"

namespace {

constexpr const char* kSlot = "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] (RR1) 00 00";
constexpr const char* kAtr = "3B8480010000900095";
constexpr card::Milliseconds kLimit{20'000}, kSoon{200};

support::ScriptedChip mute() {
    return [](card::ByteView) { return card::from_hex("6A82"); };
}

void lift_and_lay() {
    support::take_away(kSlot);
    support::lay_down(kSlot, card::from_hex(kAtr), mute);
}

class PcscRemoval : public testing::Test {
protected:
    void SetUp() override {
        support::set_slots({{kSlot, card::from_hex(kAtr), mute}});
        reader_ = card::open_reader("pcsc:");
        reader_->wait_for_card({}, kLimit);
    }
    bool left(card::Milliseconds within) {
        try {
            reader_->wait_for_removal({}, within);
            return true;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::timed_out) << error.what();
            return false;
        }
    }
    std::unique_ptr<card::Reader> reader_;
};

TEST_F(PcscRemoval, a_card_that_lies_where_it_lay_has_not_left) { EXPECT_FALSE(left(kSoon)); }

TEST_F(PcscRemoval, a_card_that_is_gone_and_back_before_its_leaving_is_waited_for_has_left) {
    lift_and_lay();
    EXPECT_TRUE(left(kLimit));
    reader_->wait_for_card({}, kLimit);
    EXPECT_FALSE(left(kSoon)) << "the one that came is there";
}

TEST_F(PcscRemoval, a_card_that_is_gone_and_back_between_two_questions_has_left) {
    support::when_waiting([](int wait) {
        if (wait == 1) lift_and_lay();
    });
    EXPECT_TRUE(left(kLimit));
}

/// What ends this wait when a stop comes at that question, which the service answers after it.
std::optional<card::Errc> stopped_at(int question,
                                     const std::function<void(std::stop_token)>& wait) {
    std::stop_source source;
    std::promise<void> over;
    support::when_asked([&, told = over.get_future().share()](int number) {
        if (number != question) return;
        source.request_stop();
        told.wait_for(kLimit);
    });
    std::optional<card::Errc> code;
    try {
        wait(source.get_token());
    } catch (const card::Error& error) {
        code = error.code();
    }
    support::when_asked(nullptr);
    over.set_value();
    return code;
}

TEST(PcscStop, is_no_reader_that_was_lost_at_whatever_question_it_comes) {
    support::set_slots({{kSlot, {}, mute}});
    for (const int question : {0, 1}) {
        const auto reader = card::open_reader("pcsc:");
        EXPECT_EQ(stopped_at(question,
                             [&](auto stop) { reader->wait_for_card(std::move(stop), kLimit); }),
                  card::Errc::stopped)
            << question;
        EXPECT_EQ(
            stopped_at(0, [&](auto stop) { reader->wait_for_reader(std::move(stop), kLimit); }),
            card::Errc::stopped);
    }
    support::set_slots({{kSlot, card::from_hex(kAtr), mute}});
    const auto reader = card::open_reader("pcsc:");
    reader->wait_for_card({}, kLimit);
    EXPECT_EQ(stopped_at(0, [&](auto stop) { reader->wait_for_removal(std::move(stop), kLimit); }),
              card::Errc::stopped);
}

}  // namespace
