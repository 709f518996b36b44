// SPDX-License-Identifier: Apache-2.0
#include "core/visit.h"

namespace kiosk {

const char* name_of(Consent::By by) {
    switch (by) {
        case Consent::By::nobody: return "";
        case Consent::By::visitor: return "visitor";
        case Consent::By::parent: return "parent";
        case Consent::By::companion: return "companion";
        case Consent::By::clerk: return "clerk";
    }
    return "";
}

}  // namespace kiosk
