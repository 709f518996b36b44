// SPDX-License-Identifier: Apache-2.0
// All that the kiosk knows at a moment: the page, the card, and what it holds of a person.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "card/random.h"
#include "core/card_worker.h"
#include "core/visit.h"
#include "visit/idle.h"
#include "visit/key_pad.h"
#include "visit/page.h"

namespace kiosk::visit {

/// A purpose that is asked for.
struct Purpose {
    std::string name;  ///< "read", "send", "optional.0", ...
    bool required = true;
};

/// What does not change while a kiosk runs.
struct Rules {
    Profile profile = Profile::counter;
    bool clinics = false;        ///< a hospital that has any
    bool teller = false;         ///< a bank's second window
    bool scanner_known = false;  ///< the operator has said whether a wedge scanner is there
    bool demo = false;
    bool hands_over = false;  ///< an output wants document and report
    std::vector<Purpose> purposes;
    std::string consent_version;
    card::Random* random = nullptr;  ///< outlives the visits

    bool staff() const { return profile == Profile::counter; }
    bool portrait() const { return profile != Profile::hospital; }
    /// The only required purpose has no box: who presses "agree" agrees to it.
    bool boxed(std::size_t purpose) const;
};

/// Of one person, from the start of the visit to its end. What is new holds nothing.
struct Held {
    std::string transaction;  ///< random; empty: no visit has begun
    std::chrono::milliseconds begun{};
    Consent::By asked = Consent::By::nobody;
    std::vector<bool> ticked;
    Consent consent;
    VisitKey key;  ///< of the reading; then only to recognise the card
    std::vector<Field> fields;
    std::shared_ptr<const Outcome> outcome;
    std::shared_ptr<const card::Document> document;
    std::shared_ptr<const card::Report> report;
    std::shared_ptr<const card::Bytes> sod;
    std::optional<Ticket> ticket;
    std::string decision, ended;
    bool disputed = false;
};

/// A reader that is away for less comes back by itself; nobody is told of it between visits.
inline constexpr int kReaderSettles = 3;
/// A teller looks at one verdict while one more may wait.
inline constexpr std::size_t kTellersQueue = 2;
/// A card that was away for longer is the next customer's.
inline constexpr std::chrono::milliseconds kSameCard{10'000};

struct State {
    explicit State(bool camera = false, bool with_scanner = false)
        : pad(camera), scanner(with_scanner) {}

    Page page = Page::welcome;
    std::uint64_t turn = 0;  ///< pages shown so far
    Idle idle;
    KeyPad pad;
    PassportEntry passport, passport_marked;
    Held held;
    std::deque<Held> desk;  ///< visits that are over for the visitor and not for the teller

    std::uint64_t values = 0;  ///< how often what is shown of the person has changed

    // The reading.
    std::uint64_t visit = 0;  ///< what comes of an older one is dropped
    std::optional<Stage> stage;
    int percent = 0, tears = 0;
    std::chrono::milliseconds reading_since{};
    std::string notice, problem, code;
    std::string said;  ///< id of what a page has to say beside; it goes with the page

    // The card that was read.
    bool card_there = false, card_kept = false;
    std::chrono::milliseconds removed{};  ///< when
    bool touched_since = false;           ///< a code came since
    bool covered = false;                 ///< its values, until it has proven to be the same
    int covered_seconds = 0, done_seconds = 0;

    // The machine.
    bool scanner;  ///< a wedge scanner is there
    bool reader_gone = false, open = true, voice = false;
    int gone_seconds = 0;
    bool asks_stop = false, help_called = false;

    void wipe_passport() {
        passport.wipe();
        passport_marked.wipe();
    }
    bool has_result() const { return held.outcome != nullptr; }
    /// What opens the chip was taken from an MRZ: a passport, or a card like one.
    bool by_mrz() const { return !passport.empty() || !held.key.body.mrz.empty(); }
    bool can_scan() const { return (scanner || pad.camera()) && !pad.codes_stopped(); }
    /// What the teller looks at is the visitor's still: it goes on at the visitor's own screen.
    bool at_visitors() const { return desk.empty() && row_of(page).away == Away::ends_visit; }
    /// What a teller looks at; null between visits.
    const Held* tellers() const {
        if (!desk.empty()) return &desk.front();
        return held.outcome ? &held : nullptr;
    }
};

/// Whether anything of the visitor is in memory; a teller's queue is the teller's.
bool holds_visitor(const State& state);

}  // namespace kiosk::visit
