// SPDX-License-Identifier: Apache-2.0
// What a step asks of the world outside: values, carried out in their order by whoever called
// step().
#pragma once
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "core/card_worker.h"
#include "core/visit.h"

namespace kiosk::visit {

/// Orders for the thread that owns the reader.
struct Inspect {
    std::uint64_t visit = 0;
    VisitKey key;
    bool portrait = true;
};
struct Recognise {
    std::uint64_t visit = 0;
    VisitKey key;
    std::shared_ptr<const card::Bytes> sod;
};
struct Compare {
    std::uint64_t visit = 0;
    std::shared_ptr<const card::Document> document;
    card::Body body;
};
struct WatchReader {};
struct WatchRemoval {
    std::uint64_t visit = 0;
};
struct StopReading {};

/// The visit is over: to the outputs with it.
struct Record {
    Visit visit;
};
/// Nothing of a visitor may stay anywhere: clipboard, clinics, speech, the pages' own memory.
struct Forget {};
/// The teller has done with a verdict: nothing of it may stay at that window.
struct ForgetDesk {};
/// Language and look are the next visitor's to choose.
struct DefaultLook {};
struct Sound {
    const char* name = "";
};
/// Help was asked for; or nobody takes a card, or a machine cannot go on: staff must come.
struct CallStaff {};
/// A line for the clerk: id and value of its text.
struct Tell {
    const char* text = "";
};

using Effect = std::variant<Inspect, Recognise, Compare, WatchReader, WatchRemoval, StopReading,
                            Record, Forget, ForgetDesk, DefaultLook, Sound, CallStaff, Tell>;
using Effects = std::vector<Effect>;

}  // namespace kiosk::visit
