// SPDX-License-Identifier: Apache-2.0
#include "visit/turn.h"

#include <utility>

namespace kiosk::visit {

void Turn::go(Page page) {
    auto& idle = state.idle;
    const auto& row = row_of(page);
    state.page = page;
    ++state.turn;
    state.asks_stop = false;
    state.said.clear();
    // The next visitor finds nothing of what the one before had chosen; the last page still speaks
    // to that one. At a counter it is the clerk's own choice, and stays.
    const bool empty =
        page == Page::welcome || page == Page::out_of_service || page == Page::closed;
    if (empty && !rules.staff()) effects.emplace_back(DefaultLook{});
    idle.set_doubled(state.voice && page != Page::reading);
    const bool waits_for_hand = page == Page::done && state.card_there;
    idle.start(waits_for_hand ? 0 : row.seconds, row.announced);
    // A verdict stays while the card lies on the reader.
    idle.hold(state.card_there && page == Page::verdict);
}

void Turn::welcome() {
    if (state.reader_gone && state.gone_seconds >= kReaderSettles) return go(Page::out_of_service);
    if (state.desk.size() >= kTellersQueue) return go(Page::out_of_service);
    go(state.open ? Page::welcome : Page::closed);
    if (state.page == Page::welcome && state.card_there) start(*this);
}

void Turn::fail(const char* problem, const std::string& code) {
    const std::string_view what = problem;
    const bool locked = what == "e.locked", refused = what == "e.key";
    state.problem = problem;
    state.code = code;
    state.held.ended = "error:" + code;
    if (refused) state.problem = state.pad.refused();
    // What was typed of a passport stays: one character of three lines is wrong.
    if (state.problem == "e.key" && !state.passport.empty()) state.problem = "e.mrz";
    if (locked) state.pad.stop();
    if (refused || locked) state.held.key = {};  // never sent again
    if (what == "e.moved" && ++state.tears >= kMaxRefusals) state.problem = "e.weak";
    state.held.fields.clear();
    ++state.values;
    sound("again");
    // The card takes no further number, or no further code, while it lies there.
    const bool lift = state.problem == "e.key3" || state.problem == "e.qr3" || locked;
    go(lift ? Page::lift : Page::problem);
}

void Turn::begin_anew() {
    welcome();
    if (state.page == Page::welcome) start(*this);
}

void Turn::ask_key() {
    // After another card nothing was agreed to by whoever stands there now.
    if (state.held.consent.by == Consent::By::nobody) return begin_anew();
    state.held.key = {};
    state.pad.open();
    if (!state.pad.stopped() && !state.passport.empty()) return go(Page::passport);
    if (!state.pad.stopped() || state.can_scan()) return go(Page::key);
    state.problem = "e.key3";
    go(Page::lift);
}

void Turn::begin(VisitKey key) {
    ++state.visit;
    state.held.key = std::move(key);
    state.notice.clear();
    state.stage.reset();
    state.percent = 0;
    state.held.fields.clear();
    ++state.values;
    effects.emplace_back(Inspect{state.visit, state.held.key, rules.portrait()});
    go(Page::place);
    // It goes on by itself when the reader is back.
    if (state.reader_gone) fail("e.reader", "reader");
}

Visit visit_of(Held&& held, const Rules& rules, const std::string& ended, const Moment& at) {
    Visit visit;
    visit.transaction = std::move(held.transaction);
    visit.profile = rules.profile;
    visit.demo = rules.demo;
    visit.time = at.wall;
    visit.milliseconds = static_cast<std::uint32_t>((at.steady - held.begun).count());
    visit.ended = ended;
    visit.consent = std::move(held.consent);
    visit.decision = std::move(held.decision);
    visit.details_disputed = held.disputed;
    if (rules.hands_over) {
        visit.document = std::move(held.document);
        visit.report = std::move(held.report);
    }
    visit.ticket = std::move(held.ticket);
    return visit;
}

/// At a bank it goes on at the teller's window, until the teller has done with it.
void Turn::record(const std::string& ended) {
    auto& held = state.held;
    if (held.transaction.empty()) return;
    held.ended = ended;
    // Who stops the visit takes everything back, from the teller as well.
    const bool withdrawn = event.act == Act::stop;
    if (rules.teller && held.outcome && !withdrawn) {
        held.key = {};
        ++state.values;
        return state.desk.push_back(std::exchange(held, {}));
    }
    effects.emplace_back(Record{visit_of(std::move(held), rules, ended, event.at)});
}

void Turn::forget() {
    ++state.visit;
    const bool teller_looked = rules.teller && state.desk.empty() && state.held.outcome;
    if (teller_looked) effects.emplace_back(ForgetDesk{});
    for (auto& field : state.held.fields) field.text.assign(field.text.size(), '0');
    state.held = {};
    ++state.values;
    for (auto* text : {&state.notice, &state.problem, &state.code}) text->clear();
    state.stage.reset();
    state.tears = 0;
    state.help_called = state.covered = state.touched_since = false;
    state.pad.clear();
    state.wipe_passport();
    state.idle.forget();
    effects.emplace_back(Forget{});
}

void Turn::clear(const std::string& ended) {
    effects.emplace_back(StopReading{});
    record(ended);
    forget();
    if (state.card_there) return wait_for_removal();
    effects.emplace_back(WatchReader{});
    welcome();
}

void Turn::clear() {
    const auto ended = state.held.ended;
    clear(ended.empty() ? "left" : ended);
}

/// The next visitor cannot start before the card is taken.
void Turn::wait_for_removal() {
    effects.emplace_back(WatchRemoval{state.visit});
    state.done_seconds = 0;
    sound("take");
    go(Page::done);
}

void Turn::next_customer() {
    effects.emplace_back(StopReading{});
    record(state.held.ended);
    forget();
    effects.emplace_back(WatchReader{});
    begin_anew();
}

}  // namespace kiosk::visit
