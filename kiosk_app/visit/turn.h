// SPDX-License-Identifier: Apache-2.0
// One turn of the machine: what the steps are written in.
#pragma once
#include "visit/effect.h"
#include "visit/event.h"
#include "visit/state.h"

namespace kiosk::visit {

struct Turn {
    const Rules& rules;
    State& state;
    const Event& event;
    Effects& effects;

    void go(Page page);
    /// The page between visits: the welcome, or why there is none.
    void welcome();
    /// A page that says what went wrong; `code` for staff.
    void fail(const char* problem, const std::string& code);
    /// The next visit, where one may begin.
    void begin_anew();
    /// For a number or a code, or where the card takes neither to what has to be done first.
    void ask_key();
    /// The worker waits for a card that this key opens.
    void begin(VisitKey key);

    /// The visit ends: recorded, everything forgotten, a card waited for.
    void clear(const std::string& ended);
    /// As its result says, or "left".
    void clear();
    /// Another card, while a visit stood: nothing of the one before may be seen beside it.
    void next_customer();
    void forget();
    void record(const std::string& ended);
    void sound(const char* name) { effects.emplace_back(Sound{name}); }

private:
    void wait_for_removal();
};

/// Of a finished visit; moves out of it.
Visit visit_of(Held&& held, const Rules& rules, const std::string& ended, const Moment& at);

// Steps, by what they are about.

// begin.cpp
void start(Turn& turn);
void help_somebody(Turn& turn);
void help_for(Turn& turn);
void back_before_consent(Turn& turn);
void no_card(Turn& turn);
void tick(Turn& turn);
void agree(Turn& turn);
void refuse(Turn& turn);
void code_before_consent(Turn& turn);

// keys.cpp
void digit(Turn& turn);
void enter(Turn& turn);
void erase(Turn& turn);
void erase_all(Turn& turn);
void typing_begins(Turn& turn);
void typing_was_scanned(Turn& turn);
void never_expires(Turn& turn);
void passport(Turn& turn);
void leave_passport(Turn& turn);
void passport_character(Turn& turn);
void passport_enter(Turn& turn);
void passport_field(Turn& turn);
void passport_erase(Turn& turn);
void passport_erase_all(Turn& turn);
void passport_typing_begins(Turn& turn);
void passport_was_scanned(Turn& turn);
void code(Turn& turn);
void code_beside_verdict(Turn& turn);

// ways.cpp
void more_time(Turn& turn);
void leave(Turn& turn);
void stop(Turn& turn);
void retry(Turn& turn);
void scan_instead(Turn& turn);
void type_instead(Turn& turn);
void go_without_card(Turn& turn);
void after_result(Turn& turn);
void end_of_visit(Turn& turn);
void decide(Turn& turn);
void teller_next(Turn& turn);
void opening_hours(Turn& turn);
void closing(Turn& turn);
void second(Turn& turn);

// card.cpp
void card_event(Turn& turn);
void next_after_card(Turn& turn);

}  // namespace kiosk::visit
