// SPDX-License-Identifier: Apache-2.0
// A reader for one command: its log, its transcript, its wait and what the screen says meanwhile.
#pragma once
#include "card/readers.h"
#include "common.h"

namespace cardtool {

struct ReaderChoice {
    std::string uri = "pcsc:", record;
    double wait = 0;  ///< seconds for the first card; 0: without a limit
    void add_to(CLI::App& verb);
    card::Milliseconds limit() const;
};

/// The reader that was chosen, opened. Ctrl-C ends every wait and every exchange on it.
class Source {
public:
    /// `wrap`, where given, stands on each card's transport.
    explicit Source(const ReaderChoice& choice, card::Wrap wrap = {});
    card::Reader& reader() { return *reader_; }
    /// The slot that is waited for, or was read from last.
    std::string name() const { return reader_->name(); }
    /// The options of a reading that replays bit for bit from its transcript.
    card::ReadOptions options();

private:
    std::unique_ptr<card::Reader> reader_;
    std::optional<card::SeededRandom> random_;
};

}  // namespace cardtool
