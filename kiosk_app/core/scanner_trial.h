// SPDX-License-Identifier: Apache-2.0
// What a scanner makes of a code whose text is known: for whoever sets it up.
#pragma once
#include <cstdint>
#include <string_view>

namespace kiosk {

/// Like a citizen card's code, of nobody (province 999), with letters of every kind.
inline constexpr std::string_view kTrialCode =
    "999099000999|999000999|Nguyễn Thị Ứng Đặng Ỷ|29021996|Nữ|"
    "Số 9 Đường Thử, Phường Mẫu, Hà Nội|01012022";

enum class ScannerTrial : std::uint8_t {
    good,        ///< every letter came
    letters,     ///< number and dates are right, letters with marks were lost or replaced
    characters,  ///< the bars or digits became others: another keyboard layout
    other,       ///< not the code that is shown
};

/// `scanned`: as the scanner typed it, with what it puts before and behind.
ScannerTrial judge_scanner(std::string_view scanned);

}  // namespace kiosk
