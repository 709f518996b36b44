// SPDX-License-Identifier: Apache-2.0
// What opens a card, by whichever way it was given: no secret need stand among a program's words,
// which every user of the machine may read.
#pragma once
#include <string>

#include "card/card.h"

namespace CLI {
class App;
}

namespace cardtool {

/// A card's key, and what of it is printed on the card, to be held against the chip.
struct Key {
    card::AccessKey opens;
    card::Body body;
};

struct KeyOptions {
    std::string can, mrz, qr, id, birth, expiry;
    std::string can_file, mrz_file, qr_file, id_file;
    void add_to(CLI::App& verb);
    /// Reads it, or asks for it on a terminal. Throws card::Error{usage} unless exactly one way was
    /// given.
    Key take() const;
    /// Whether each card's key is a line of standard input.
    bool line_by_line() const;
    /// The next line of standard input as a key; nothing at its end.
    std::optional<Key> take_line() const;
};

/// Secrets among the program's own words are struck out: what shows them to others is read later
/// than we look.
void strike_out_secrets(int argc, char** argv);

}  // namespace cardtool
