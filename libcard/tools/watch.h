// SPDX-License-Identifier: Apache-2.0
// One card after the other, a line for each.
#pragma once
#include <functional>

#include "reading.h"
#include "secrets.h"

namespace cardtool {

struct Watch {
    Source& source;
    const ReaderChoice& choice;
    std::function<const Key*()> next_key;  ///< null: no further card is expected
    std::function<card::Report(const Key&, card::Milliseconds)> read;
    bool json = false;
    bool one_key = true;  ///< the same for every card: an unfit one ends the watch
};

/// A line of text or JSON for each card, each card once: it must leave before the next one counts.
/// Ends by Ctrl-C (Error{stopped}), when no card comes within the limit, or with the keys; returns
/// the weightiest exit code of all cards then.
int watch_cards(const Watch& job);
/// Of the exit codes of many documents the one that counts: 12; 11, 10, 13; the highest of all
/// others; 0.
int weightiest(int a, int b);

}  // namespace cardtool
