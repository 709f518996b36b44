// SPDX-License-Identifier: Apache-2.0
// What the reader tells: of cards, of a reading, of itself.
#include <utility>

#include "visit/turn.h"

namespace kiosk::visit {
namespace {

using Kind = Happening::Kind;

bool waits_for_reader(const State& state) {
    return state.page == Page::problem && state.problem == "e.reader";
}

void reader_lost(Turn& turn) {
    auto& state = turn.state;
    state.reader_gone = true;
    state.gone_seconds = 0;
    // Whether a card still lies there cannot be known any more.
    state.card_there = false;
    state.idle.hold(false);
    if (state.covered) return turn.clear();  // it cannot prove anything any more
    if (row_of(state.page).needs_reader) return turn.fail("e.reader", "reader");
    if (state.page == Page::done) turn.welcome();
}

void reader_back(Turn& turn) {
    auto& state = turn.state;
    state.reader_gone = false;
    if (state.page == Page::out_of_service) turn.welcome();
    // Of no visit, on whatever page: the administrator's, too.
    if (state.held.transaction.empty()) turn.effects.emplace_back(WatchReader{});
    if (waits_for_reader(state)) retry(turn);
}

/// Who lays a card down or takes it need not answer whether more time is wanted; as often as it may
/// be answered, lest a reader that trembles keeps a page for ever.
void somebody_is_there(State& state) {
    if (state.idle.left() >= 0) state.idle.extend();
}

/// Before a key: a card that was laid down is waited for at the end like any other.
void present(Turn& turn) {
    turn.state.card_there = true;
    somebody_is_there(turn.state);
    if (turn.state.page == Page::welcome) start(turn);
}

void removed(Turn& turn) {
    auto& state = turn.state;
    const bool lay_there = std::exchange(state.card_there, false);
    state.idle.hold(false);
    somebody_is_there(state);
    state.pad.card_left();
    if (lay_there && state.has_result() && !state.covered) {
        state.removed = turn.event.at.steady;
        state.touched_since = false;
        if (state.page == Page::verdict) turn.effects.emplace_back(Tell{"o.lifted"});
    }
    // A card that has locked itself would be no other when it is put back.
    if (state.page == Page::lift && state.problem != "e.locked") {
        state.held.ended.clear();
        return turn.ask_key();
    }
    if (state.page != Page::done) return;
    state.card_kept = false;
    turn.effects.emplace_back(WatchReader{});
    if (turn.rules.staff()) return turn.welcome();
    turn.go(Page::done);  // "done", for a moment; then the next visitor
}

void stage(Turn& turn, const Happening& event) {
    auto& state = turn.state;
    state.card_there = true;
    if (state.page == Page::place) {
        state.reading_since = turn.event.at.steady;
        turn.go(Page::reading);
        turn.sound("found");
    }
    if (state.stage != event.stage) state.notice.clear();
    state.stage = event.stage;
    state.percent = event.percent;
}

void finished(Turn& turn, const Happening& event) {
    auto& [rules, state, _, effects] = turn;
    auto& held = state.held;
    held.outcome = event.outcome;
    held.fields = event.outcome->fields;
    ++turn.state.values;
    held.document = event.document;
    held.report = event.report;
    held.sod = event.sod;
    held.ended = name_of(event.outcome->plate);
    state.pad.accepted();
    state.wipe_passport();
    if (rules.staff()) {
        turn.sound(sound_of(event.outcome->plate));
        return turn.go(Page::verdict);
    }
    turn.sound("lift");  // neighbours learn nothing
    turn.go(Page::confirmed);
}

/// The same document against another printed code.
void compared(Turn& turn, const Happening& event) {
    auto& held = turn.state.held;
    if (held.outcome->plate != event.outcome->plate) held.decision.clear();
    held.outcome = event.outcome;
    held.report = event.report;
    held.fields = event.outcome->fields;
    ++turn.state.values;
    held.ended = name_of(event.outcome->plate);
    turn.sound(sound_of(event.outcome->plate));
    turn.effects.emplace_back(
        Tell{event.outcome->differences.empty() ? "o.compared" : "o.compared.differs"});
    turn.go(Page::verdict);
}

void fields(Turn& turn, const Happening& event) {
    turn.state.held.fields = event.fields;
    ++turn.state.values;
}

void interrupted(Turn& turn, const Happening& event) {
    turn.state.notice = event.reader ? "e.reader" : "e.moved";
    turn.sound("again");
}

/// The visit's card has left, and a card lies there. It may be the same: then it proves so.
void another(Turn& turn, const Happening& event) {
    auto& state = turn.state;
    state.card_there = true;
    const auto& held = state.held;
    const bool soon = turn.event.at.steady - state.removed <= kSameCard && !state.touched_since;
    const bool may_be_same = soon && held.sod && held.key.key && !event.asked;
    if (!may_be_same) return next_after_card(turn);
    if (!state.covered) state.covered_seconds = 0;
    state.covered = true;
    turn.effects.emplace_back(Recognise{state.visit, held.key, held.sod});
}

void same(Turn& turn) {
    auto& state = turn.state;
    if (!state.covered) return;
    state.covered = false;
    state.card_there = true;
    state.idle.touched();
    state.idle.hold(state.page == Page::verdict);
    if (state.page == Page::verdict) turn.effects.emplace_back(Tell{"o.same"});
}

/// Another card in the midst of a reading, or instead of the one that was read.
void other_card(Turn& turn) {
    auto& state = turn.state;
    const auto ended = state.held.ended;
    turn.record(ended.empty() ? "error:read.other_card" : ended);
    turn.forget();
    state.card_there = true;
    turn.effects.emplace_back(WatchRemoval{state.visit});
    state.problem = "e.swap";
    state.code = "read.other_card";
    turn.go(Page::problem);
}

/// Of a card that is waited for or read.
void of_reading(Turn& turn, const Happening& event) {
    switch (event.kind) {
        case Kind::stage: return stage(turn, event);
        case Kind::fields: return fields(turn, event);
        case Kind::interrupted: return interrupted(turn, event);
        case Kind::resumed: turn.state.notice = "r.resume"; return;
        case Kind::other_card: return other_card(turn);
        case Kind::finished: return finished(turn, event);
        case Kind::failed: return turn.fail(event.text_id.c_str(), event.step);
        default: return;
    }
}

/// Of the card that was read.
void of_result(Turn& turn, const Happening& event) {
    switch (event.kind) {
        case Kind::another: return another(turn, event);
        case Kind::same: return same(turn);
        case Kind::compared: return compared(turn, event);
        default: return;
    }
}

void of_visit(Turn& turn, const Happening& event) {
    if (event.kind == Kind::removed) return removed(turn);
    const auto page = turn.state.page;
    if (page == Page::place || page == Page::reading) of_reading(turn, event);
    else if (turn.state.has_result()) of_result(turn, event);
}

}  // namespace

void card_event(Turn& turn) {
    const auto& event = std::get<Happening>(turn.event.with);
    if (event.kind == Kind::reader_lost) return reader_lost(turn);
    if (event.kind == Kind::reader_back) return reader_back(turn);
    if (event.visit == 0) return event.kind == Kind::present ? present(turn) : removed(turn);
    if (event.visit == turn.state.visit) of_visit(turn, event);  // else it was cleared meanwhile
}

/// What lies there is not the card that was read, or has not proven to be.
void next_after_card(Turn& turn) {
    const bool instead = turn.state.covered && row_of(turn.state.page).away != Away::goes_on;
    if (!turn.rules.staff() && instead) return other_card(turn);
    turn.next_customer();
}

}  // namespace kiosk::visit
