// SPDX-License-Identifier: Apache-2.0
// A report in words: which check decided, what to say and what to do. Decided once, for every face:
// cardtool, JSON and the kiosk say the same of one card.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "card/error.h"
#include "card/messages.h"
#include "card/report.h"

namespace card {

/// Ids are those of i18n/messages.tsv; the pointers look into the report that was explained.
struct Explanation {
    std::string_view headline;            ///< "verdict.not_genuine.title"
    std::string_view body;                ///< why, in one sentence for a clerk
    std::vector<std::string> arguments;   ///< of the body: a date of expiry, YYYY-MM-DD, or nothing
    std::string_view advice;              ///< what the clerk does next
    std::string_view remedy;              ///< what an operator does about it; empty: nothing
    const Check* decisive = nullptr;      ///< null where no single check decided
    std::vector<const Check*> because;    ///< all checks that made the verdict, the decisive first
    std::vector<const Check*> attention;  ///< in the order in which people should look at them
};

CARD_API Explanation explain(const Report& report);
/// The body with its arguments in their places: the date, or why the decisive check ended so.
CARD_API std::string body_text(const Explanation& explanation, Language language);

/// An error in words: ids of i18n/messages.tsv.
struct ErrorExplanation {
    std::string_view headline;  ///< what happened, for anybody
    std::string_view advice;    ///< what to do next; empty where the headline says it
    Sentence closer = {};       ///< what exactly happened; empty where what() alone says it
};
CARD_API ErrorExplanation explain(const Error& error);
/// In one line: what exactly happened where that is known in words, else the headline.
CARD_API std::string text_of(const ErrorExplanation& explanation, Language language);

/// All that a check says of why it ended so, "; " between; empty where there is nothing to say.
CARD_API std::string reason_text(const Check& check, Language language);
/// "passed", "đạt"
CARD_API std::string_view text_of(Outcome outcome, Language language);

}  // namespace card
