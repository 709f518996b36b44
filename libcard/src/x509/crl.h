// SPDX-License-Identifier: Apache-2.0
// Certificate revocation lists, Doc 9303-12 §7.1.4.
#pragma once
#include "card/sentence.h"
#include "x509/certificate.h"

namespace card::x509 {

inline constexpr std::size_t kMaxCrlSize = std::size_t{32} * 1024 * 1024;
inline constexpr std::size_t kMaxRevoked = 1'000'000;

struct Crl : SignedObject {
    ByteView octets, issuer;
    std::optional<crypto::SignatureAlgorithm> algorithm;  ///< empty: not supported
    std::string issuer_name;                              ///< canonical
    Time this_update = 0;
    std::optional<Time> next_update;
    std::optional<ByteView> authority_key_identifier;
    std::vector<ByteView> revoked;  ///< serial numbers, sorted
    std::string number;             ///< cRLNumber in hexadecimal, empty where absent
    Sentence partial;   ///< why what it does not name may be withdrawn all the same: delta, some
                        ///< reasons only, unknown critical extension, ...
    Sentence unusable;  ///< why it cannot serve at all: its entries may be another issuer's

    ByteView distribution_point;  ///< value of issuingDistributionPoint, empty where absent

    bool lists(ByteView serial) const;
};

/// A serial number as Crl::revoked has it: without leading zeros, so that equal numbers are equal
/// octets.
ByteView serial_number(ByteView integer);
/// The order of Crl::revoked.
bool serial_less(ByteView a, ByteView b);

/// Throws Error{malformed}.
Crl parse_crl(ByteView octets);

}  // namespace card::x509
