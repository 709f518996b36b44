// SPDX-License-Identifier: Apache-2.0
// The tables of steps: what each profile does, and what all of them have in common.
#include "visit/machine.h"

#include <algorithm>
#include <span>

#include "visit/turn.h"

namespace kiosk::visit {
namespace {

// Who may do it, as bits.
using Who = unsigned;
constexpr Who bit(Source source) { return 1U << static_cast<unsigned>(source); }
constexpr Who kHand = bit(Source::touch) | bit(Source::key);
constexpr Who kCode = bit(Source::scanner) | bit(Source::camera);
constexpr Who kScanner = bit(Source::scanner);
constexpr Who kReader = bit(Source::reader);
constexpr Who kClock = bit(Source::clock);
constexpr Who kStaff = bit(Source::staff);
constexpr Who kMachine = bit(Source::machine);

constexpr Page kAnyPage{0xFF};

struct Step {
    Page from;
    Act act;
    Who who;
    void (*does)(Turn&);
};

template <Page page>
void to(Turn& turn) {
    turn.go(page);
}
void keep(Turn& turn) { turn.state.asks_stop = false; }
void welcome(Turn& turn) { turn.welcome(); }
void ask_key(Turn& turn) {
    // A reading that was ordered is not wanted any more.
    turn.effects.emplace_back(StopReading{});
    ++turn.state.visit;
    turn.ask_key();
}
void call_help(Turn& turn) {
    turn.state.help_called = true;
    turn.sound("help");
    turn.effects.emplace_back(CallStaff{});
}
void wrong_details(Turn& turn) { turn.state.held.disputed = true; }
void right_details(Turn& turn) {
    turn.state.held.disputed = false;
    after_result(turn);
}
void ticket(Turn& turn) {
    turn.state.held.ticket = std::get<Ticket>(turn.event.with);
    turn.go(Page::number);
}
void no_number(Turn& turn) {
    turn.state.problem = "e.number";
    turn.state.code = "tickets";
    turn.sound("again");
    turn.effects.emplace_back(CallStaff{});
    turn.go(Page::problem);
}
void scan_mode(Turn& turn) { turn.state.pad.set_mode(KeyMode::scan); }
void type_mode(Turn& turn) { turn.state.pad.set_mode(KeyMode::type); }
void camera_changed(Turn& turn) {
    if (turn.event.number() != 0) turn.state.pad.camera_found();
    else turn.state.pad.camera_lost();
}
void voice(Turn& turn) { turn.state.voice = turn.event.number() != 0; }

/// What every profile does, up to the result.
constexpr Step kCommon[]{
    {kAnyPage, Act::more_time, kHand, more_time},
    {kAnyPage, Act::call_help, kHand, call_help},
    {kAnyPage, Act::leave, kHand, leave},
    {kAnyPage, Act::keep, kHand, keep},
    {kAnyPage, Act::stop, kHand | kStaff, stop},
    {kAnyPage, Act::card, kReader, card_event},
    {kAnyPage, Act::second, kClock, second},
    {kAnyPage, Act::closing, kMachine, closing},
    {kAnyPage, Act::opening_hours, kClock, opening_hours},
    {kAnyPage, Act::camera_changed, kMachine, camera_changed},
    {kAnyPage, Act::voice, kMachine, voice},

    {Page::welcome, Act::start, kHand, start},
    {Page::welcome, Act::code, kScanner, code_before_consent},
    {Page::consent, Act::code, kScanner, code_before_consent},
    {Page::consent, Act::tick, kHand, tick},
    {Page::consent, Act::agree, kHand, agree},
    {Page::consent, Act::refuse, kHand, refuse},

    {Page::key, Act::digit, kHand, digit},
    {Page::key, Act::erase, kHand, erase},
    {Page::key, Act::erase_all, kHand, erase_all},
    {Page::key, Act::enter, kHand, enter},
    {Page::key, Act::never_expires, kHand, never_expires},
    {Page::key, Act::scan_mode, kHand, scan_mode},
    {Page::key, Act::type_mode, kHand, type_mode},
    {Page::key, Act::typing_begins, kHand, typing_begins},
    {Page::key, Act::typing_was_scanned, kScanner, typing_was_scanned},
    {Page::key, Act::code, kCode, code},
    {Page::key, Act::passport, kHand, passport},
    {Page::passport, Act::character, kHand, passport_character},
    {Page::passport, Act::passport_field, kHand, passport_field},
    {Page::passport, Act::erase, kHand, passport_erase},
    {Page::passport, Act::erase_all, kHand, passport_erase_all},
    {Page::passport, Act::enter, kHand, passport_enter},
    {Page::passport, Act::typing_begins, kHand, passport_typing_begins},
    {Page::passport, Act::typing_was_scanned, kScanner, passport_was_scanned},
    {Page::passport, Act::code, kCode, code},
    {Page::passport, Act::back, kHand, leave_passport},
    {Page::place, Act::back, kHand, ask_key},
    {Page::problem, Act::back, kHand, ask_key},
    {Page::problem, Act::retry, kHand, retry},
    {Page::problem, Act::scan_instead, kHand, scan_instead},
    {Page::lift, Act::scan_instead, kHand, scan_instead},
    {Page::lift, Act::type_instead, kHand, type_instead},
    {kAnyPage, Act::back, kHand, stop},

    {Page::welcome, Act::knock, kHand, to<Page::pin>},
    {Page::closed, Act::knock, kHand, to<Page::pin>},
    {Page::out_of_service, Act::knock, kHand, to<Page::pin>},
    {Page::pin, Act::pin_right, kMachine, to<Page::admin>},
    {Page::admin, Act::measure, kHand, to<Page::measure>},
    {Page::measure, Act::measured, kHand, to<Page::admin>},
    {Page::admin, Act::try_scanner, kHand, to<Page::scanner>},
    {Page::pin, Act::administration_left, kHand, welcome},
    {Page::admin, Act::administration_left, kHand, welcome},
    {Page::measure, Act::administration_left, kHand, to<Page::admin>},
    {Page::scanner, Act::administration_left, kHand, to<Page::admin>},
};

constexpr Step kCounter[]{
    {Page::verdict, Act::decide, kHand, decide},
    {Page::verdict, Act::next, kHand, end_of_visit},
    {Page::verdict, Act::code, kScanner, code_beside_verdict},
};

constexpr Step kHospital[]{
    {Page::welcome, Act::help_somebody, kHand, help_somebody},
    {Page::behalf, Act::help_for, kHand, help_for},
    {Page::behalf, Act::no_card, kHand, no_card},
    {Page::consent, Act::back, kHand, back_before_consent},
    {Page::welcome, Act::no_card, kHand, no_card},
    {Page::no_card, Act::go_without_card, kHand, go_without_card},
    {Page::problem, Act::go_without_card, kHand, go_without_card},
    {Page::lift, Act::go_without_card, kHand, go_without_card},
    {Page::key, Act::back, kHand, to<Page::consent>},  // what was agreed to stays ticked
    {Page::confirmed, Act::right_details, kHand, right_details},
    {Page::confirmed, Act::wrong_details, kHand, wrong_details},
    {Page::confirmed, Act::next, kHand, after_result},
    {Page::clinic, Act::choose_clinic, kHand, to<Page::check>},
    {Page::check, Act::ask_priority, kHand, to<Page::priority>},
    {Page::priority, Act::choose_priority, kHand, to<Page::check>},
    {Page::priority, Act::back_to_check, kHand, to<Page::check>},
    {Page::check, Act::back_to_clinics, kHand, to<Page::clinic>},
    {Page::check, Act::ticket, kMachine, ticket},
    {Page::check, Act::sold_out, kMachine, to<Page::clinic>},
    {Page::check, Act::no_number, kMachine, no_number},
    {Page::number, Act::next, kHand, end_of_visit},
};

constexpr Step kBank[]{
    {Page::key, Act::back, kHand, to<Page::consent>},
    {Page::confirmed, Act::right_details, kHand, right_details},
    {Page::confirmed, Act::wrong_details, kHand, wrong_details},
    {Page::confirmed, Act::next, kHand, after_result},
    {Page::face, Act::next, kHand, after_result},
    {Page::handover, Act::next, kHand, end_of_visit},
    {kAnyPage, Act::decide, kStaff, decide},
    {kAnyPage, Act::teller_next, kStaff, teller_next},
};

std::span<const Step> steps_of(Profile profile) {
    switch (profile) {
        case Profile::counter: return kCounter;
        case Profile::hospital: return kHospital;
        case Profile::bank: return kBank;
    }
    return {};
}

const Step* find(std::span<const Step> steps, Page page, Act act) {
    const auto found = std::ranges::find_if(steps, [=](const Step& step) {
        return step.act == act && (step.from == page || step.from == kAnyPage);
    });
    return found == steps.end() ? nullptr : &*found;
}

/// While a card proves that it is the one that was read, nothing is done with what it covers.
bool waits_for_proof(const State& state, Act act) {
    static constexpr Act kGoOn[]{Act::touched,        Act::more_time, Act::call_help,
                                 Act::leave,          Act::keep,      Act::stop,
                                 Act::card,           Act::second,    Act::opening_hours,
                                 Act::camera_changed, Act::voice,     Act::teller_next};
    return state.covered && std::ranges::find(kGoOn, act) == std::end(kGoOn);
}

}  // namespace

Effects step(const Rules& rules, State& state, const Event& event) {
    Effects effects;
    const bool used = (bit(event.source) & kHand) != 0 || event.source == Source::held_key;
    if (used && state.page != Page::reading) state.idle.touched();  // a reading has its own limit
    if (event.source == Source::scanner && event.act == Act::code) {
        state.touched_since = true;
        state.scanner = state.scanner || !rules.scanner_known;
    }
    const auto* found = find(steps_of(rules.profile), state.page, event.act);
    if (!found) found = find(kCommon, state.page, event.act);
    if (!found || (bit(event.source) & found->who) == 0 || waits_for_proof(state, event.act))
        return effects;
    Turn turn{rules, state, event, effects};
    found->does(turn);
    return effects;
}

}  // namespace kiosk::visit
