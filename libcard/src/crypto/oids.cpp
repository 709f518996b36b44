// SPDX-License-Identifier: Apache-2.0
#include "crypto/oids.h"

namespace card::oid {

std::string to_text(ByteView oid) {
    std::string text;
    std::uint64_t arc = 0;
    bool first = true;
    for (const auto octet : oid) {
        if (arc >> 56 != 0) return "(too long)";
        arc = arc << 7 | (octet & 0x7FU);
        if (octet & 0x80) continue;
        if (first) {
            const std::uint64_t root = std::min<std::uint64_t>(arc / 40, 2);
            text = std::to_string(root) + '.' + std::to_string(arc - root * 40);
            first = false;
        } else {
            text += '.' + std::to_string(arc);
        }
        arc = 0;
    }
    return text;
}

}  // namespace card::oid
