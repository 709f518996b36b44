// SPDX-License-Identifier: Apache-2.0
// Who may withdraw and who may clear a certificate: lists speak by key (docs/adr/0084).
#pragma once
#include <functional>

#include "trust/trust_index.h"

namespace card::trust {

/// After find_older_keys(). Whether `speaker` may withdraw what `issuer` has issued: the key
/// itself, a successor by a row of links, or an anchor of the same subject, of source issuer or own
/// list and no worse than the issuer's.
bool speaks_for(const CscaKey& speaker, const CscaKey& issuer);
/// The same of a key whose older ones are not filled in.
bool speaks_for(const CscaKey& speaker, const CscaKey& issuer,
                const std::vector<const CscaKey*>& older);
/// The keys of which links make this one the successor. Verifies signatures.
std::vector<const CscaKey*> older_keys(const CscaKey& key, const TrustIndex& trust);

/// thisUpdate of the first list by this key that withdraws the certificate; nothing where none
/// does.
std::optional<x509::Time> withdrawn_on(const CscaKey& speaker,
                                       const x509::Certificate& certificate);

/// What a report asks by.
struct RevocationQuestion {
    x509::Time now = 0;
    x509::Time grace = 0;  ///< seconds that a list counts after its nextUpdate
    std::function<bool(const Anchor&)> takes = [](const Anchor&) { return true; };  ///< the policy
};

struct RevocationAnswer {
    enum class Says {
        cleared,
        withdrawn,
        unsettled,  ///< withdrawn by a key that was withdrawn, is in doubt, or is not of the policy
        stale,
        in_part,  ///< lists that withdraw what they name and clear nothing, and no other
        nothing
    } says = Says::nothing;
    const StoredCrl* list = nullptr;  ///< that clears
};
/// Of a certificate that `issuers`, which the policy takes, have issued.
RevocationAnswer ask_revocation(const x509::Certificate& certificate,
                                const std::vector<const Anchor*>& issuers, const TrustIndex& trust,
                                const RevocationQuestion& question);
/// The anchor was withdrawn by a key that the policy takes.
bool is_withdrawn_for(const Anchor& anchor, const std::function<bool(const Anchor&)>& takes);

/// Fills CscaKey::older of the keys that have lists.
void find_older_keys(TrustIndex& trust);
/// Finds the anchors that lists withdraw or put in doubt, after all were added. Withdrawn ones are
/// returned by fingerprint, with those that were before.
std::map<Bytes, Withdrawn> find_withdrawn(TrustIndex& trust);
/// Fills what ask_revocation() looks up.
void prepare_questions(TrustIndex& trust);

}  // namespace card::trust
