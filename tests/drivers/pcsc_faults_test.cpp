// SPDX-License-Identifier: Apache-2.0
// Faults of a counter's PC/SC reader, through the real daemon: torn cards, a daemon that ends,
// freezes or comes back, a card that hangs, a second program.
#include <winscard.h>

#include <cstdlib>

#include "card/error.h"
#include "drivers/on_reader.h"
#include "pcsc/pcsc_reader.h"
#include "support/tampering.h"

namespace {

using card::Errc;
using card::Verdict;
using support::OnReader;
using support::tell_pcscd;
using Step = card::Progress::Step;
using namespace std::chrono_literals;

using PcscFaults = support::UnderPcscd;

Verdict judge(const card::Document& document, const simulated::Specimen& specimen) {
    return card::verify(document, support::trust_of(specimen), support::policy_today()).verdict();
}

Errc code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const card::Error& error) {
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return Errc::usage;
}

/// Hands every exchange of every card to `before` first, counted over all of them.
std::unique_ptr<card::Reader> watched(std::function<void(std::size_t)> before) {
    class Watched final : public card::Transport {
    public:
        Watched(std::unique_ptr<card::Transport> below, std::shared_ptr<std::size_t> count,
                std::function<void(std::size_t)> before)
            : below_(std::move(below)), count_(std::move(count)), before_(std::move(before)) {}
        card::Bytes transceive(card::ByteView command) override {
            before_((*count_)++);
            return below_->transceive(command);
        }
        card::LinkTraits traits() const override { return below_->traits(); }

    private:
        std::unique_ptr<card::Transport> below_;
        std::shared_ptr<std::size_t> count_;
        std::function<void(std::size_t)> before_;
    };
    return card::wrapped(card::open_reader("pcsc:"),
                         [count = std::make_shared<std::size_t>(0),
                          before = std::move(before)](std::unique_ptr<card::Transport> chip) {
                             return std::make_unique<Watched>(std::move(chip), count, before);
                         });
}

/// Every exchange under CARD_MUTATE=1, else a sample: an absence takes vpcd a good part of a second
/// to notice.
std::size_t stride() { return support::stride(21, 43); }

TEST_F(PcscFaults, a_card_torn_away_at_any_exchange_and_put_back_is_read_on_and_genuine) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const std::size_t exchanges = support::answers_of(specimen).size();
    for (std::size_t torn = 0; torn < exchanges; torn += stride()) {
        auto card = std::make_unique<OnReader>(specimen);
        const auto reader = watched([&](std::size_t exchange) {
            if (exchange == torn) card.reset();
        });
        card::ReadOptions options;
        options.progress = [&](const card::Progress& progress) {
            if (progress.step != Step::interrupted) return;
            card::open_reader("pcsc:")->wait_for_removal(
                {}, support::kWaitLimit);  // a hand is slower than the daemon's poll
            card = std::make_unique<OnReader>(specimen);
        };
        EXPECT_EQ(
            judge(card::read(*reader, support::can_of(specimen), options, support::kWaitLimit),
                  specimen),
            Verdict::genuine)
            << torn;
        card.reset();
        reader->wait_for_removal({}, support::kWaitLimit);
    }
}

TEST_F(PcscFaults, a_daemon_restarted_while_idle_is_met_by_a_new_context) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto reader = card::open_reader("pcsc:");
    tell_pcscd("kill");
    tell_pcscd("start");
    const OnReader card(specimen);
    EXPECT_EQ(
        judge(card::read(*reader, support::can_of(specimen), {}, support::kWaitLimit), specimen),
        Verdict::genuine);
}

TEST_F(PcscFaults,
       a_daemon_that_ends_while_a_card_is_waited_for_is_reader_lost_and_its_return_is_noticed) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto reader = card::open_reader("pcsc:");
    std::jthread killer([] { tell_pcscd("kill"); });
    EXPECT_EQ(code_of([&] { reader->wait_for_card({}, support::kWaitLimit); }), Errc::reader_lost);
    killer.join();
    EXPECT_EQ(code_of([&] { reader->wait_for_reader({}, 300ms); }), Errc::timed_out);
    std::jthread starter([] { tell_pcscd("start"); });
    reader->wait_for_reader({}, support::kWaitLimit);
    starter.join();
    const OnReader card(specimen);
    EXPECT_EQ(
        judge(card::read(*reader, support::can_of(specimen), {}, support::kWaitLimit), specimen),
        Verdict::genuine);
}

TEST_F(PcscFaults, a_daemon_restarted_in_mid_read_costs_no_more_than_a_torn_card) {
    const auto specimen = support::specimen("vn-citizen-2021");
    auto card = std::make_unique<OnReader>(specimen);
    const auto reader = watched([](std::size_t exchange) {
        if (exchange == 60) tell_pcscd("kill");
    });
    card::ReadOptions options;
    options.progress = [&](const card::Progress& progress) {
        if (progress.step != Step::interrupted) return;
        tell_pcscd("start");
        card = std::make_unique<OnReader>(specimen);
    };
    EXPECT_EQ(judge(card::read(*reader, support::can_of(specimen), options, support::kWaitLimit),
                    specimen),
              Verdict::genuine);
}

