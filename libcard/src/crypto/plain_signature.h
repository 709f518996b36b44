// SPDX-License-Identifier: Apache-2.0
// ECDSA signatures as chips and terminals write them: r || s of the order's length each (BSI
// TR-03111 §5.2.1), where OpenSSL and CMS have an ASN.1 sequence.
#pragma once
#include "crypto/public_key.h"

namespace card::crypto {

/// SEQUENCE { r, s } of an even number of octets.
Bytes der_of_plain(ByteView plain);
/// r || s, `size` octets each, of SEQUENCE { r, s }. Throws Error{malformed}.
Bytes plain_of_der(ByteView der, std::size_t size);
/// Octets of r, or of s, under this key.
std::size_t half_signature_size(const PublicKey& key);

}  // namespace card::crypto
