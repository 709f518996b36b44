// SPDX-License-Identifier: Apache-2.0
// The visit is a machine: what happens, in a state, gives the next state and what is to be done.
// No Qt, no clock, no chance of its own: everything comes with the event.
#pragma once
#include "visit/effect.h"
#include "visit/event.h"
#include "visit/state.h"

namespace kiosk::visit {

/// One step. What has no row in the profile's table, or came from a source that has no say in it,
/// changes nothing. The state is changed in its place: a copy of what it holds of a person would
/// have to be wiped as well. Call by one thread.
Effects step(const Rules& rules, State& state, const Event& event);

/// Every required purpose is ticked.
bool may_agree(const Rules& rules, const State& state);

}  // namespace kiosk::visit
