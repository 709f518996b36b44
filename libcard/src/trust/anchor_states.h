// SPDX-License-Identifier: Apache-2.0
// For which state the operator imported an anchor by name: some CSCAs name no country, or none that
// is known.
#pragma once
#include <map>
#include <set>
#include <string>

#include "card/bytes.h"

namespace card::trust {

inline constexpr const char* kAnchorStates = "anchors.states";

/// Codes as DG1 has them, by the anchor's SHA-256 in hexadecimal.
using AnchorStates = std::map<std::string, std::set<std::string>>;

/// Lines of a fingerprint and a code.
std::string states_text(const AnchorStates& states);
/// Throws Error{io} for a file that is damaged.
AnchorStates parse_states(ByteView file);

}  // namespace card::trust
