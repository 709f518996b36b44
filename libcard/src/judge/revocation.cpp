// SPDX-License-Identifier: Apache-2.0
#include "judge/signer_checks.h"
#include "trust/withdrawals.h"

namespace card::judge {
namespace {

constexpr auto kId = CheckId::dsc_revocation;
constexpr x509::Time kSecondsPerDay = 86400;

}  // namespace

void check_revocation_of(const x509::Certificate& signer,
                         const std::vector<const trust::Anchor*>& issuers,
                         const trust::TrustIndex& trust, const Policy& policy, const Clock& clock,
                         CheckList& checks, TrustUsed& used) {
    using Says = trust::RevocationAnswer::Says;
    const bool required = policy.revocation == Policy::Revocation::required;
    const auto missing = [&](Reason reason) {
        checks.not_possible(kId, reason, required ? Weight::undetermined : Weight::attention);
    };
    const auto answer = trust::ask_revocation(
        signer, issuers, trust,
        {clock.now, policy.crl_grace_days * kSecondsPerDay,
         [&policy](const trust::Anchor& anchor) { return takes(policy, anchor); }});
    // A stale list still revokes: what it says was true when it was signed.
    if (answer.says == Says::withdrawn) return checks.failed(kId, {Reason::revoked});
    if (answer.says == Says::unsettled)
        return checks.not_possible(kId, Reason::revocation_unsettled, Weight::undetermined);
    if (!clock.plausible)
        return checks.not_possible(kId, Reason::clock_not_plausible, Weight::undetermined);
    if (answer.says == Says::nothing) return missing(Reason::crl_none);
    if (answer.says == Says::in_part) return missing(Reason::crl_in_part);
    if (answer.says == Says::stale) return missing(Reason::crl_stale);
    used.crl_number = answer.list->crl.number;
    used.crl_date = x509::date_text(answer.list->crl.this_update);
    // A list made before the certificate expired had no reason to leave it out (docs/adr/0007).
    auto odd = answer.list->odd;
    if (answer.list->crl.this_update > signer.not_after)
        odd.insert(odd.begin(), Reason::crl_may_have_left);
    if (odd.empty()) checks.passed(kId);
    else checks.passed_oddly(kId, std::move(odd));
}

void check_revocation(const PassiveAuthentication& passive, const trust::TrustIndex& trust,
                      const Policy& policy, const Clock& clock, CheckList& checks,
                      TrustUsed& used) {
    if (!passive.structure_passed()) return;
    if (passive.withdrawn()) return checks.failed(kId, {Reason::revoked_with_csca});
    if (!passive.anchor()) return checks.not_possible(kId, Reason::no_anchor, Weight::none);
    check_revocation_of(*passive.signer(), passive.anchors(), trust, policy, clock, checks, used);
}

}  // namespace card::judge
