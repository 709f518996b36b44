// SPDX-License-Identifier: Apache-2.0
// What certificates, lists and signed objects of the tests are made of.
#pragma once
#include "crypto/openssl_ptr.h"
#include "support/csca.h"

namespace support::parts {

using card::Bytes;
using card::ByteView;

/// OIDs, hexadecimal.
inline constexpr const char *kMasterList = "678108010102", *kDeviationList = "678108010107",
                            *kEcdsaSha256 = "2A8648CE3D040302", *kSha256 = "608648016503040201";

Bytes joined(std::initializer_list<Bytes> parts);
Bytes sequence(std::initializer_list<Bytes> parts);
Bytes oid(const char* hex);
Bytes integer(long number);
Bytes time(std::int64_t seconds);
Bytes encoded(const Name& name);
/// An AlgorithmIdentifier without parameters.
Bytes algorithm(const char* hex);

struct KeyPair {
    card::crypto::Key key;
    Bytes public_key, key_id;
};
/// Made once for all tests of the program.
const KeyPair& key_pair(std::size_t number);
/// Document, master list and deviation list signers share one key: nothing here depends on it.
inline constexpr std::size_t kSignerKey = 1000;

Bytes sign(const KeyPair& by, ByteView octets, const char* digest = "SHA256");
Bytes signature_algorithm(const KeyPair& by);
Bytes signed_object(const KeyPair& by, const Bytes& body);

Bytes extension(const char* type, const Bytes& value, bool critical = false);
Bytes issuer_id_extension(const Bytes& id);
Bytes ca_extensions(const Bytes& key_id, const Bytes& issuer_id);

struct Contents {
    long serial = 0;
    Name issuer, subject;
    Dates dates;
    Bytes public_key, extensions;
};
Bytes certificate(const KeyPair& by, const Contents& contents);

/// The signer of a document or a list; `role`: an extendedKeyUsage.
Bytes signer_certificate(const Name& issuer, std::size_t key, long serial, Dates dates,
                         const char* role, const SignerForm& form = {});
/// CMS SignedData.
Bytes signed_data(const char* type, const Bytes& content, const Bytes& signer, const Name& issuer,
                  long serial, std::int64_t signed_on, const SignedForm& form = {});

}  // namespace support::parts
