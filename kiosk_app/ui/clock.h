// SPDX-License-Identifier: Apache-2.0
// Time that never jumps, handed in: tests move it.
#pragma once
#include <chrono>
#include <functional>

namespace kiosk {

using Clock = std::function<std::chrono::steady_clock::time_point()>;

}  // namespace kiosk
