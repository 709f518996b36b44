// SPDX-License-Identifier: Apache-2.0
// Octets and TLV of the simulated card. It shares no code with libcard, so that the same error is
// not made on both sides.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace simulated {

using Octets = std::vector<std::uint8_t>;

/// Ends the processing of a command with this status word.
struct Status {
    std::uint16_t word;
};

inline Octets operator+(Octets a, const Octets& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Octets unhex(const std::string& text);
std::string hex(const Octets& octets);

/// One data object with a tag of one or two octets.
Octets object(unsigned tag, const Octets& value);
/// The data objects of a command in order. Throws Status{6A80} when they are malformed.
std::vector<std::pair<unsigned, Octets>> objects(const Octets& octets);
/// Value of the first with this tag. Throws Status{6A80} when it is missing.
Octets value_of(const Octets& octets, unsigned tag);

}  // namespace simulated
