// SPDX-License-Identifier: Apache-2.0
// DG2: the biometric information template with a face record of ISO/IEC 19794-5 or ISO/IEC 39794-5
// (Doc 9303-10 §4.7.2). Finds the octets of the pictures; decoding them is another matter (image/).
#pragma once
#include <vector>

#include "card/bytes.h"

namespace card::lds {

inline constexpr std::size_t kMaxFaces = 8;
inline constexpr std::size_t kMaxFeaturePoints = 1024;

enum class ImageFormat { jpeg, jpeg2000, unknown };

/// "JPEG", "JPEG 2000", "unknown"
const char* name_of(ImageFormat format);

struct FaceImage {
    ImageFormat format =
        ImageFormat::unknown;        ///< from the octets themselves, not from what the record says
    unsigned width = 0, height = 0;  ///< as the record says; 0 where it does not
    ByteView octets;                 ///< into the file
};

/// Judged by the first octets.
ImageFormat format_of_image(ByteView octets);
/// Throws Error{malformed}.
std::vector<FaceImage> parse_dg2(ByteView file);

}  // namespace card::lds
