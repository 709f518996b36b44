// SPDX-License-Identifier: Apache-2.0
#include "image/decoders.h"

#include "card/error.h"
#include "lds/face_image.h"

namespace card {

namespace image {

void check_size(unsigned long width, unsigned long height) {
    if (width == 0 || height == 0 || width > kMaxImageSide || height > kMaxImageSide ||
        width * height > kMaxImagePixels)
        throw Error(Errc::malformed, Step::portrait, said("defect.picture_size"));
}

Image decode(ByteView octets) {
    switch (lds::format_of_image(octets)) {
        case lds::ImageFormat::jpeg: return decode_jpeg(octets);
        case lds::ImageFormat::jpeg2000: return decode_jpeg2000(octets);
        case lds::ImageFormat::unknown: break;
    }
    throw Error(Errc::malformed, Step::portrait, said("defect.picture_format"));
}

}  // namespace image

Image decode(const TrustedPortrait& portrait) { return image::decode(portrait.octets()); }

}  // namespace card
