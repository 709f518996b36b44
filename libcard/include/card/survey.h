// SPDX-License-Identifier: Apache-2.0
// What a card of a kind that nobody has read yet teaches, without one value of its holder: made to
// be sent to developers.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "card/document.h"
#include "card/report.h"
#include "card/transport.h"

namespace card {

/// One exchange as a stranger may know it: no octet of its data.
struct ExchangeNote {
    std::uint8_t instruction = 0;    ///< INS of the command
    bool secured = false;            ///< under secure messaging
    std::uint16_t status = 0;        ///< status word of the response
    std::uint32_t microseconds = 0;  ///< from command to response
};

/// A JSON text: protocols and OIDs, curves, sizes of files, algorithms, numbers of fields met,
/// status words, times by kind of command, what the reader could do, outcomes of checks. No name,
/// number, date, key, hash, certificate or picture of the card; no time of day. Never throws for
/// what the document contains.
CARD_API std::string survey(const Document& document, const Report& report, const LinkTraits& link,
                            const std::vector<ExchangeNote>& exchanges);

}  // namespace card
