// SPDX-License-Identifier: Apache-2.0
// What happens to a visit, and whose doing it was.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

#include "core/card_worker.h"
#include "core/visit.h"

namespace kiosk::visit {

/// Whose doing: what a scanner types is no person's, and a key that is held down is no fresh wish.
enum class Source : std::uint8_t {
    touch,  ///< a finger, a mouse, a screen reader's press
    key,
    held_key,
    scanner,
    camera,
    reader,
    clock,
    staff,    ///< the teller at the other window, the administrator
    machine,  ///< a job of this machine has ended
};

enum class Act : std::uint8_t {
    touched,  ///< somebody is there: of use for the time limit alone
    more_time,
    call_help,
    leave,
    keep,
    stop,
    back,
    next,
    start,
    help_somebody,
    help_for,  ///< int: 0 one's child, 1 somebody else
    no_card,
    go_without_card,
    tick,   ///< int: which box
    agree,  ///< text: the language in which it was asked
    refuse,
    digit,  ///< int
    erase,
    erase_all,
    enter,
    never_expires,
    passport,
    passport_field,  ///< int: 0 number, 1 birth, 2 expiry
    character,       ///< text: one, for a passport's number or dates
    scan_mode,
    type_mode,
    typing_begins,
    typing_was_scanned,
    code,  ///< text
    retry,
    scan_instead,
    type_instead,
    right_details,
    wrong_details,
    decide,  ///< text: "same", "not_same", "unsure"
    choose_clinic,
    ask_priority,
    choose_priority,
    back_to_clinics,
    back_to_check,
    ticket,  ///< Ticket
    sold_out,
    no_number,
    teller_next,
    knock,
    pin_right,
    measure,
    try_scanner,
    administration_left,
    measured,
    opening_hours,   ///< int: 1 open, 0 closed
    camera_changed,  ///< int: 1 there, 0 gone
    voice,           ///< int: 1 on
    card,            ///< Happening: what the worker posts
    closing,         ///< the program ends
    second,          ///< one went by
};

/// When: for people and records, and for measuring.
struct Moment {
    std::int64_t wall = 0;  ///< seconds since 1970
    std::chrono::milliseconds steady{};
};

struct Event {
    Act act = Act::touched;
    Source source = Source::touch;
    std::variant<std::monostate, int, std::string, Ticket, Happening> with;
    Moment at;

    int number() const {
        const auto* value = std::get_if<int>(&with);
        return value ? *value : 0;
    }
    const std::string& text() const {
        static const std::string kNone;
        const auto* value = std::get_if<std::string>(&with);
        return value ? *value : kNone;
    }
};

}  // namespace kiosk::visit
