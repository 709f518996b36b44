// SPDX-License-Identifier: Apache-2.0
// Digests, their names and their object identifiers.
#pragma once
#include <openssl/types.h>

#include <initializer_list>
#include <optional>

#include "card/bytes.h"

namespace card::crypto {

enum class Hash { md5, sha1, sha224, sha256, sha384, sha512 };

/// OpenSSL's immutable description of the digest, fetched once.
const EVP_MD* evp(Hash hash);
std::size_t size_of(Hash hash);
const char* name_of(Hash hash);
/// The digest with this object identifier (value octets of the OID).
std::optional<Hash> hash_by_oid(ByteView oid);
ByteView oid_of(Hash hash);

Bytes digest(Hash hash, std::initializer_list<ByteView> parts);
inline Bytes digest(Hash hash, ByteView octets) { return digest(hash, {octets}); }
/// The octets of hash1 and of hash2 agree; takes the same time wherever they differ.
bool equal_constant_time(ByteView a, ByteView b) noexcept;

}  // namespace card::crypto
