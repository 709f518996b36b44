// SPDX-License-Identifier: Apache-2.0
// Every page of the kiosk in every state that people meet, each reached by a real visit with the
// simulated card.
#pragma once
#include <string>
#include <vector>

#include "kiosk/walk.h"

namespace walk {

struct Scene {
    std::string name;
    Options options;
    std::function<bool(Kiosk&)> reach;  ///< whether it was reached
};

const std::vector<Scene>& scenes();

}  // namespace walk
