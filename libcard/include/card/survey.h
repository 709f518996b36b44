// SPDX-License-Identifier: Apache-2.0
// What a card of a kind that nobody has read yet teaches, without one value of its holder: made to
// be sent to developers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "card/document.h"
#include "card/error.h"
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

/// How a reading ended that did not come to its end.
struct SurveyedEnd {
    Errc code = Errc::protocol;           ///< what kind of error it was
    Step step = Step::read_removed;       ///< where it happened
    std::optional<std::uint16_t> status;  ///< the chip's status word, where one caused it
};
/// What a wrong number did, which is asked once and only where the card's holder agrees.
struct SurveyedWrongNumber {
    std::optional<SurveyedEnd> answer;    ///< how the chip refused it; nothing: it opened the card
    std::vector<ExchangeNote> exchanges;  ///< of that attempt
    std::optional<SurveyedEnd> afterwards;  ///< of the right number after it; nothing: it opens
};
/// What a survey tells beside document and report.
struct SurveyNotes {
    std::vector<ExchangeNote> exchanges;              ///< of the reading, in their order
    std::optional<SurveyedEnd> ended;                 ///< nothing: the reading came to its end
    std::optional<SurveyedWrongNumber> wrong_number;  ///< nothing: not asked
};

/// A JSON text: protocols and OIDs, curves, sizes of files, algorithms, numbers of fields met,
/// status words, times by kind of command, what the reader could do, outcomes of checks; where the
/// reading ended, with the last exchanges before that. No name, number, date, key, hash,
/// certificate or picture of the card; no time of day. Never throws for what the document contains;
/// a document of a reading that ended early will do.
CARD_API std::string survey(const Document& document, const Report& report, const LinkTraits& link,
                            const SurveyNotes& notes);

}  // namespace card
