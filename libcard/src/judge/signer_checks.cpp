// SPDX-License-Identifier: Apache-2.0
#include "judge/signer_checks.h"

#include <algorithm>

#include "crypto/oids.h"
#include "x509/countries.h"
#include "x509/names.h"

namespace card::judge {
namespace {

/// Roles under id-icao-mrtd-security that another kind of signer has (Doc 9303-12 §7.1).
bool is_other_role(ByteView usage) {
    if (oid::same(usage, oid::kServerAuth) || oid::same(usage, oid::kClientAuth)) return true;
    if (!oid::below(oid::kIcaoSecurity, usage)) return false;
    // Master list, deviation list, LDS2, SPOC, seal, VDS-NC.
    static constexpr std::uint8_t kRoles[] = {3, 8, 9, 10, 11, 14};
    const std::uint8_t arc = usage[oid::kIcaoSecurity.size()];
    return std::ranges::find(kRoles, arc) != std::end(kRoles);
}

void check_sha1(bool used, const std::optional<x509::Time>& signing_date, const Policy& policy,
                CheckList& checks) {
    static constexpr auto kId = CheckId::sod_sha1;
    if (!policy.sha1_until || !used) return;
    if (!signing_date) return checks.not_possible(kId, Reason::sha1_undated);
    if (*signing_date < *policy.sha1_until) return checks.passed(kId);
    checks.failed(kId, {Reason::sha1_too_late});
}

void check_profile(const x509::Certificate& signer, CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_profile;
    const auto fail = [&](Reason reason) { checks.failed(kId, {reason}); };
    if (signer.is_ca) return fail(Reason::profile_ca);
    if (signer.key_usage &&
        (!signer.has_usage(x509::kDigitalSignature) || signer.has_usage(x509::kKeyCertSign)))
        return fail(Reason::profile_key_usage);
    if (std::ranges::any_of(signer.extended_key_usage, is_other_role))
        return fail(Reason::profile_other_role);
    if (signer.version != 3)
        return checks.not_possible(kId, Reason::profile_version, Weight::undetermined);
    if (!signer.unknown_critical.empty())
        return checks.not_possible(kId, Reason::profile_unknown_critical, Weight::undetermined);
    std::vector<Because> odd;
    if (!signer.key_usage) odd.emplace_back(Reason::profile_no_key_usage);
    if (!signer.extended_key_usage.empty()) odd.emplace_back(Reason::profile_extended_key_usage);
    if (odd.empty()) checks.passed(kId);
    else checks.passed_oddly(kId, std::move(odd));
}

void check_validity(const x509::Certificate& signer, const DocumentFacts& facts, const Clock& clock,
                    CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_validity;
    if (!clock.plausible) return checks.not_possible(kId, Reason::clock_not_plausible);
    if (clock.now < signer.not_before)
        return checks.failed(
            kId, {{Reason::signer_not_yet_valid, {x509::date_text(signer.not_before)}}});
    const auto inside = [&](x509::Time time) {
        return time >= signer.not_before && time <= signer.not_after;
    };
    if (facts.signing_date && !inside(*facts.signing_date))
        return checks.failed(kId, {Reason::signer_dates});
    if (clock.now <= signer.not_after) return checks.passed(kId);
    const std::string end = x509::date_text(signer.not_after);
    if (facts.signing_date)
        return checks.passed_oddly(kId, {{Reason::signer_expired_after, {end}}});
    const Because undated{Reason::signer_expired_undated, {end}};
    if (facts.expired.value_or(false)) return checks.not_possible(kId, undated, Weight::attention);
    checks.not_possible(kId, undated);
}

void check_usage_period(const x509::Certificate& signer, const DocumentFacts& facts,
                        CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_usage_period;
    if (!signer.has_key_usage_period) {
        if (signer.is_odd(oid::kPrivateKeyUsagePeriod))
            return checks.not_possible(kId, Reason::extension_form, Weight::none);
        return checks.not_offered(kId, Reason::usage_period_none);
    }
    if (!facts.signing_date) return checks.not_possible(kId, Reason::signing_date_unknown);
    // The period's last day counts whole: a date of issue has no time of day.
    static constexpr x509::Time kDay = 86400;
    const bool early =
        signer.key_usage_begin && *facts.signing_date + kDay < *signer.key_usage_begin;
    const bool late = signer.key_usage_end && *facts.signing_date > *signer.key_usage_end;
    if (early || late) return checks.failed(kId, {Reason::usage_period_outside});
    checks.passed(kId);
}

using x509::StateFit;

/// How the names of signer and CSCA fit the document's state: what contradicts it before what is
/// not known.
StateFit fit_of_names(const PassiveAuthentication& passive, const std::string& issuing_state) {
    const auto& signer = *passive.signer();
    const auto fit = [&](ByteView name, ByteView attribute, StateFit where_absent) {
        const auto text = x509::name_attribute(name, attribute);
        return text ? x509::fit_of(*text, issuing_state) : where_absent;
    };
    std::vector<StateFit> fits{fit(signer.issuer, oid::kCountryName, StateFit::unknown),
                               fit(signer.subject, oid::kCountryName, StateFit::same)};
    // localityName is held to the state only where it looks like a code of one (Doc 9303-12
    // §7.1.1.2); two letters beside a right countryName are a town's.
    static constexpr std::size_t kCode = 3;
    const auto locality = x509::name_attribute(signer.subject, oid::kLocalityName);
    const bool has_country = x509::name_attribute(signer.subject, oid::kCountryName).has_value();
    if (locality && (locality->size() == kCode || (locality->size() == 2 && !has_country)) &&
        x509::fit_of(*locality, issuing_state) == StateFit::differs)
        fits.push_back(StateFit::differs);
    // Of several certificates over the key that signed, one that bears the state is enough.
    std::vector<StateFit> anchors;
    for (const auto* anchor : passive.anchors())
        anchors.push_back(fit(anchor->certificate.subject, oid::kCountryName, StateFit::unknown));
    for (const auto best : {StateFit::same, StateFit::unknown, StateFit::differs})
        if (std::ranges::find(anchors, best) != anchors.end()) {
            fits.push_back(best);
            break;
        }
    for (const auto worst : {StateFit::differs, StateFit::unknown})
        if (std::ranges::find(fits, worst) != fits.end()) return worst;
    return StateFit::same;
}

/// The operator imported an anchor above the signer for this very state, and the policy takes it.
bool is_imported_for(const PassiveAuthentication& passive, const std::string& issuing_state,
                     const Policy& policy) {
    const auto& allowed = policy.allowed_states;
    const auto country = x509::certificate_country(issuing_state).value_or(issuing_state);
    if (!allowed.empty() && std::ranges::find(allowed, country) == allowed.end()) return false;
    return std::ranges::any_of(passive.anchors(), [&](const auto* anchor) {
        return std::ranges::find(anchor->states, issuing_state) != anchor->states.end();
    });
}

void check_country(const PassiveAuthentication& passive, const DocumentFacts& facts,
                   const Policy& policy, CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_country;
    if (!passive.anchor()) return checks.not_possible(kId, Reason::no_anchor, Weight::none);
    if (!facts.dg1_trusted) return checks.not_possible(kId, Reason::dg1_not_passed, Weight::none);
    switch (fit_of_names(passive, facts.issuing_state)) {
        case StateFit::same: return checks.passed(kId);
        case StateFit::differs: return checks.failed(kId, {Reason::state_differs});
        case StateFit::unknown: break;
    }
    if (is_imported_for(passive, facts.issuing_state, policy))
        return checks.passed_oddly(kId, {Reason::state_by_import});
    const bool in_table = x509::certificate_country(facts.issuing_state).has_value();
    checks.not_possible(kId, in_table ? Reason::state_not_named : Reason::state_not_in_table);
}

/// A type as the MRZ has it, "P<", or in small letters is that type.
std::string plain_type(std::string_view type) {
    auto plain = x509::capitals(type);
    std::erase(plain, '<');
    return plain;
}

void check_document_type(const x509::Certificate& signer, const DocumentFacts& facts,
                         CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_document_type;
    if (!signer.has_document_types) {
        if (signer.is_odd(oid::kDocumentTypeList))
            return checks.not_possible(kId, Reason::extension_form, Weight::none);
        return checks.not_offered(kId, Reason::document_types_none);
    }
    // A list of nothing says nothing.
    if (std::ranges::all_of(signer.document_types,
                            [](const auto& type) { return plain_type(type).empty(); }))
        return checks.not_possible(kId, Reason::extension_form, Weight::none);
    if (!facts.dg1_trusted) return checks.not_possible(kId, Reason::dg1_not_passed);
    const auto code = plain_type(facts.document_code);
    const auto fits = [&](const std::string& listed) {
        const auto type = plain_type(listed);
        return !type.empty() && (type == code || type == code.substr(0, 1));
    };
    if (std::ranges::any_of(signer.document_types, fits)) return checks.passed(kId);
    checks.failed(kId, {Reason::document_type_differs});
}

void check_csca_dates(const x509::Certificate& signer, const trust::Anchor* anchor,
                      const Clock& clock, CheckList& checks) {
    static constexpr auto kId = CheckId::csca_validity;
    if (!anchor) return checks.not_possible(kId, Reason::no_anchor);
    const auto& csca = anchor->certificate;
    const x509::Time issued = signer.not_before;
    if (issued < csca.not_before || issued > csca.not_after)
        checks.failed(kId, {Reason::csca_dates});
    else if (clock.plausible && clock.now > csca.not_after)
        checks.passed_oddly(kId, {{Reason::csca_expired, {x509::date_text(csca.not_after)}}});
    else checks.passed(kId);
}

void check_csca_period(const x509::Certificate& signer, const trust::Anchor* anchor,
                       CheckList& checks) {
    static constexpr auto kId = CheckId::csca_usage_period;
    if (!anchor) return checks.not_possible(kId, Reason::no_anchor);
    const auto& csca = anchor->certificate;
    const x509::Time issued = signer.not_before;
    if (!csca.has_key_usage_period && csca.is_odd(oid::kPrivateKeyUsagePeriod))
        return checks.not_possible(kId, Reason::extension_form, Weight::none);
    if (!csca.has_key_usage_period) return checks.not_offered(kId, Reason::csca_period_none);
    const bool outside = (csca.key_usage_begin && issued < *csca.key_usage_begin) ||
                         (csca.key_usage_end && issued > *csca.key_usage_end);
    if (outside) checks.failed(kId, {Reason::csca_period_outside});
    else checks.passed(kId);
}

}  // namespace

void check_signer(const PassiveAuthentication& passive, const DocumentFacts& facts,
                  const Policy& policy, const Clock& clock, CheckList& checks) {
    if (!passive.structure_passed()) return;
    const auto& signer = *passive.signer();
    const auto* anchor = passive.anchor();
    checks.guard(CheckId::sod_sha1, [&] {
        check_sha1(passive.uses_hash(crypto::Hash::sha1), facts.signing_date, policy, checks);
    });
    checks.guard(CheckId::dsc_profile, [&] { check_profile(signer, checks); });
    checks.guard(CheckId::dsc_validity, [&] { check_validity(signer, facts, clock, checks); });
    checks.guard(CheckId::dsc_usage_period, [&] { check_usage_period(signer, facts, checks); });
    checks.guard(CheckId::dsc_country, [&] { check_country(passive, facts, policy, checks); });
    checks.guard(CheckId::dsc_document_type, [&] { check_document_type(signer, facts, checks); });
    checks.guard(CheckId::csca_validity, [&] { check_csca_dates(signer, anchor, clock, checks); });
    checks.guard(CheckId::csca_usage_period, [&] { check_csca_period(signer, anchor, checks); });
}

SignerDoubt doubt_of_signer(const trust::CmsResult& cms, const trust::Anchor& anchor,
                            const trust::TrustIndex& trust, const Policy& policy,
                            const Clock& clock) {
    const auto& signer = *cms.signer;
    DocumentFacts facts;
    facts.signing_date = cms.signing_time;
    TrustUsed used;
    CheckList checks;
    check_sha1(uses_hash(cms, crypto::Hash::sha1), facts.signing_date, policy, checks);
    check_profile(signer, checks);
    check_validity(signer, facts, clock, checks);
    check_csca_dates(signer, &anchor, clock, checks);
    check_csca_period(signer, &anchor, checks);
    check_revocation_of(signer, {&anchor}, trust, policy, clock, checks, used);
    SignerDoubt worst;
    for (const auto& check : checks.all()) {
        if (check.effect == Effect::none || worst.effect == Effect::not_genuine) continue;
        if (!worst.reason || check.effect == Effect::not_genuine)
            worst = {check.effect, check.reasons.front()};
    }
    return worst;
}

}  // namespace card::judge
