// SPDX-License-Identifier: Apache-2.0
// What the program's end tells a script: docs/cardtool.md has the table.
#pragma once
#include "card/error.h"

namespace cardtool {

/// Exit codes beside those of a report (docs/verdict.md).
enum Exit {
    kDone = 0,
    kInPart = 1,  ///< of `trust`: something was taken or counts, and something does not
    kWrongUse = 2,
    kNoRead = 3,
    kWrongNumber = 4,
    kNoReader = 5,
    kCardLost = 6,
    kNoStore = 7,
    kNotWritten = 8,
    kStopped = 130,
};

/// The same error has the same code in every verb.
int exit_code_of(const card::Error& error);

}  // namespace cardtool
