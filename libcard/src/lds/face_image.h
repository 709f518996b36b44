// SPDX-License-Identifier: Apache-2.0
// DG2: the biometric information template with a face record of ISO/IEC 19794-5 or ISO/IEC 39794-5
// (Doc 9303-10 §4.7.2). Finds the octets of the pictures; decoding them is another matter (image/).
#pragma once
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/sentence.h"
#include "lds/picture_marks.h"

namespace card::lds {

inline constexpr std::size_t kMaxFaces = 8;
inline constexpr std::size_t kMaxFeaturePoints = 1024;

struct FaceImage {
    ImageFormat format =
        ImageFormat::unknown;        ///< from the octets themselves, not from what the record says
    unsigned width = 0, height = 0;  ///< as the record says; 0 where it does not
    ByteView octets;                 ///< into the file
};

struct Faces {
    std::vector<FaceImage> images;
    Sentence deviation;  ///< why the marks had to say it; empty: they had not
};

/// As the record says; where that does not fit, by the marks of the pictures. Throws
/// Error{malformed} where there is no picture.
Faces parse_dg2(ByteView file);
/// By the marks alone.
std::vector<FaceImage> faces_by_marks(ByteView file);

}  // namespace card::lds
