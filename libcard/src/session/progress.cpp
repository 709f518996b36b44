// SPDX-License-Identifier: Apache-2.0
#include "card/progress.h"

namespace card {

std::string_view name_of(Progress::Step step) {
    switch (step) {
        case Progress::Step::opening: return "opening";
        case Progress::Step::reading: return "reading";
        case Progress::Step::proving: return "proving";
        case Progress::Step::interrupted: return "interrupted";
        case Progress::Step::resumed: return "resumed";
        case Progress::Step::other_card: return "other_card";
    }
    return "unknown";
}

}  // namespace card
