// SPDX-License-Identifier: Apache-2.0
#include "trust/anchor_states.h"

#include <sstream>

#include "card/error.h"

namespace card::trust {

std::string states_text(const AnchorStates& states) {
    std::string text;
    for (const auto& [fingerprint, codes] : states)
        for (const auto& code : codes) text += fingerprint + " " + code + "\n";
    return text;
}

AnchorStates parse_states(ByteView file) {
    static constexpr std::size_t kDigits = 64, kMaxCode = 3, kMaxLines = 10'000;
    AnchorStates states;
    std::istringstream lines{std::string(as_text(file))};
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string fingerprint, code, more;
        if (!(words >> fingerprint >> code) || words >> more || fingerprint.size() != kDigits ||
            code.size() > kMaxCode || ++count > kMaxLines)
            throw Error(Errc::io, Step::trust_store,
                        said("store.path.bring_again", {std::string(kAnchorStates)}));
        states[fingerprint].insert(code);
    }
    return states;
}

}  // namespace card::trust
