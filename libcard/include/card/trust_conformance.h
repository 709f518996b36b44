// SPDX-License-Identifier: Apache-2.0
// What certificates lack of the profile of Doc 9303-12 §7.1, for operators. No verdict asks for it.
#pragma once
#include <string>
#include <vector>

#include "card/trust_store.h"

namespace card {

/// A deviation of one certificate from the profile.
struct ConformanceLine {
    std::string certificate;  ///< its name, serial number and key identifier
    std::string code;         ///< as ICAO's PKD writes it: "DSC.CDP.14"
    std::string text;         ///< ICAO's own words
};
/// Of all imported signers and anchors, in their order.
CARD_API std::vector<ConformanceLine> conformance_of(const TrustStore& store);

}  // namespace card
