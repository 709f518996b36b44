// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "crypto/oids.h"
#include "judge/signer_checks.h"

namespace card::judge {
namespace {

constexpr const char* kId = "dsc.revocation";
constexpr x509::Time kSecondsPerDay = 86400;

bool is_of_one_csca(const trust::Anchor& anchor, const std::vector<const trust::Anchor*>& issuers) {
    return std::ranges::any_of(issuers, [&anchor](const auto* issuer) {
        return issuer->certificate.subject_name == anchor.certificate.subject_name;
    });
}

/// The lists of the CSCA that issued the signer's certificate, and those under the name that the
/// certificate gives; newest first.
std::vector<const trust::StoredCrl*> lists_of(const x509::Certificate& signer,
                                              const std::vector<const trust::Anchor*>& issuers,
                                              const trust::TrustIndex& trust) {
    std::vector<const trust::StoredCrl*> lists;
    const auto add = [&](const std::string& name) {
        const auto [begin, end] = trust.crls_by_issuer.equal_range(name);
        for (auto entry = begin; entry != end; ++entry)
            if (std::ranges::find(lists, entry->second) == lists.end())
                lists.push_back(entry->second);
    };
    add(signer.issuer_name);
    for (const auto* issuer : issuers) add(issuer->certificate.subject_name);
    std::ranges::sort(lists, [](const auto* a, const auto* b) {
        return a->crl.this_update > b->crl.this_update;
    });
    return lists;
}

bool is_fresh(const x509::Crl& crl, const Policy& policy, const Clock& clock) {
    if (clock.now < crl.this_update) return false;
    return crl.next_update &&
           clock.now <= *crl.next_update + policy.crl_grace_days * kSecondsPerDay;
}

}  // namespace

void check_revocation_of(const x509::Certificate& signer,
                         const std::vector<const trust::Anchor*>& issuers,
                         const trust::TrustIndex& trust, const Policy& policy, const Clock& clock,
                         CheckList& checks, TrustUsed& used) {
    const auto lists = lists_of(signer, issuers, trust);
    const bool required = policy.revocation == Policy::Revocation::required;
    const auto missing = [&](const std::string& reason) {
        checks.not_possible(kId, required ? Effect::undetermined : Effect::none, reason, !required);
    };
    // A stale list still revokes: what it says was true when it was signed.
    for (const auto* list : lists)
        if (list->crl.lists(signer.serial))
            return checks.failed(kId, Effect::not_genuine,
                                 "the issuer has withdrawn this signature");
    if (!clock.plausible)
        return checks.not_possible(kId, Effect::undetermined, "the clock is not plausible");
    // That nothing is withdrawn is believed of a whole list by a key of this CSCA alone, and one
    // that the policy takes.
    const auto counts = [&](const auto* list) {
        return list->crl.partial.empty() &&
               std::ranges::any_of(list->signers, [&](const auto* anchor) {
                   return is_of_one_csca(*anchor, issuers) && takes(policy, *anchor);
               });
    };
    if (std::ranges::none_of(lists, counts)) return missing("no revocation list of this issuer");
    const auto fresh = std::ranges::find_if(lists, [&](const auto* list) {
        return counts(list) && is_fresh(list->crl, policy, clock);
    });
    if (fresh == lists.end()) return missing("the revocation list is out of date");
    used.crl_number = (*fresh)->crl.number;
    used.crl_date = x509::date_text((*fresh)->crl.this_update);
    // A list made before the certificate expired had no reason to leave it out (docs/adr/0007).
    if ((*fresh)->crl.this_update > signer.not_after)
        return checks.passed(kId, "expired certificates may have left the list", true);
    checks.passed(kId);
}

void check_revocation(const PassiveAuthentication& passive, const trust::TrustIndex& trust,
                      const Policy& policy, const Clock& clock, CheckList& checks,
                      TrustUsed& used) {
    if (!passive.structure_passed()) return;
    if (passive.withdrawn())
        return checks.failed(
            kId, Effect::not_genuine,
            "with the CSCA certificate above it the issuer has withdrawn this signature");
    if (!passive.anchor()) return checks.not_possible(kId, Effect::none, "no anchor");
    check_revocation_of(*passive.signer(), passive.anchors(), trust, policy, clock, checks, used);
}

}  // namespace card::judge
