// SPDX-License-Identifier: Apache-2.0
// The slots of a machine, and which of their cards were asked already whether they are the one.
#pragma once
#include <optional>

#include "card/readers.h"
#include "pcsc/service.h"

namespace card::pcsc {

/// Slots that are looked at: as many as one context of pcsc-lite has.
inline constexpr std::size_t kMaxSlots = 16;

struct Slot {
    std::string name;
    Status status;
    Interface interface = Interface::unknown;

    bool has_card() const { return (status.state & SCARD_STATE_PRESENT) != 0; }
    std::uint32_t event() const { return status.event(); }
};
using Slots = std::vector<Slot>;

/// The slots whose names fit the pattern, with their states; one that goes while it is asked is
/// left out. Throws Error{reader_lost}.
Slots look(Service& service, const std::string& pattern);
/// Contactless before unknown before contact, with a card before without; null where there is none.
const Slot* best_of(const Slots& slots);

/// What was found in slots, while the document is looked for.
class Search {
public:
    /// The card that is to be asked next; null where no slot has one that was not asked. What is
    /// known of cards that have left is forgotten.
    const Slot* next(const Slots& slots);
    /// The slot that is waited for: the best one whose card was not asked.
    const Slot* awaited(const Slots& slots) const;
    /// Cards in contact slots are left alone until ask_all(), where there is another kind of slot.
    void leave_old_cards(const Slots& slots);
    /// This card was given: when it is torn away, no number is tried on those that lie elsewhere.
    void leave_others(const Slots& slots, const Slot& given);
    /// It was taken away: cards on slots that people lay theirs on count again.
    void take_up_others();
    void ask_all();
    /// The card is not the one, for this reason.
    void pass_over(const Slot& slot, const Error& why);
    /// A reader that could not be used may be usable now.
    void retry_readers();
    /// Another card can be asked, or a person can still lay one on a better kind of slot than those
    /// that were asked.
    bool may_go_on(const Slots& slots) const;
    /// The first slot that was asked: of the best kind.
    const std::string& first() const { return asked_.front().slot; }
    /// Throws what was found, naming each slot where there are several, and begins anew.
    [[noreturn]] void tell();

private:
    struct Note {
        std::string slot;
        std::uint32_t event = 0;
        Interface interface = Interface::unknown;
        std::optional<Error> why;
    };
    static bool is_about(const Note& note, const Slot& slot);
    bool is_known(const Slot& slot) const;

    std::vector<Note> asked_, left_;
};

}  // namespace card::pcsc
