// SPDX-License-Identifier: Apache-2.0
// What one visit comes to: handed to one interface at its end. Evidence, outbox and delivery stand
// behind that interface later.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "card/document.h"
#include "card/report.h"
#include "core/config.h"
#include "core/ticket_office.h"

namespace kiosk {

/// Who agreed, and to what.
struct Consent {
    enum class By { nobody, visitor, parent, companion, clerk } by = By::nobody;
    std::int64_t time = 0;              ///< seconds since 1970
    std::string version, language;      ///< of the text that was shown
    std::vector<std::string> purposes;  ///< "read", "send", "optional.0", ...
};
/// "", "visitor", "parent", "companion", "clerk"
const char* name_of(Consent::By by);

struct Visit {
    std::string transaction;  ///< random: stands for nothing else
    Profile profile = Profile::counter;
    bool demo = false;
    std::int64_t time = 0;           ///< of its end, seconds since 1970
    std::uint32_t milliseconds = 0;  ///< from its start
    std::string ended;               ///< "genuine", ..., "refused", "no_card", "left", "error:STEP"
    Consent consent;
    std::string decision;           ///< the clerk's: "same", "not_same", "unsure", empty
    bool details_disputed = false;  ///< "not correct", said the visitor
    std::shared_ptr<const card::Document> document;  ///< only for a sink that wants it
    std::shared_ptr<const card::Report> report;
    std::optional<Ticket> ticket;
};

/// Called by one background thread, in the order of the visits. Must not throw.
class VisitSink {
public:
    virtual ~VisitSink() = default;
    /// Whether document and report are handed over: then nothing of them is dropped, and the sink
    /// answers for it.
    virtual bool wants_document() const { return false; }
    /// Whether something leaves this machine: only then is the visitor asked for consent to it.
    virtual bool sends() const { return false; }
    virtual void take(const Visit& visit) = 0;
};

}  // namespace kiosk
