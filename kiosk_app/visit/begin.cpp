// SPDX-License-Identifier: Apache-2.0
// How a visit begins: who comes, and what is agreed to.
#include <algorithm>

#include "visit/machine.h"
#include "visit/turn.h"

namespace kiosk::visit {
namespace {

constexpr std::size_t kTransactionSize = 24;

/// Digits can be read aloud in every language. Octets that would favour some are left out.
std::string random_digits(card::Random& random, std::size_t count) {
    static constexpr std::uint8_t kFair = 250;
    std::string text;
    while (text.size() < count) {
        card::Bytes octets(2 * count);
        random.fill(octets);
        for (const auto octet : octets)
            if (octet < kFair && text.size() < count) text += static_cast<char>('0' + octet % 10);
    }
    return text;
}

}  // namespace

void start(Turn& turn) {
    auto& [rules, state, event, effects] = turn;
    if (state.reader_gone) {
        state.gone_seconds = std::max(state.gone_seconds, kReaderSettles);
        return turn.welcome();  // it has just been lost: nobody agrees to what cannot be done
    }
    auto& held = state.held;
    held.transaction = random_digits(*rules.random, kTransactionSize);
    held.begun = event.at.steady;
    held.asked = rules.staff() ? Consent::By::clerk : Consent::By::visitor;
    // The visitor ticks each box; a clerk says with one key that the customer agreed to what is
    // needed.
    held.ticked.clear();
    for (std::size_t i = 0; i < rules.purposes.size(); ++i)
        held.ticked.push_back(rules.purposes[i].required && (rules.staff() || !rules.boxed(i)));
    turn.go(Page::consent);
}

void help_somebody(Turn& turn) { turn.go(Page::behalf); }

void help_for(Turn& turn) {
    start(turn);
    turn.state.held.asked = turn.event.number() == 0 ? Consent::By::parent : Consent::By::companion;
}

void back_before_consent(Turn& turn) {
    const auto asked = turn.state.held.asked;
    const bool helped = asked == Consent::By::parent || asked == Consent::By::companion;
    turn.clear();
    if (helped && turn.state.page == Page::welcome) turn.go(Page::behalf);
}

void no_card(Turn& turn) {
    const bool for_child = turn.state.page == Page::behalf;
    start(turn);
    if (for_child) turn.state.held.asked = Consent::By::parent;
    if (turn.state.page == Page::consent) turn.go(Page::no_card);
}

void tick(Turn& turn) {
    const auto index = static_cast<std::size_t>(turn.event.number());
    auto& ticked = turn.state.held.ticked;
    if (index < ticked.size() && turn.rules.boxed(index)) ticked[index] = !ticked[index];
}

bool may_agree(const Rules& rules, const State& state) {
    const auto& ticked = state.held.ticked;
    for (std::size_t i = 0; i < rules.purposes.size(); ++i)
        if (rules.purposes[i].required && (i >= ticked.size() || !ticked[i])) return false;
    return true;
}

void agree(Turn& turn) {
    auto& [rules, state, event, effects] = turn;
    if (!may_agree(rules, state)) return;
    auto& consent = state.held.consent;
    consent = {};
    consent.by = state.held.asked;
    consent.time = event.at.wall;
    consent.version = rules.consent_version;
    consent.language = event.text();
    for (std::size_t i = 0; i < rules.purposes.size(); ++i)
        if (state.held.ticked[i]) consent.purposes.push_back(rules.purposes[i].name);
    state.pad.open();
    if (auto key = state.pad.use_pending()) return turn.begin(std::move(*key));
    turn.go(Page::key);
}

void refuse(Turn& turn) {
    turn.record("refused");
    turn.forget();
    turn.go(Page::refused);
}

/// Kept, and used when it was agreed to; what is printed on no card is refused at once.
void code_before_consent(Turn& turn) {
    if (!printed_key(turn.event.text()) && !is_of_mrz(turn.event.text())) {
        turn.state.said = "e.qrother.b";
        return turn.sound("again");
    }
    if (turn.state.page == Page::welcome) start(turn);
    if (turn.state.page != Page::consent) return;
    turn.state.said = turn.state.pad.keep(turn.event.text()) ? "k.qr.found" : "k.mrz.more";
    turn.sound("found");
}

}  // namespace kiosk::visit
