// SPDX-License-Identifier: Apache-2.0
#include "pcsc/pcsc_reader.h"

#include <algorithm>
#include <utility>

#include "pcsc/search.h"
#include "wait/deadline.h"

namespace card::pcsc {
namespace {

/// Attempts to connect to a card that is still being powered, or whose chip has only just come into
/// the field.
constexpr int kConnectAttempts = 5;
/// Between two questions whether the daemon is back: it cannot be waited for.
constexpr Milliseconds kServiceInterval{200};

/// The best slot that fits the pattern. Throws Error{reader_lost} where there is none.
const Slot& choose(const Slots& slots, Service& service, const std::string& pattern) {
    if (const Slot* best = best_of(slots)) return *best;
    if (service.readers().empty()) fail(SCARD_E_NO_READERS_AVAILABLE, "");
    throw Error(Errc::reader_lost, Step::reader,
                "no reader's name fits '" + pattern + "'; 'cardtool readers' lists them");
}

class PcscReader final : public Reader {
public:
    PcscReader(std::string pattern, const PcscOptions& options)
        : pattern_(std::move(pattern)), options_(options) {
        take_stock();
    }
    std::string name() const override { return name_; }

    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        search_.retry_readers();
        std::string tried;
        for (int attempt = 1;; ++attempt) {
            wait_for_candidate(stop, deadline);
            if (std::exchange(tried, name_) != name_) attempt = 1;
            try {
                auto card = service_.connect(name_, options_.transmit_limit);
                search_.leave_others(slots_, asked_);
                return card;
            } catch (const Error& error) {
                check(stop, Deadline(kNoLimit));
                const bool again = error.code() == Errc::card_lost && attempt < kConnectAttempts;
                if (again && !deadline.passed()) continue;
                search_.pass_over(asked_, error);
                go_on();
            }
        }
    }

    void pass_over(const Error& why) override {
        search_.pass_over(asked_, why);
        search_.ask_all();
        go_on();
    }

    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        const std::stop_callback cancel(stop, [this] { service_.cancel(); });
        service_.stop_with(stop);
        check(stop, Deadline(kNoLimit));
        auto status = first_status();
        // A card that came back between two questions, or before the first, had left as well.
        const auto event = asked_.name == name_ ? asked_.event() : status.event();
        // Not "no card seen": after a failed reset pcscd knows nothing until it has polled an
        // absence.
        while (!(status.state & SCARD_STATE_EMPTY) && status.event() == event) {
            check(stop, deadline);
            status = next_status(status, stop, deadline);
        }
        search_.take_up_others();
    }

    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        const std::stop_callback cancel(stop, [this] { service_.cancel(); });
        service_.stop_with(stop);
        while (true) {
            check(stop, deadline);
            try {
                return take_stock();
            } catch (const Error&) {
                check(stop, deadline);
            }
            try {
                service_.wait_for_plug(deadline.left(kQuestion));
            } catch (const Error&) {
                pause(stop, deadline.left(kServiceInterval));
            }
        }
    }

    void signal(Signal signal) override;

