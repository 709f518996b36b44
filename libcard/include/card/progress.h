// SPDX-License-Identifier: Apache-2.0
// How far a reading has come: for whoever shows it.
#pragma once
#include <cstddef>
#include <string_view>

#include "card/document.h"

namespace card {

/// How far a reading is.
struct Progress {
    /// What the reading does now.
    enum class Step {
        opening,      ///< access protocol
        reading,      ///< a file
        proving,      ///< chip, active or terminal authentication
        interrupted,  ///< the card left: it may be put back
        resumed,      ///< the same card is back, and the reading goes on where it stopped
        other_card,   ///< another card came instead: the reading begins anew and keeps nothing of
                      ///< the first
    };
    Step step = Step::opening;          ///< what the reading does now
    FileId file = FileId::card_access;  ///< while reading
    std::size_t done = 0;               ///< octets of that file that were read
    std::size_t total = 0;              ///< octets of that file; 0 while unknown
    bool reader_lost = false;           ///< interrupted: not the card left, its reader did
};

/// "opening", "reading", ...: the enumerator's own name.
CARD_API std::string_view name_of(Progress::Step step);

}  // namespace card
