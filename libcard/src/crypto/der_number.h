// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "card/error.h"
#include "tlv/tlv.h"

namespace card::crypto {

/// A positive INTEGER's magnitude.
inline ByteView unsigned_integer(tlv::Reader& reader) {
    ByteView value = reader.expect(0x02).value;
    if (value.empty() || (value[0] & 0x80))
        throw Error(Errc::malformed, Step::key, said("defect.no_positive"));
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    return value;
}

}  // namespace card::crypto
