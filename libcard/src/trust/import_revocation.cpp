// SPDX-License-Identifier: Apache-2.0
// Revocation lists: each is compared with the one by the same key and scope, and with no other.
#include <algorithm>

#include "trust/held_lists.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

struct Fresh {
    const Object* object;
    x509::Crl crl;
    const CscaKey* key;
};

/// Why it cannot be taken, whatever the store has; empty where it can.
std::string problem_of(const Fresh& fresh, const StoreInMaking& store) {
    if (!fresh.crl.unusable.empty()) return fresh.crl.unusable;
    if (!fresh.key) return kNoAnchor;
    if (!fresh.key->vouches()) return "signed by a key that was withdrawn";
    return store.problem_of_date(fresh.crl.this_update);
}

/// What a list that is taken counts for.
std::string note_of(const Fresh& fresh) {
    if (!fresh.crl.partial.empty())
        return ": withdraws what it names and clears nothing (" + fresh.crl.partial + ")";
    if (fresh.key->origin() == Origin::foreign_list)
        return ": by a key that another state's list alone makes known";
    return {};
}

}  // namespace

void take_revocation_lists(const Delivery& delivery, const TrustIndex& trust,
                           StoreInMaking& store) {
    std::vector<Fresh> delivered;
    for (const auto& object : delivery.revocation_lists) {
        auto crl = x509::parse_crl(object.octets);
        const auto* key = key_of(crl, trust);
        delivered.push_back({&object, std::move(crl), key});
    }
    // The older ones first: what they withdrew and a later one no longer names is kept.
    std::ranges::stable_sort(delivered, {},
                             [](const Fresh& fresh) { return fresh.crl.this_update; });
    HeldLists held(trust, store);
    for (const auto& fresh : delivered) {
        const auto name = "CRL of " + x509::name_text(fresh.crl.issuer);
        if (held.has(fresh.object->octets)) {
            store.tell(fresh.object->file, Result::known, name);
            continue;
        }
        auto problem = problem_of(fresh, store);
        if (problem.empty()) problem = held.take({*fresh.key, fresh.object->octets});
        const auto dated = name + " of " + x509::date_text(fresh.crl.this_update);
        if (problem.empty()) store.tell(fresh.object->file, Result::taken, dated + note_of(fresh));
        else store.tell(fresh.object->file, Result::left_out, dated + ": " + problem);
    }
    held.finish();
}

}  // namespace card::trust
