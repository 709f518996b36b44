// SPDX-License-Identifier: Apache-2.0
// Dates as documents write them, in ISO 8601. What is not known of a day is left out: "1999-05",
// "1999".
#pragma once
#include <string>
#include <string_view>

namespace card::lds {

/// YYYYMMDD with more behind it or not (DG11, DG12, DG16; Doc 9303-10 §4.7), zeros or fillers for
/// what is not known. Empty for anything else, and for a day that is not in the calendar.
std::string iso_date(std::string_view digits);
/// YYMMDD of an MRZ in the year that stands before it (Doc 9303-3 §4.8): "19", "20".
std::string iso_of_mrz(std::string_view digits, std::string_view century);
/// A birth in the latest century that does not put it behind `today`, which is an ISO day: the MRZ
/// alone cannot tell who is more than a hundred years old.
std::string iso_of_mrz_birth(std::string_view digits, std::string_view today);

}  // namespace card::lds
