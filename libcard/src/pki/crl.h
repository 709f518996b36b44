// Certificate revocation lists, Doc 9303-12 §7.2.
#pragma once
#include "pki/certificate.h"

namespace card::pki {

inline constexpr std::size_t kMaxCrlSize = 32 * 1024 * 1024;
inline constexpr std::size_t kMaxRevoked = 1'000'000;

struct Crl : SignedObject {
    ByteView octets, issuer;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    std::string issuer_name;        ///< canonical
    Time this_update = 0;
    std::optional<Time> next_update;
    std::vector<ByteView> revoked;  ///< serial numbers as INTEGER values, sorted
    std::string number;             ///< cRLNumber in hexadecimal, empty where absent
    std::string unusable;           ///< why it cannot serve: delta, indirect, unknown critical extension, ...

    bool lists(ByteView serial) const;
};

/// Throws Error{malformed}.
Crl parse_crl(ByteView octets);

}  // namespace card::pki
