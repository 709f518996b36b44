// SPDX-License-Identifier: Apache-2.0
// What a thread's calls left on its stack: short values live there, in the frames of functions that
// have returned.
#pragma once

namespace kiosk {

/// Writes over the stack below the caller. Call it where nothing of a visitor is needed any more.
void scrub_stack();

}  // namespace kiosk
