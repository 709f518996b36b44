// SPDX-License-Identifier: Apache-2.0
// Chip authentication version 2 (BSI TR-03110-3 §A.4.3): its derivation only. No travel document
// asks for it; a report says when a card offers it.
#pragma once
#include "crypto/domain.h"
#include "sm/secure_messaging.h"

namespace card::access {

/// K_enc and K_mac of the shared secret and the chip's nonce.
SessionKeys chip_authentication_2_keys(crypto::Symmetric algorithm, const SecretBytes& secret,
                                       ByteView nonce);
/// Whether the chip's authentication token is the MAC over the terminal's public key: that alone
/// proves the chip in version 2.
bool chip_authentication_2_token_right(const SessionKeys& keys, ByteView oid,
                                       const crypto::Domain& domain, ByteView terminal_key,
                                       ByteView token);

}  // namespace card::access
