// SPDX-License-Identifier: Apache-2.0
// The ways on, back and out of a page.
#include <utility>

#include "visit/turn.h"

namespace kiosk::visit {
namespace {

constexpr int kToneSeconds = 3, kTonesUntilKept = 10;
constexpr int kReaderGoneLong = 60;
/// A card that is being recognised has so long.
constexpr int kCoveredSeconds = 10;

/// Nobody is at the page any more.
void expired(Turn& turn) {
    auto& state = turn.state;
    switch (state.page) {
        case Page::reading:
            ++state.visit;  // what still comes of it is too late
            turn.effects.emplace_back(WatchRemoval{state.visit});
            return turn.fail("e.chip", "reading");
        case Page::handover:
        case Page::number: return end_of_visit(turn);
        default: break;
    }
    const bool of_visit = row_of(state.page).visitor;
    if (of_visit) turn.clear();
    else turn.welcome();
}

/// The tone for a forgotten card goes on until it is taken; then staff must know of it.
void remind(Turn& turn) {
    auto& state = turn.state;
    if (++state.done_seconds % kToneSeconds != 0) return;
    turn.sound("take");
    if (state.done_seconds != kToneSeconds * kTonesUntilKept) return;
    state.card_kept = true;
    turn.effects.emplace_back(CallStaff{});
}

/// A reader that stays away: pages that need none go on, the next visitor is told.
void miss_reader(Turn& turn) {
    auto& state = turn.state;
    ++state.gone_seconds;
    if (state.page == Page::welcome && state.gone_seconds == kReaderSettles) return turn.welcome();
    if (state.gone_seconds != kReaderGoneLong) return;
    const bool waits_for_it = state.page == Page::problem && state.problem == "e.reader";
    if (waits_for_it || state.page == Page::place) turn.clear("error:reader");
}

}  // namespace

void more_time(Turn& turn) {
    if (!turn.state.idle.extend()) expired(turn);
}

void stop(Turn& turn) { turn.clear(); }

/// Once a card was read a person is asked first.
void leave(Turn& turn) {
    switch (row_of(turn.state.page).away) {
        case Away::nowhere: return;
        case Away::goes_on: return end_of_visit(turn);
        case Away::administration: return turn.welcome();
        case Away::ends_visit: break;
    }
    if (turn.state.has_result()) turn.state.asks_stop = true;
    else turn.clear();
}

void retry(Turn& turn) {
    auto& state = turn.state;
    if (state.problem == "e.number") return turn.go(Page::check);
    if (state.problem == "e.swap") return turn.begin_anew();
    state.held.ended.clear();
    const bool typed = state.problem == "e.key" || state.problem == "e.mrz";
    if (!typed && state.problem != "e.qrold" && state.held.key.key)
        return turn.begin(state.held.key);
    turn.ask_key();
    if (typed) state.pad.set_mode(KeyMode::type);
}

void scan_instead(Turn& turn) {
    turn.state.held.ended.clear();
    turn.ask_key();
    turn.state.pad.set_mode(KeyMode::scan);
}

void type_instead(Turn& turn) {
    turn.state.held.ended.clear();
    turn.ask_key();
    turn.state.pad.set_mode(KeyMode::type);
}

/// A card that cannot be read keeps nobody from being seen.
void go_without_card(Turn& turn) {
    auto& state = turn.state;
    if (state.held.transaction.empty()) return turn.begin_anew();
    if (state.page == Page::no_card) state.held.ended = "no_card";
    ++state.visit;  // what still comes of the card is too late
    turn.effects.emplace_back(StopReading{});
    after_result(turn);
}

/// What the profile does with a visitor whose card was read, or who has none.
void after_result(Turn& turn) {
    if (turn.rules.clinics) return turn.go(Page::clinic);
    if (turn.rules.profile != Profile::bank) return end_of_visit(turn);
    const bool compared = turn.state.page == Page::face || !turn.state.pad.camera();
    turn.go(compared ? Page::handover : Page::face);
}

void end_of_visit(Turn& turn) {
    turn.clear(turn.state.held.ended);
    // The card is gone and everything cleared: a visitor is told so for a moment.
    if (!turn.rules.staff() && turn.state.page == Page::welcome) turn.go(Page::done);
}

void decide(Turn& turn) {
    auto& state = turn.state;
    auto& held = state.desk.empty() ? state.held : state.desk.front();
    if (held.outcome) held.decision = turn.event.text();
}

/// The teller has done with the verdict that stands longest. Where there is a portrait it was
/// compared first. A visit ends by its visitor: who still confirms the details is not sent away.
void teller_next(Turn& turn) {
    auto& state = turn.state;
    const auto* shown = state.tellers();
    if (!shown || state.at_visitors() ||
        (!shown->outcome->portrait.empty() && shown->decision.empty()))
        return;
    if (state.desk.empty()) end_of_visit(turn);
    auto held = std::move(state.desk.front());
    state.desk.pop_front();
    ++state.values;
    const auto ended = held.ended;
    turn.effects.emplace_back(Record{visit_of(std::move(held), turn.rules, ended, turn.event.at)});
    turn.effects.emplace_back(ForgetDesk{});
    if (state.page == Page::out_of_service) turn.welcome();
}

/// Nothing is lost: what waits for a teller is recorded as it stands.
void closing(Turn& turn) {
    turn.clear();
    auto& desk = turn.state.desk;
    for (; !desk.empty(); desk.pop_front()) {
        const auto ended = desk.front().ended;
        turn.effects.emplace_back(
            Record{visit_of(std::move(desk.front()), turn.rules, ended, turn.event.at)});
    }
}

void opening_hours(Turn& turn) {
    turn.state.open = turn.event.number() != 0;
    if (turn.state.page == Page::welcome || turn.state.page == Page::closed) turn.welcome();
}

void second(Turn& turn) {
    auto& state = turn.state;
    if (state.reader_gone) miss_reader(turn);
    if (state.page == Page::done && state.card_there) remind(turn);
    if (state.covered && ++state.covered_seconds >= kCoveredSeconds) return next_after_card(turn);
    if (state.idle.tick()) expired(turn);
}

}  // namespace kiosk::visit
