// SPDX-License-Identifier: Apache-2.0
// The key of a visit: typed, scanned, or scanned once more beside a verdict.
#include <algorithm>
#include <utility>

#include "visit/turn.h"

namespace kiosk::visit {
namespace {

void begin_with(Turn& turn, KeyPad::Key key) {
    if (key) turn.begin(std::move(*key));
}

/// What opens the chip that was read, as its code has it.
std::shared_ptr<const card::AccessKey> key_of_chip(const Held& held) {
    const bool by_can = held.key.key && held.key.key->kind() == card::AccessKey::Kind::can;
    if (by_can || !held.key.body.mrz.empty()) return held.key.key;
    const auto number = text_of(held.outcome->fields, {card::FieldId::id_number});
    if (number.size() != kNumberLength) return nullptr;
    return std::make_shared<const card::AccessKey>(
        card::AccessKey::from_can(number.substr(number.size() - kCanLength)));
}

}  // namespace

void digit(Turn& turn) {
    auto& pad = turn.state.pad;
    const int number = turn.event.number();
    if (number < 0 || number > 9 || !pad.digit(static_cast<char>('0' + number))) return;
    turn.sound("key");
    if (pad.dates_whole()) begin_with(turn, pad.enter());
}

void erase(Turn& turn) { turn.state.pad.erase(); }
void erase_all(Turn& turn) { turn.state.pad.erase_all(); }
void typing_begins(Turn& turn) { turn.state.pad.mark(); }
void typing_was_scanned(Turn& turn) { turn.state.pad.take_back(); }

void passport(Turn& turn) {
    if (!turn.state.pad.stopped()) turn.go(Page::passport);
}
/// A field at a time; from the first to where it was called for.
void leave_passport(Turn& turn) {
    auto& typed = turn.state.passport;
    if (typed.at() != PassportEntry::number)
        return typed.go_to(static_cast<PassportEntry::Field>(typed.at() - 1));
    turn.state.wipe_passport();
    turn.ask_key();
}
void passport_field(Turn& turn) {
    const auto field = static_cast<std::size_t>(turn.event.number());
    if (field <= PassportEntry::expiry)
        turn.state.passport.go_to(static_cast<PassportEntry::Field>(field));
}
void passport_character(Turn& turn) {
    auto& typed = turn.state.passport;
    const auto& text = turn.event.text();
    if (text.size() != 1 || !typed.character(text[0])) return;
    turn.sound("key");
}
void passport_enter(Turn& turn) {
    auto& typed = turn.state.passport;
    if (typed.enter()) begin_with(turn, turn.state.pad.document(typed));
}
void passport_erase(Turn& turn) { turn.state.passport.erase(); }
void passport_erase_all(Turn& turn) { turn.state.passport.erase_all(); }
void passport_typing_begins(Turn& turn) {
    auto& state = turn.state;
    state.passport_marked.wipe();
    state.passport_marked = state.passport;
}
void passport_was_scanned(Turn& turn) {
    auto& state = turn.state;
    state.passport.wipe();
    state.passport = state.passport_marked;
    state.passport_marked.wipe();
}

void enter(Turn& turn) { begin_with(turn, turn.state.pad.enter()); }
void never_expires(Turn& turn) { begin_with(turn, turn.state.pad.never_expires()); }
void code(Turn& turn) {
    auto key = turn.state.pad.code(turn.event.text());
    if (!key) return;
    turn.state.wipe_passport();
    turn.begin(std::move(*key));
}

/// The code of the card that was read is compared anew; another card's begins the next visit.
void code_beside_verdict(Turn& turn) {
    auto& [rules, state, event, effects] = turn;
    const auto scanned = printed_key(event.text());
    if (!scanned && !is_of_mrz(event.text())) {
        effects.emplace_back(Tell{"o.scanned"});
        return;
    }
    const auto own = key_of_chip(state.held);
    const bool same = own && scanned &&
                      std::ranges::equal(own->password().view(), scanned->key->password().view());
    if (same && state.held.document) {
        effects.emplace_back(Compare{state.visit, state.held.document, scanned->body});
        return;
    }
    turn.next_customer();
    if (state.page == Page::consent) state.pad.keep(event.text());
}

}  // namespace kiosk::visit
