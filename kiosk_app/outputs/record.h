// SPDX-License-Identifier: Apache-2.0
// What is kept of a visit without a personal value, as one line of JSON: when, how it ended, how
// long it took, who agreed to what, who decided what.
#pragma once
#include <string>

#include "core/visit.h"

namespace kiosk {

std::string record_of(const Visit& visit);

}  // namespace kiosk
