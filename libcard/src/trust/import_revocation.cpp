// SPDX-License-Identifier: Apache-2.0
// Revocation lists: each is compared with the one by the same key and scope, and with no other.
#include <algorithm>

#include "trust/held_lists.h"
#include "trust/name_keys.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

struct Fresh {
    const Object* object;
    x509::Crl crl;
    const CscaKey* key;
};

/// Why it cannot be taken, whatever the store has; empty where it can.
Sentence problem_of(const Fresh& fresh, const StoreInMaking& store) {
    if (!fresh.crl.unusable.empty()) return fresh.crl.unusable;
    if (!fresh.key) return said("store.import.no_anchor");
    if (!fresh.key->vouches()) return why_void(*fresh.key);
    return store.problem_of_date(fresh.crl.this_update);
}

/// What a list that is taken counts for, and why it does not where it does not.
Sentence with_note(const Fresh& fresh, const Sentence& list, x509::Time now) {
    if (!fresh.crl.partial.empty())
        return said("store.import.crl_partial", {list, fresh.crl.partial});
    if (fresh.key->origin() == Origin::foreign_list)
        return said("store.import.crl_foreign", {list});
    if (!fresh.crl.next_update) return said("store.import.crl_endless", {list});
    const auto end = x509::date_text(*fresh.crl.next_update);
    return said(*fresh.crl.next_update < now ? "store.import.crl_ended" : "store.import.crl_to",
                {list, end});
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
        const auto issuer = x509::name_text(fresh.crl.issuer);
        if (held.has(fresh.object->octets)) {
            store.tell(fresh.object->file, Result::known, said("store.import.crl", {issuer}));
            continue;
        }
        auto problem = problem_of(fresh, store);
        if (problem.empty()) problem = held.take({*fresh.key, fresh.object->octets});
        const auto dated =
            said("store.import.crl_of", {issuer, x509::date_text(fresh.crl.this_update)});
        if (problem.empty())
            store.tell(fresh.object->file, Result::taken, with_note(fresh, dated, store.now()));
        else store.tell(fresh.object->file, Result::left_out, dated + std::string(": ") + problem);
    }
    held.finish();
}

}  // namespace card::trust
