// SPDX-License-Identifier: Apache-2.0
// Issuing states as the MRZ names them and as certificates do (Doc 9303-3 §5, Doc 9303-12 §7.1).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace card::x509 {

/// "VN" for "VNM", "DE" for "D"; nothing for a code that is not in the table.
std::optional<std::string_view> certificate_country(std::string_view issuing_state);

/// Whether the country of a certificate, in any case of letters, is the issuing state of a
/// document.
enum class StateFit : std::uint8_t {
    same,
    differs,  ///< both are states of the table
    unknown,  ///< one of them is not, or an organisation: nothing contradicts nothing
};
StateFit fit_of(std::string_view country, std::string_view issuing_state);
/// The same of the countries of two certificates.
StateFit fit_of_certificates(std::string_view country, std::string_view other);

}  // namespace card::x509
