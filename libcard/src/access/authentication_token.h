// SPDX-License-Identifier: Apache-2.0
// The MAC over an ephemeral public key data object (Doc 9303-11 §4.4.3.4, §9.4.5): PACE's token.
#pragma once
#include "crypto/domain.h"
#include "crypto/symmetric.h"

namespace card::access {

Bytes authentication_token(crypto::Mac& mac, crypto::Symmetric algorithm, ByteView oid,
                           const crypto::Domain& domain, ByteView public_key);

}  // namespace card::access
