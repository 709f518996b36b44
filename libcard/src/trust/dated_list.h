// SPDX-License-Identifier: Apache-2.0
// What master lists and deviation lists are compared by, when one comes for a state that has one.
#pragma once
#include <optional>
#include <string>

#include "trust/trust_index.h"

namespace card::trust {

struct DatedList {
    std::string country;
    Sentence problem;
    std::string signer;
    std::optional<x509::Time> signing_time;
    bool trusted = false;
    std::vector<const Anchor*> vouchers;
    Bytes unknown_signer = {};  ///< its certificate, where no anchor vouches for it
    Sentence remarks = {};      ///< what is odd of a list that counts: SHA-1, an expired signer
    x509::Time signer_not_after = 0;
};
/// Throws Error{malformed}.
using ReadList = DatedList (*)(ByteView octets, const TrustIndex& anchors);
DatedList read_master_list(ByteView octets, const TrustIndex& anchors);
DatedList read_deviation_list(ByteView octets, const TrustIndex& anchors);
/// Of a file of the store, DER or PEM; nothing where it does not parse.
std::optional<DatedList> stored_list(const Bytes& file, const TrustIndex& anchors,
                                     ReadList read_list);

}  // namespace card::trust
