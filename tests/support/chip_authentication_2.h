// SPDX-License-Identifier: Apache-2.0
// Chip authentication version 2 (BSI TR-03110-3 §A.4.3), which no travel document asks for: the
// BSI's examples and libeac's chip check PACE's token and key derivation with it.
#pragma once
#include "access/authentication_token.h"
#include "crypto/hash.h"
#include "sm/secure_messaging.h"

namespace support {

/// K_enc and K_mac of the shared secret and the chip's nonce.
inline card::SessionKeys chip_authentication_2_keys(card::crypto::Symmetric algorithm,
                                                    const card::SecretBytes& secret,
                                                    card::ByteView nonce) {
    card::Bytes input = card::to_bytes(secret.view());
    card::append(input, nonce);
    return card::SessionKeys::from_secret(algorithm, card::SecretBytes(std::move(input)));
}

/// Whether the chip's authentication token is the MAC over the terminal's public key: that alone
/// proves the chip in version 2.
inline bool chip_authentication_2_token_right(const card::SessionKeys& keys, card::ByteView oid,
                                              const card::crypto::Domain& domain,
                                              card::ByteView terminal_key, card::ByteView token) {
    card::crypto::Mac mac(keys.algorithm, keys.mac);
    return card::crypto::equal_constant_time(
        card::access::authentication_token(mac, keys.algorithm, oid, domain, terminal_key), token);
}

}  // namespace support
