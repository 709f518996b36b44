// SPDX-License-Identifier: Apache-2.0
// What an authorised inspection system shows to a chip that protects fingerprints and irises
// (terminal authentication, Doc 9303-11 §7.1).
#pragma once
#include <memory>
#include <vector>

#include "card/bytes.h"

struct evp_pkey_st;  // EVP_PKEY

namespace card {

/// A terminal's private key: in memory, or behind an interface of the caller's own (a smart card, a
/// security module).
class CARD_API TerminalKey {
public:
    /// The signature scheme that the terminal's certificate names.
    enum class Scheme { ecdsa, rsa_pss, rsa_pkcs1 };

    virtual ~TerminalKey();
    /// The signature over the message: ECDSA as r || s of the order's length each, RSA-PSS with
    /// MGF1 and salt of the same digest. `digest` is "SHA1", "SHA224", "SHA256", "SHA384" or
    /// "SHA512". Throws Error{usage} where the key is of another kind.
    virtual Bytes sign(Scheme scheme, const char* digest, ByteView message) = 0;
};

/// A key from PEM without passphrase. Throws Error{malformed}.
CARD_API std::unique_ptr<TerminalKey> terminal_key_from_pem(ByteView pem);

/// A key that OpenSSL has, from wherever (a provider, a token): takes over the EVP_PKEY. Throws
/// Error{usage} for none.
CARD_API std::unique_ptr<TerminalKey> terminal_key_from_openssl(evp_pkey_st* key);

/// A terminal that may read protected files.
struct Terminal {
    /// Card verifiable certificates in any order: the terminal's, its document verifier's, and link
    /// certificates of the CVCA.
    std::vector<Bytes> certificates;
    TerminalKey* key =
        nullptr;  ///< of the terminal's certificate; must live as long as the reading
};

}  // namespace card
