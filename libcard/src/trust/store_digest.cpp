// SPDX-License-Identifier: Apache-2.0
// By what a report says which store it stands on.
#include <algorithm>

#include "crypto/hash.h"
#include "trust/load_store.h"

namespace card::trust {

std::string digest_of(const TrustIndex& index) {
    std::vector<Bytes> digests;
    digests.reserve(index.anchors.size() + index.crls.size() + index.void_crls.size() +
                    index.signers.size() + 1);
    // By whom an anchor is vouched for is part of what a policy judges by.
    for (const auto& anchor : index.anchors)
        digests.push_back(crypto::digest(
            crypto::Hash::sha256, {anchor->fingerprint, as_octets(name_of(anchor->origin))}));
    for (const auto* lists : {&index.crls, &index.void_crls})
        for (const auto& stored : *lists)
            digests.push_back(crypto::digest(crypto::Hash::sha256, stored->octets));
    for (const auto& signer : index.signers)
        digests.push_back(crypto::digest(crypto::Hash::sha256, signer->octets));
    if (!index.kept.empty())
        digests.push_back(crypto::digest(crypto::Hash::sha256, as_octets(kept_text(index.kept))));
    if (!index.states.empty())
        digests.push_back(
            crypto::digest(crypto::Hash::sha256, as_octets(states_text(index.states))));
    std::ranges::sort(digests);
    Bytes all;
    for (const auto& digest : digests) append(all, digest);
    return to_hex(crypto::digest(crypto::Hash::sha256, all));
}

}  // namespace card::trust
