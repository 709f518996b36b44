// SPDX-License-Identifier: Apache-2.0
// A place that finished visits go to, one class a kind. outputs.h hands each visit to all of them
// and remembers how each is doing.
#pragma once
#include <cstdint>
#include <string>

#include "core/visit.h"

namespace kiosk {

class Output {
public:
    virtual ~Output() = default;
    /// Whether it is handed document and report, and answers for them.
    virtual bool wants_document() const { return false; }
    /// Whether something leaves this machine: only then is the visitor asked for consent to it, and
    /// the visit's `consent.purposes` say whether it was given.
    virtual bool sends() const { return false; }
    /// Empty: the visit is kept whole, whatever happens next. Otherwise the id of the text that
    /// says why not: of the place, and nothing of the visit. Called by one thread, in the order of
    /// the visits. What it throws counts as not taken.
    virtual std::string take(const Visit& visit) = 0;
};

/// Since the program's start.
struct OutputHealth {
    std::int64_t last_success = 0;  ///< seconds since 1970; 0: none
    std::size_t failures = 0;       ///< visits that it did not take
    std::string reason;             ///< id of the text why not the last one; empty: it did
};

}  // namespace kiosk
