// SPDX-License-Identifier: Apache-2.0
// Pictures by their own marks: where JPEG and JPEG 2000 begin and end, whatever stands around them.
#pragma once
#include <vector>

#include "card/bytes.h"

namespace card::lds {

enum class ImageFormat { jpeg, jpeg2000, unknown };

/// "JPEG", "JPEG 2000", "unknown"
const char* name_of(ImageFormat format);
/// Judged by the first octets.
ImageFormat format_of_image(ByteView octets);
/// Every picture in a row of octets, at most `most`, each to its own last mark or else to the end.
std::vector<ByteView> pictures_by_marks(ByteView octets, std::size_t most);

}  // namespace card::lds
