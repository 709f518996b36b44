// SPDX-License-Identifier: Apache-2.0
// The fields of a printed code, as a scanner gave them.
#pragma once
#include <string_view>

#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {

struct ScannedQr {
    Qr qr;
    bool in_part = false;  ///< only the first fields came: nothing but the number is to be used
    bool birth_by_signs = false;  ///< its date has signs, which no card's code has
};
/// Throws Error{usage} for any other text.
ScannedQr read_qr(std::string_view text);

}  // namespace card::national::vietnam
