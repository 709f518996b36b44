// SPDX-License-Identifier: Apache-2.0
// Issuing states as the MRZ names them and as certificates do (Doc 9303-3 §5, Doc 9303-12 §7.1).
#pragma once
#include <optional>
#include <string_view>

namespace card::x509 {

/// "VN" for "VNM", "DE" for "D"; nothing for a code that is not in the table.
std::optional<std::string_view> certificate_country(std::string_view issuing_state);

}  // namespace card::x509
