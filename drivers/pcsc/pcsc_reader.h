// SPDX-License-Identifier: Apache-2.0
// Readers through the system's PC/SC service (pcsc-lite).
#pragma once
#include "card/readers.h"

namespace card::pcsc {

/// Longest work of a chip between two frames (PACE on a slow chip takes a second).
inline constexpr Milliseconds kTransmitLimit{10000};

struct PcscOptions {
    bool light_and_buzzer = false;  ///< use lights and buzzer where the maker's commands are known
    Milliseconds transmit_limit = kTransmitLimit;
    bool leave_old_cards = false;  ///< as in card::ReaderOptions
};

/// `pattern` is a part of the reader's name, or a pattern with * and ?. All slots that fit are
/// candidates: a card on a contactless one is given first, one in a contact slot last, and what
/// pass_over() refuses is followed by the next.
std::unique_ptr<Reader> open(const std::string& pattern, const PcscOptions& options = {});
std::vector<ReaderEntry> list();

}  // namespace card::pcsc
