// SPDX-License-Identifier: Apache-2.0
// PC/SC without a daemon: a program that links this has slots with names and cards of its own.
#pragma once
#include <winscard.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"

namespace support {

/// Answers commands; a new one is made at each connection.
using ScriptedChip = std::function<card::Bytes(card::ByteView command)>;

struct ScriptedSlot {
    std::string name;
    std::optional<card::Bytes> atr;  ///< of the card that lies there; none: no card
    std::function<ScriptedChip()> chip;
    LONG connecting = SCARD_S_SUCCESS;  ///< what SCardConnect answers
    int connected = 0;                  ///< how often it was tried
    std::size_t commands = 0;           ///< that the card was sent
    std::uint16_t event = 0;            ///< comings and goings
};

/// Slots in the order in which the daemon lists them.
void set_slots(std::vector<ScriptedSlot> slots);
ScriptedSlot slot(const std::string& name);
void lay_down(const std::string& name, card::Bytes atr, std::function<ScriptedChip()> chip);
void take_away(const std::string& name);
void unplug(const std::string& name);
/// Called at each wait for a change, with its number: a person who acts while the program waits.
void when_waiting(std::function<void(int wait)> act);
/// Called at each question that is answered at once, with its number from then on.
void when_asked(std::function<void(int question)> act);

}  // namespace support
