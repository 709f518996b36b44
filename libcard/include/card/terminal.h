// SPDX-License-Identifier: Apache-2.0
// What an authorised inspection system shows to a chip that protects fingerprints and irises
// (terminal authentication, Doc 9303-11 §7.1).
#pragma once
#include <cstdint>
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
    /// The public half, so that the certificate of another terminal is not shown: the uncompressed
    /// point, or the modulus without leading zeros. Empty where it is not known.
    virtual Bytes public_key() const;
};

/// A key from PEM without passphrase. Throws Error{malformed}.
CARD_API std::unique_ptr<TerminalKey> terminal_key_from_pem(ByteView pem);

/// A key that OpenSSL has, from wherever (a provider, a token): takes over the EVP_PKEY. Throws
/// Error{usage} for none.
CARD_API std::unique_ptr<TerminalKey> terminal_key_from_openssl(evp_pkey_st* key);

/// Throws Error{malformed}, with what is wrong, unless it is one card verifiable certificate.
CARD_API void check_terminal_certificate(ByteView octets);

/// A terminal that may read protected files.
struct Terminal {
    /// Card verifiable certificates in any order, 256 at most: terminals', document verifiers', and
    /// link certificates of CVCAs. What is none is passed over. Of all chains that lead from an
    /// authority of the chip to a terminal's certificate, and are in date, the one with the most
    /// rights to what the document protects is shown.
    std::vector<Bytes> certificates;
    TerminalKey* key =
        nullptr;           ///< of the terminal's certificate; must live as long as the reading
    std::int64_t now = 0;  ///< seconds since 1970, for the certificates' dates; 0: system clock
};

}  // namespace card