private:
    /// A service that was started again has counted anew: what was known of cards is void.
    void take_stock() {
        slots_ = look(service_, pattern_);
        name_ = choose(slots_, service_, pattern_).name;
        if (options_.leave_old_cards) search_.leave_old_cards(slots_);
    }

    /// Waits for a card that was not asked yet, and takes its slot.
    void wait_for_candidate(const std::stop_token& stop, const Deadline& deadline) {
        const std::stop_callback cancel(stop, [this] { service_.cancel(); });
        service_.stop_with(stop);
        check(stop, Deadline(kNoLimit));
        const bool renewed = !service_.connected();
        first_status();
        slots_ = look(service_, pattern_);
        if (options_.leave_old_cards && renewed) search_.leave_old_cards(slots_);
        while (true) {
            // The slot that was waited for, or read from: that another one is still there must not
            // hide its going.
            if (std::ranges::find(slots_, name_, &Slot::name) == slots_.end())
                fail(SCARD_E_READER_UNAVAILABLE, name_);
            if (const Slot* next = search_.next(slots_)) {
                asked_ = *next;
                name_ = asked_.name;
                return;
            }
            name_ = search_.awaited(slots_)->name;
            check(stop, deadline);
            wait_for_change(stop, deadline);
            slots_ = look(service_, pattern_);
        }
    }

    /// Of a reader that it has only just met pcscd says neither that a card is there nor that none
    /// is, and has counted no event: the card's coming would be no change from that, so it is asked
    /// anew.
    void wait_for_change(const std::stop_token& stop, const Deadline& deadline) {
        std::vector<std::pair<std::string, DWORD>> known;
        for (const auto& slot : slots_) {
            if (!(slot.status.state & (SCARD_STATE_PRESENT | SCARD_STATE_EMPTY)))
                return pause(stop, deadline.left(kQuestion));
            known.emplace_back(slot.name, slot.status.state);
        }
        service_.wait_for_change(known, deadline.left(kQuestion));
    }

    /// Returns where another card can be asked or waited for, else tells what was found.
    void go_on() {
        try {
            slots_ = look(service_, pattern_);
        } catch (const Error& error) {
            if (error.code() == Errc::stopped) throw;
            slots_.clear();  // what was found says more than that the service has ended since
        }
        if (search_.may_go_on(slots_)) {
            name_ = search_.awaited(slots_)->name;
            return;
        }
        name_ = search_.first();
        search_.tell();
    }

    /// A daemon that was restarted meanwhile is met by a new context; where it is gone, the second
    /// question says so.
    Status first_status() {
        try {
            return service_.status(name_, SCARD_STATE_UNAWARE, Milliseconds(0));
        } catch (const Error& error) {
            if (error.code() == Errc::stopped) throw;
            service_.forget();
            return service_.status(name_, SCARD_STATE_UNAWARE, Milliseconds(0));
        }
    }

    /// A state without either is asked anew, as in wait_for_change().
    Status next_status(const Status& known, const std::stop_token& stop, const Deadline& deadline) {
        if (known.state & (SCARD_STATE_PRESENT | SCARD_STATE_EMPTY))
            return service_.status(name_, known.state, deadline.left(kQuestion));
        pause(stop, deadline.left(kQuestion));
        return service_.status(name_, SCARD_STATE_UNAWARE, Milliseconds(0));
    }

    std::string pattern_, name_;
    PcscOptions options_;
    Service service_;
    Search search_;
    Slots slots_;  ///< as they were seen last
    Slot asked_;   ///< the one whose card was connected to last
};

/// Lights and buzzer by the makers' escape commands (ACR122U API 2.04 §6.2, ACR1252U reference 1.17
/// §5.8).
void PcscReader::signal(Signal signal) {
    if (!options_.light_and_buzzer) return;
    const bool good = signal == Signal::good, bad = signal == Signal::attention;
    Bytes command;
    if (name_.find("ACR122") != std::string::npos) {
        if (good) command = from_hex("FF00400A0402000101");      // green for 200 ms, one beep
        else if (bad) command = from_hex("FF00400D0402020303");  // red, three beeps
        else
            command =
                from_hex(signal == Signal::reading ? "FF00400F0400000000" : "FF00400C0400000000");
    } else if (name_.find("ACR1252") != std::string::npos) {
        if (good || bad) command = from_hex(good ? "E00000280114" : "E00000280140");
        else command = from_hex(signal == Signal::reading ? "E00000290101" : "E00000290102");
    }
    try {
        if (!command.empty()) service_.escape(name_, command);
    } catch (const Error&) {
        // A light that does not shine must not end a reading; what is wrong with the reader the
        // next wait says.
    }
}

}  // namespace

std::vector<ReaderEntry> list() {
    Service service;
    std::vector<ReaderEntry> entries;
    for (const auto& slot : look(service, ""))
        entries.push_back({"pcsc:" + slot.name, slot.name, slot.has_card(),
                           slot.has_card() ? to_hex(slot.status.atr) : std::string(),
                           slot.interface});
    return entries;
}

std::unique_ptr<Reader> open(const std::string& pattern, const PcscOptions& options) {
    return std::make_unique<PcscReader>(pattern, options);
}

}  // namespace card::pcsc
