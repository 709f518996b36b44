// SPDX-License-Identifier: Apache-2.0
// Many digests of one kind: the data groups of a document.
#pragma once
#include "crypto/hash.h"
#include "crypto/openssl_ptr.h"

namespace card::crypto {

/// Digests one after the other of the same kind, with one context. For public octets: the context
/// keeps traces of the last.
class Digester {
public:
    explicit Digester(Hash hash);
    Bytes operator()(std::initializer_list<ByteView> parts);
    /// The digest of `octets` is `expected`; takes the same time wherever they differ.
    bool is(ByteView octets, ByteView expected);

private:
    void into(std::uint8_t* out, std::initializer_list<ByteView> parts);
    Hash hash_;
    DigestContext context_;
};

}  // namespace card::crypto
