// SPDX-License-Identifier: Apache-2.0
// ISO/IEC 9796-2 digital signature scheme 1 with partial recovery, as active authentication uses it
// (Doc 9303-11 §6.1, appendix F).
#pragma once
#include <optional>

#include "crypto/public_key.h"

namespace card::crypto {

struct Iso9796Result {
    bool right = false;
    /// Of the form of a signature, by a digest that is not known here: neither right nor wrong.
    bool computable = true;
    std::optional<Hash> hash;       ///< that the trailer named
    Reason problem = Reason::none;  ///< why not right
};

/// Whether `signature` covers a recoverable part chosen by the chip and `challenge` as the other
/// part.
Iso9796Result verify_iso9796(const PublicKey& key, ByteView challenge, ByteView signature);

}  // namespace card::crypto
