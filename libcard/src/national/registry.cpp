// SPDX-License-Identifier: Apache-2.0
#include "national/national.h"
#include "national/vietnam/vietnam.h"

namespace card::national {

States states() {
    static constexpr const State* kStates[]{
        &vietnam::kState,
    };
    return kStates;
}

}  // namespace card::national
