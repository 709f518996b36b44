// SPDX-License-Identifier: Apache-2.0
// A state of the tests' own: what a second state takes is this folder and a row of the registry.
#pragma once
#include "national/national.h"

namespace utopia {

extern const card::national::State kState;

}  // namespace utopia
