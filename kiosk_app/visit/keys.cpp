// SPDX-License-Identifier: Apache-2.0
// The key of a visit: typed, scanned, or scanned once more beside a verdict.
#include <algorithm>

#include "visit/turn.h"

namespace kiosk::visit {
namespace {

void begin_with(Turn& turn, KeyPad::Key key) {
    if (key) turn.begin(std::move(*key));
}

/// What opens the chip that was read, as its code has it.
std::shared_ptr<const card::AccessKey> key_of_chip(const Held& held) {
    if (held.key.key && held.key.key->kind() == card::AccessKey::Kind::can) return held.key.key;
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

void enter(Turn& turn) { begin_with(turn, turn.state.pad.enter()); }
void never_expires(Turn& turn) { begin_with(turn, turn.state.pad.never_expires()); }
void code(Turn& turn) { begin_with(turn, turn.state.pad.code(turn.event.text())); }

/// The code of the card that was read is compared anew; another card's begins the next visit.
void code_beside_verdict(Turn& turn) {
    auto& [rules, state, event, effects] = turn;
    const auto scanned = key_of_code(event.text());
    if (!scanned) {
        effects.emplace_back(Tell{"o.scanned"});
        return;
    }
    const auto own = key_of_chip(state.held);
    const bool same = own && std::ranges::equal(own->password().view(), scanned->password().view());
    if (same && state.held.document) {
        effects.emplace_back(Compare{state.visit, state.held.document, {event.text(), {}}});
        return;
    }
    turn.next_customer();
    if (state.page == Page::consent) state.pad.keep(event.text());
}

}  // namespace kiosk::visit
