// SPDX-License-Identifier: Apache-2.0
#include "pcsc/search.h"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

namespace card::pcsc {
namespace {

bool fits(const std::string& name, const std::string& pattern) {
    // A part of the name first: libccid's own names hold brackets.
    if (name.find(pattern) != std::string::npos) return true;
    return pattern.find_first_of("*?") != std::string::npos &&
           fnmatch(pattern.c_str(), name.c_str(), FNM_CASEFOLD) == 0;
}

int rank_of(Interface interface) {
    switch (interface) {
        case Interface::contactless: return 2;
        case Interface::unknown: return 1;
        case Interface::contact: break;
    }
    return 0;
}

template <class Wanted>
const Slot* best_where(const Slots& slots, Wanted wanted) {
    const Slot* best = nullptr;
    const auto rank = [](const Slot& slot) {
        return 2 * rank_of(slot.interface) + (slot.has_card() ? 1 : 0);
    };
    for (const auto& slot : slots)
        if (wanted(slot) && (!best || rank(slot) > rank(*best))) best = &slot;
    return best;
}

bool may_be_contactless(const Slot& slot) { return slot.interface != Interface::contact; }

}  // namespace

Slots look(Service& service, const std::string& pattern) {
    Slots slots;
    for (const auto& name : service.readers()) {
        if (!fits(name, pattern)) continue;
        if (slots.size() == kMaxSlots) break;
        try {
            auto status = service.status(name, SCARD_STATE_UNAWARE, Milliseconds(0));
            const auto interface = interface_of(name, status.atr);
            slots.push_back({name, std::move(status), interface});
        } catch (const Error& error) {
            // Not one reader: the caller's stop, or the daemon.
            if (error.code() == Errc::stopped || !service.connected()) throw;
        }
    }
    return slots;
}

const Slot* best_of(const Slots& slots) {
    return best_where(slots, [](const Slot&) { return true; });
}

bool Search::is_about(const Note& note, const Slot& slot) {
    return note.slot == slot.name && note.event == slot.event() && slot.has_card();
}

bool Search::is_known(const Slot& slot) const {
    const auto about = [&slot](const Note& note) { return is_about(note, slot); };
    return std::ranges::any_of(asked_, about) || std::ranges::any_of(left_, about);
}

const Slot* Search::next(const Slots& slots) {
    for (auto* notes : {&asked_, &left_})
        std::erase_if(*notes, [&slots](const Note& note) {
            return std::ranges::none_of(slots,
                                        [&note](const Slot& slot) { return is_about(note, slot); });
        });
    return best_where(slots,
                      [this](const Slot& slot) { return slot.has_card() && !is_known(slot); });
}

const Slot* Search::awaited(const Slots& slots) const {
    const auto* best = best_where(slots, [this](const Slot& slot) { return !is_known(slot); });
    return best ? best : best_of(slots);
}

void Search::leave_old_cards(const Slots& slots) {
    if (std::ranges::none_of(slots, may_be_contactless)) return;
    for (const auto& slot : slots)
        if (slot.has_card() && !may_be_contactless(slot) && !is_known(slot))
            left_.push_back({slot.name, slot.event(), slot.interface, {}});
}

void Search::leave_others(const Slots& slots, const Slot& given) {
    for (const auto& slot : slots)
        if (slot.has_card() && slot.name != given.name && !is_known(slot))
            left_.push_back({slot.name, slot.event(), slot.interface, {}});
}

void Search::take_up_others() {
    std::erase_if(left_, [](const Note& note) { return note.interface != Interface::contact; });
}

void Search::ask_all() { left_.clear(); }

void Search::pass_over(const Slot& slot, const Error& why) {
    asked_.push_back({slot.name, slot.event(), slot.interface, why});
}

void Search::retry_readers() {
    std::erase_if(asked_, [](const Note& note) { return note.why->code() == Errc::reader_lost; });
}

bool Search::may_go_on(const Slots& slots) const {
    if (std::ranges::any_of(
            slots, [this](const Slot& slot) { return slot.has_card() && !is_known(slot); }))
        return true;
    return std::ranges::all_of(
               asked_, [](const Note& note) { return note.interface == Interface::contact; }) &&
           std::ranges::any_of(slots, [](const Slot& slot) {
               return !slot.has_card() && may_be_contactless(slot);
           });
}

void Search::tell() {
    const auto asked = std::exchange(asked_, {});
    const auto& first = *asked.front().why;
    if (asked.size() == 1) throw Error(first);
    std::string text = "no reader has a chip ID card or passport";
    for (const auto& note : asked) text += "; " + note.slot + ": " + note.why->what();
    throw Error(first.code(), first.step(), text, first.status());
}

}  // namespace card::pcsc
