// SPDX-License-Identifier: Apache-2.0
// The function R(s,t) of integrated mapping, Doc 9303-11 §4.4.3.3.2.
#pragma once
#include "crypto/symmetric.h"

namespace card::crypto {

/// Octets of the chip's nonce s: whole blocks, at least as many as the key has.
std::size_t nonce_size(Symmetric algorithm);
/// x1 || x2 || ... of `s` (nonce_size() octets) and `t` (a key), at least 64 bits longer than the
/// field.
SecretBytes integrated_pseudo_random(Symmetric algorithm, const SecretBytes& s,
                                     const SecretBytes& t, std::size_t field_bits);

}  // namespace card::crypto
