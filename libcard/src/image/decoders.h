// SPDX-License-Identifier: Apache-2.0
// JPEG by libjpeg-turbo, JPEG 2000 by OpenJPEG, both within the bounds of card/portrait.h.
#pragma once
#include "card/portrait.h"

namespace card::image {

Image decode(ByteView octets);
Image decode_jpeg(ByteView octets);
Image decode_jpeg2000(ByteView octets);
/// Throws Error{malformed} beyond the bounds.
void check_size(unsigned long width, unsigned long height);

}  // namespace card::image