TEST_F(PcscFaults, a_daemon_that_freezes_is_told_within_the_limit_and_met_again_when_it_thaws) {
    const auto reader = card::open_reader("pcsc:");
    tell_pcscd("stop");
    EXPECT_EQ(code_of([&] { reader->wait_for_card({}, support::kWaitLimit); }), Errc::reader_lost);
    tell_pcscd("continue");
    reader->wait_for_reader({}, support::kWaitLimit);
    EXPECT_EQ(code_of([&] { reader->wait_for_card({}, 100ms); }), Errc::timed_out);
}

TEST_F(PcscFaults, a_frozen_daemon_holds_up_neither_a_stop_nor_whoever_lets_go_of_a_reader) {
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    };
    const auto bare = card::open_reader("pcsc:");
    const auto before = threads();
    auto reader = card::open_reader("pcsc:");
    tell_pcscd("stop");
    std::stop_source source;
    std::jthread stopper([&] { source.request_stop(); });
    EXPECT_EQ(code_of([&] { bare->wait_for_card(source.get_token()); }), Errc::stopped);
    stopper.join();  // the caller of request_stop() came back though the daemon is still frozen
    reader.reset();
    EXPECT_EQ(code_of([] { card::open_reader("pcsc:"); }), Errc::reader_lost);
    tell_pcscd("continue");
    bare->wait_for_reader({}, support::kWaitLimit);
    for (int round = 0; round < 200 && threads() > before; ++round) card::pause({}, 20ms);
    EXPECT_LE(threads(), before);
}

TEST_F(PcscFaults, a_stop_request_ends_every_wait) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto reader = card::open_reader("pcsc:");
    const auto stopped = [](const std::function<void(std::stop_token)>& wait) {
        std::stop_source source;
        std::chrono::steady_clock::time_point asked;
        std::jthread stopper([&] {
            asked = std::chrono::steady_clock::now();
            source.request_stop();
        });
        const auto code = code_of([&] { wait(source.get_token()); });
        const auto took = std::chrono::steady_clock::now();
        stopper.join();
        std::cout << "stopped after "
                  << std::chrono::duration<double, std::milli>(took - asked).count() << " ms\n";
        return code;
    };
    EXPECT_EQ(stopped([&](std::stop_token stop) { reader->wait_for_card(std::move(stop)); }),
              Errc::stopped);
    tell_pcscd("kill");
    EXPECT_EQ(stopped([&](std::stop_token stop) { reader->wait_for_reader(std::move(stop)); }),
              Errc::stopped);
    tell_pcscd("start");
    reader->wait_for_reader({}, support::kWaitLimit);
    const OnReader card(specimen);
    const auto chip = reader->wait_for_card({}, support::kWaitLimit);
    EXPECT_EQ(stopped([&](std::stop_token stop) { reader->wait_for_removal(std::move(stop)); }),
              Errc::stopped);
}

TEST_F(PcscFaults, a_card_that_another_program_holds_is_told_and_read_when_it_is_free) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const OnReader card(specimen);
    const auto other = card::open_reader("pcsc:")->wait_for_card({}, support::kWaitLimit);
    const auto reader = card::open_reader("pcsc:");
    try {
        reader->wait_for_card({}, support::kWaitLimit);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::reader_lost);
        EXPECT_NE(std::string(error.what()).find("another program"), std::string::npos)
            << error.what();
    }
}

TEST_F(PcscFaults, readers_are_chosen_by_pattern) {
    const auto first = card::open_reader("pcsc:")->name();
    EXPECT_EQ(card::open_reader("pcsc:virtual*00 00")->name(), first);
    EXPECT_EQ(card::open_reader("pcsc:" + first)->name(), first);
    EXPECT_EQ(code_of([] { card::open_reader("pcsc:*no such*"); }), Errc::reader_lost);
}

TEST_F(PcscFaults, many_cards_come_and_go_without_growth) {
    const char* soak = std::getenv("CARD_SOAK");
    const int cycles = soak && std::string(soak) == "1" ? 1000 : 5;
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto reader = card::open_reader("pcsc:");
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    };
    std::ptrdiff_t descriptors_before = 0, threads_before = 0;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        {
            const OnReader card(specimen);
            reader->wait_for_card({}, support::kWaitLimit);
        }
        reader->wait_for_removal({}, support::kWaitLimit);
        if (cycle == 1) descriptors_before = descriptors(), threads_before = threads();
    }
    std::cout << cycles << " cycles: descriptors " << descriptors_before << " to " << descriptors()
              << ", threads " << threads_before << " to " << threads() << '\n';
    EXPECT_EQ(descriptors(), descriptors_before);
    EXPECT_EQ(threads(), threads_before);
}

}  // namespace
