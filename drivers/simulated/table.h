// SPDX-License-Identifier: Apache-2.0
// The demo's reader: a table on which a simulated card is laid and lifted by a touch on the screen,
// or by a test.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "card/transport.h"

namespace simulated {

/// SPECIMEN[,LIE] is one that can be laid; opens nothing. Throws card::Error{usage} that says which
/// there are.
void look_up(const std::string& specimen);

/// Shared by the thread that lays cards and the one that reads them.
class Table {
public:
    /// Each APDU takes this long, so that progress can be seen.
    explicit Table(card::Milliseconds per_exchange = card::Milliseconds(0));
    ~Table();
    /// SPECIMEN[,LIE]; what lay there before is gone. Throws card::Error{usage} for a name that is
    /// not known.
    void lay(const std::string& specimen);
    void lift();
    bool card_there() const;
    /// While it is frozen no exchange comes back: a reading stands still.
    void freeze(bool frozen);
    /// Unplugs the reader, or plugs it in again.
    void unplug(bool unplugged);
    /// When the last answer left a card.
    std::chrono::steady_clock::time_point last_answer() const;
    /// The threads that have spoken to a card here.
    std::set<std::thread::id> talkers() const;
    /// A reader on this table; throws Error{reader_lost} while it is unplugged.
    std::unique_ptr<card::Reader> reader() const;

    struct State;

private:
    std::shared_ptr<State> state_;
};

}  // namespace simulated
