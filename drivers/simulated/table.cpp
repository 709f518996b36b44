// SPDX-License-Identifier: Apache-2.0
#include "simulated/table.h"

#include <condition_variable>
#include <mutex>
#include <optional>

#include "simulated/simulated_reader.h"

namespace simulated {

using card::Errc;
using card::Error;
using card::Step;

struct Table::State {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<Specimen> card;
    std::uint64_t laid = 0;  ///< which laying this is: a card that was lifted and laid again is a
                             ///< new one in the field
    bool unplugged = false, frozen = false;
    std::chrono::steady_clock::time_point last_answer;
    card::Milliseconds per_exchange{0};
    std::set<std::thread::id> talkers;

    void change(auto&& how) {
        const std::lock_guard lock(mutex);
        how();
        ++laid;
        changed.notify_all();
    }
};

namespace {

/// By the words SPECIMEN[,LIE].
Specimen find(const std::string& words) {
    const auto comma = words.find(',');
    return find_specimen(words.substr(0, comma),
                         comma == std::string::npos ? "" : words.substr(comma + 1));
}

[[noreturn]] void fail_unplugged() {
    throw Error(Errc::reader_lost, Step::reader, "the reader is gone");
}

class TableTransport final : public card::Transport {
public:
    TableTransport(std::shared_ptr<Table::State> state, std::uint64_t laid,
                   const Specimen& specimen)
        : state_(std::move(state)), laid_(laid), card_(specimen) {}

    card::Bytes transceive(card::ByteView command) override {
        {
            std::unique_lock lock(state_->mutex);
            state_->changed.wait_for(lock, state_->per_exchange,
                                     [this] { return state_->laid != laid_; });
            state_->changed.wait(lock, [this] { return state_->laid != laid_ || !state_->frozen; });
            if (state_->unplugged) fail_unplugged();
            if (state_->laid != laid_)
                throw Error(Errc::card_lost, Step::read_removed, "the card left the reader");
        }
        auto answer = card_.transceive(command);
        const std::lock_guard lock(state_->mutex);
        state_->last_answer = std::chrono::steady_clock::now();
        state_->talkers.insert(std::this_thread::get_id());
        return answer;
    }
    card::LinkTraits traits() const override { return card_.traits(); }

private:
    std::shared_ptr<Table::State> state_;
    std::uint64_t laid_;
    CardTransport card_;
};

class TableReader final : public card::Reader {
public:
    explicit TableReader(std::shared_ptr<Table::State> state)
        : state_(std::move(state)), given_(state_->laid) {}
    std::string name() const override { return "demo"; }

    std::unique_ptr<card::Transport> wait_for_card(std::stop_token stop,
                                                   card::Milliseconds limit) override {
        std::unique_lock lock(state_->mutex);
        wait(lock, stop, limit, [this] { return state_->card.has_value(); });
        given_ = state_->laid;
        return std::make_unique<TableTransport>(state_, state_->laid, *state_->card);
    }
    void wait_for_removal(std::stop_token stop, card::Milliseconds limit) override {
        std::unique_lock lock(state_->mutex);
        // Another laying means that the card before was lifted, also where nobody waited just then.
        wait(lock, stop, limit, [this] { return !state_->card || state_->laid != given_; });
    }
    void wait_for_reader(std::stop_token stop, card::Milliseconds limit) override {
        std::unique_lock lock(state_->mutex);
        if (!state_->changed.wait_until(lock, stop, end_of(limit),
                                        [this] { return !state_->unplugged; }))
            fail_wait(stop);
    }

private:
    static std::chrono::steady_clock::time_point end_of(card::Milliseconds limit) {
        static constexpr std::chrono::hours kLong{24};
        return std::chrono::steady_clock::now() + std::min<card::Milliseconds>(limit, kLong);
    }
    [[noreturn]] static void fail_wait(const std::stop_token& stop) {
        if (stop.stop_requested())
            throw Error(Errc::stopped, Step::reader_wait, "stopped on request");
        throw Error(Errc::timed_out, Step::reader_wait, card::said("cause.no_card"));
    }
    void wait(std::unique_lock<std::mutex>& lock, const std::stop_token& stop,
              card::Milliseconds limit, auto&& done) {
        const bool changed = state_->changed.wait_until(
            lock, stop, end_of(limit), [&] { return state_->unplugged || done(); });
        if (stop.stop_requested() || !changed) fail_wait(stop);
        if (state_->unplugged) fail_unplugged();
    }
    std::shared_ptr<Table::State> state_;
    std::uint64_t given_;  ///< the laying whose card was given last; first, what lay there
};

}  // namespace

Table::Table(card::Milliseconds per_exchange) : state_(std::make_shared<State>()) {
    state_->per_exchange = per_exchange;
}

Table::~Table() = default;

void look_up(const std::string& specimen) { find(specimen); }

void Table::lay(const std::string& specimen) {
    auto card = find(specimen);
    state_->change([&] { state_->card.emplace(std::move(card)); });
}

void Table::lift() {
    state_->change([&] { state_->card.reset(); });
}

void Table::unplug(bool unplugged) {
    state_->change([&] { state_->unplugged = unplugged; });
}

void Table::freeze(bool frozen) {
    const std::lock_guard lock(state_->mutex);
    state_->frozen = frozen;
    state_->changed.notify_all();
}

bool Table::card_there() const {
    const std::lock_guard lock(state_->mutex);
    return state_->card.has_value();
}

std::set<std::thread::id> Table::talkers() const {
    const std::lock_guard lock(state_->mutex);
    return state_->talkers;
}

std::chrono::steady_clock::time_point Table::last_answer() const {
    const std::lock_guard lock(state_->mutex);
    return state_->last_answer;
}

std::unique_ptr<card::Reader> Table::reader() const {
    const std::lock_guard lock(state_->mutex);
    if (state_->unplugged) fail_unplugged();
    return std::make_unique<TableReader>(state_);
}

}  // namespace simulated
