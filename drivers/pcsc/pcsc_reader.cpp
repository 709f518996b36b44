// SPDX-License-Identifier: Apache-2.0
#include "pcsc/pcsc_reader.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "pcsc/service.h"
#include "wait/deadline.h"

namespace card::pcsc {
namespace {

/// Attempts to connect to a card that is still being powered, or whose chip has only just come into
/// the field.
constexpr int kConnectAttempts = 5;
/// Between two questions whether the daemon is back: it cannot be waited for.
constexpr Milliseconds kServiceInterval{200};

bool is_present(const Status& status) { return (status.state & SCARD_STATE_PRESENT) != 0; }

/// Names by which makers tell a contactless slot from the contact one of the same housing.
bool is_contactless(const std::string& name) {
    std::string capitals(name);
    std::ranges::transform(capitals, capitals.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    static constexpr std::array kWords{"PICC", "CONTACTLESS", "NFC",     "ACR122", "-CL",
                                       " CL ", "ACR1252",     "R502 CL", "5021"};
    return std::ranges::any_of(
        kWords, [&](const char* word) { return capitals.find(word) != std::string::npos; });
}

bool fits(const std::string& name, const std::string& pattern) {
    // A part of the name first: libccid's own names hold brackets.
    if (name.find(pattern) != std::string::npos) return true;
    return pattern.find_first_of("*?") != std::string::npos &&
           fnmatch(pattern.c_str(), name.c_str(), FNM_CASEFOLD) == 0;
}

/// The readers with their states; one that goes while it is asked is left out.
std::vector<std::pair<std::string, Status>> states(Service& service) {
    std::vector<std::pair<std::string, Status>> list;
    for (const auto& name : service.readers()) {
        try {
            list.emplace_back(name, service.status(name, SCARD_STATE_UNAWARE, Milliseconds(0)));
        } catch (const Error&) {
            if (!service.connected()) throw;  // not one reader: the daemon
        }
    }
    return list;
}

/// The reader that is meant: of those that fit the pattern a contactless one first (a token or SAM
/// may lie in a contact slot for ever), then one that holds a card.
std::string choose(Service& service, const std::string& pattern) {
    const auto all = states(service);
    if (all.empty()) fail(SCARD_E_NO_READERS_AVAILABLE, "");
    std::string best;
    int best_rank = -1;
    for (const auto& [name, status] : all) {
        if (!fits(name, pattern)) continue;
        const int rank = (is_contactless(name) ? 2 : 0) + (is_present(status) ? 1 : 0);
        if (rank > best_rank) best = name;
        best_rank = std::max(best_rank, rank);
    }
    if (best_rank < 0)
        throw Error(Errc::reader_lost, Step::reader,
                    "no reader's name fits '" + pattern + "'; 'cardtool readers' lists them");
    return best;
}

class PcscReader final : public Reader {
public:
    PcscReader(std::string pattern, const PcscOptions& options)
        : pattern_(std::move(pattern)), options_(options) {
        name_ = choose(service_, pattern_);
    }
    std::string name() const override { return name_; }

    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        for (int attempt = 1;; ++attempt) {
            wait(stop, deadline, is_present);
            try {
                return service_.connect(name_, options_.transmit_limit);
            } catch (const Error& error) {
                check(stop, Deadline(kNoLimit));
                if (error.code() != Errc::card_lost || attempt == kConnectAttempts ||
                    deadline.passed())
                    throw;
            }
        }
    }

    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        // Not "no card seen": after a failed reset pcscd knows nothing until it has polled an
        // absence.
        wait(stop, Deadline(limit),
             [](const Status& status) { return (status.state & SCARD_STATE_EMPTY) != 0; });
    }

    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        const std::stop_callback cancel(stop, [this] { service_.cancel(); });
        service_.stop_with(stop);
        while (true) {
            check(stop, deadline);
            try {
                name_ = choose(service_, pattern_);
                return;
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
    template <class Reached>
    void wait(const std::stop_token& stop, const Deadline& deadline, Reached reached) {
        const std::stop_callback cancel(stop, [this] { service_.cancel(); });
        service_.stop_with(stop);
        check(stop, Deadline(kNoLimit));
        auto status = first_status();
        while (!reached(status)) {
            check(stop, deadline);
            status = next_status(status, stop, deadline);
        }
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

    /// Of a reader that it has only just met pcscd says neither that a card is there nor that none
    /// is, and has counted no event: the card's coming would be no change from that, so it is asked
    /// anew.
    Status next_status(const Status& known, const std::stop_token& stop, const Deadline& deadline) {
        if (known.state & (SCARD_STATE_PRESENT | SCARD_STATE_EMPTY))
            return service_.status(name_, known.state, deadline.left(kQuestion));
        pause(stop, deadline.left(kQuestion));
        return service_.status(name_, SCARD_STATE_UNAWARE, Milliseconds(0));
    }

    std::string pattern_, name_;
    PcscOptions options_;
    Service service_;
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
    for (const auto& [name, status] : states(service)) {
        entries.push_back({"pcsc:" + name, name, is_present(status),
                           is_present(status) ? to_hex(status.atr) : std::string()});
    }
    return entries;
}

std::unique_ptr<Reader> open(const std::string& pattern, const PcscOptions& options) {
    return std::make_unique<PcscReader>(pattern, options);
}

}  // namespace card::pcsc
