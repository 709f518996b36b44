// SPDX-License-Identifier: Apache-2.0
// Decoding of the portrait: only one whose hash the issuer signed gets this far.
#pragma once
#include <cstdint>
#include <vector>

#include "card/report.h"

namespace card {

/// Pixels. Larger pictures are refused before any memory is taken for them.
inline constexpr unsigned kMaxImageSide = 8192;
/// Width times height. Larger pictures are refused likewise.
inline constexpr std::size_t kMaxImagePixels = 16'000'000;

/// A decoded picture.
struct Image {
    unsigned width = 0;       ///< pixels
    unsigned height = 0;      ///< pixels
    Bytes rgb;                ///< three octets a pixel, rows from top to bottom
    const char* format = "";  ///< "JPEG" or "JPEG 2000"
};

/// Throws Error{malformed} for octets that are no JPEG or JPEG 2000, or beyond the bounds.
/// Thread-safe.
CARD_API Image decode(const TrustedPortrait& portrait);

}  // namespace card
