// SPDX-License-Identifier: Apache-2.0
// A worker at a table on which a card lies, what it posts, and what it sends to each card.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "card/readers.h"
#include "core/card_worker.h"
#include "simulated/table.h"
#include "support/fixtures.h"

namespace kiosk_tests {

using namespace std::chrono_literals;
using Kind = kiosk::Happening::Kind;

/// What the worker posted, in order.
class Posted {
public:
    void operator()(kiosk::Happening event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    }
    /// Up to this kind's event, or its second one, ...
    std::vector<kiosk::Happening> until(Kind kind, std::ptrdiff_t times = 1) {
        std::unique_lock lock(mutex_);
        const auto is_it = [kind](const kiosk::Happening& event) { return event.kind == kind; };
        EXPECT_TRUE(changed_.wait_for(
            lock, 30s, [&] { return std::ranges::count_if(events_, is_it) >= times; }));
        auto end = events_.begin();
        for (; times > 0 && end != events_.end(); ++end) times -= is_it(*end) ? 1 : 0;
        return {events_.begin(), end};
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<kiosk::Happening> events_;
};

inline kiosk::VisitKey key_of(const char* can) {
    return {std::make_shared<const card::AccessKey>(card::AccessKey::from_can(can)), {}};
}

/// The instructions that were sent to each card that was asked for, in order.
class Sent {
public:
    std::unique_ptr<card::Reader> listening(std::unique_ptr<card::Reader> below) {
        return card::wrapped(std::move(below), [this](std::unique_ptr<card::Transport> card) {
            const std::lock_guard lock(mutex_);
            cards_.emplace_back();
            return std::make_unique<Listening>(*this, std::move(card), cards_.size() - 1);
        });
    }
    std::size_t to(std::size_t card, std::uint8_t instruction) const {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(std::ranges::count(cards_.at(card), instruction));
    }
    std::size_t to(std::size_t card) const {
        const std::lock_guard lock(mutex_);
        return cards_.at(card).size();
    }
    std::size_t cards() const {
        const std::lock_guard lock(mutex_);
        return cards_.size();
    }

private:
    class Listening final : public card::Transport {
    public:
        Listening(Sent& sent, std::unique_ptr<card::Transport> below, std::size_t card)
            : sent_(sent), below_(std::move(below)), card_(card) {}
        card::Bytes transceive(card::ByteView command) override {
            {
                const std::lock_guard lock(sent_.mutex_);
                sent_.cards_[card_].push_back(command[1]);
            }
            return below_->transceive(command);
        }
        card::LinkTraits traits() const override { return below_->traits(); }

    private:
        Sent& sent_;
        std::unique_ptr<card::Transport> below_;
        std::size_t card_;
    };
    mutable std::mutex mutex_;
    std::vector<std::vector<std::uint8_t>> cards_;
};

/// A worker at a table on which a card lies.
struct Bench {
    explicit Bench(const std::string& card = "vn-citizen-2021", kiosk::Config with = {})
        : config(std::move(with)) {
        table.lay(card);
    }
    kiosk::Config config;
    simulated::Table table;
    Sent sent;
    Posted posted;
    kiosk::Judging judging{
        config, card::FollowedStore(support::trust_of(support::specimen("vn-citizen-2021")))};
    kiosk::CardWorker worker{config, judging, [this] { return sent.listening(table.reader()); },
                             [this](kiosk::Happening event) { posted(std::move(event)); }};
};

}  // namespace kiosk_tests
