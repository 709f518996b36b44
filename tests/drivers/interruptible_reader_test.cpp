// SPDX-License-Identifier: Apache-2.0
// Exchanges that hang end with the wish to stop, and nothing else of them changes.
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <thread>

#include "card/readers.h"
#include "support/fixtures.h"

namespace {

using card::Errc;
using card::Milliseconds;

/// A card that answers when the test lets it, kept alive by the exchange that hangs in it.
struct Gate {
    std::latch asked{1}, open{1};
};

class HangingTransport final : public card::Transport {
public:
    explicit HangingTransport(std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}
    card::Bytes transceive(card::ByteView) override {
        gate_->asked.count_down();
        gate_->open.wait();
        return card::from_hex("9000");
    }

private:
    std::shared_ptr<Gate> gate_;
};

class HangingReader final : public card::Reader {
public:
    explicit HangingReader(std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}
    std::string name() const override { return "hanging"; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token, Milliseconds) override {
        return std::make_unique<HangingTransport>(gate_);
    }
    void wait_for_removal(std::stop_token, Milliseconds) override {}

private:
    std::shared_ptr<Gate> gate_;
};

TEST(Interruptible, a_hanging_exchange_ends_a_reading_with_the_wish_to_stop) {
    const auto gate = std::make_shared<Gate>();
    std::stop_source stop;
    auto reading = std::async(std::launch::async, [&] {
        const auto reader =
            card::interruptible(std::make_unique<HangingReader>(gate), stop.get_token());
        card::ReadOptions options;
        options.stop = stop.get_token();
        card::read(*reader, card::AccessKey::from_can("000123"), options);
    });
    gate->asked.wait();
    stop.request_stop();
    ASSERT_EQ(reading.wait_for(std::chrono::seconds(5)), std::future_status::ready)
        << "the exchange still hangs";
    try {
        reading.get();
        ADD_FAILURE() << "no error";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::stopped);
        EXPECT_EQ(error.step(), card::Step::read_stopped);
    }
    gate->open.count_down();
}

TEST(Interruptible, hands_through_answers_errors_and_what_the_card_says_of_itself) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto plain = card::open_reader("sim:vn-citizen-2021")->wait_for_card({}, Milliseconds(1));
    const auto reader = card::interruptible(card::open_reader("sim:vn-citizen-2021"), {});
    EXPECT_EQ(reader->name(), "sim:vn-citizen-2021");
    const auto chip = reader->wait_for_card({}, Milliseconds(1));
    EXPECT_EQ(chip->traits().atr, plain->traits().atr);
    EXPECT_EQ(chip->transceive(card::from_hex("00B09C0000")),
              plain->transceive(card::from_hex("00B09C0000")));
    const auto document = card::read(*reader, support::can_of(specimen), {});
    EXPECT_EQ(document.files, support::read(specimen, support::can_of(specimen)).files);
    try {
        card::read(*reader, card::AccessKey::from_can("999999"), {});
        ADD_FAILURE() << "no error";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::wrong_key);
    }
}

}  // namespace
