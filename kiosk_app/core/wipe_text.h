// SPDX-License-Identifier: Apache-2.0
// Before it is given back, memory that held a number or a code is written over.
#pragma once
#include <string>

namespace kiosk {

inline void wipe_text(std::string& text) {
    text.assign(text.size(), '0');
    text.clear();
}

}  // namespace kiosk
