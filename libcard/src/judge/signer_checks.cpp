// SPDX-License-Identifier: Apache-2.0
#include "judge/signer_checks.h"

#include <algorithm>

#include "crypto/oids.h"
#include "x509/countries.h"

namespace card::judge {
namespace {

/// Roles under id-icao-mrtd-security that another kind of signer has (Doc 9303-12 §7.1).
bool is_other_role(ByteView usage) {
    if (oid::same(usage, oid::kServerAuth) || oid::same(usage, oid::kClientAuth)) return true;
    if (!oid::below(oid::kIcaoSecurity, usage)) return false;
    static constexpr std::uint8_t kRoles[] = {3, 8, 9, 10,
                                              11};  // master list, deviation list, LDS2, SPOC, seal
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
    if (signer.version != 3) return fail(Reason::profile_version);
    if (signer.is_ca) return fail(Reason::profile_ca);
    if (signer.key_usage &&
        (!signer.has_usage(x509::kDigitalSignature) || signer.has_usage(x509::kKeyCertSign)))
        return fail(Reason::profile_key_usage);
    if (std::ranges::any_of(signer.extended_key_usage, is_other_role))
        return fail(Reason::profile_other_role);
    if (!signer.unknown_critical.empty()) return fail(Reason::profile_unknown_critical);
    if (!signer.key_usage) return checks.passed_oddly(kId, {Reason::profile_no_key_usage});
    if (!signer.extended_key_usage.empty())
        return checks.passed_oddly(kId, {Reason::profile_extended_key_usage});
    checks.passed(kId);
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
    if (!signer.has_key_usage_period) return checks.not_offered(kId, Reason::usage_period_none);
    if (!facts.signing_date) return checks.not_possible(kId, Reason::signing_date_unknown);
    // The period's last day counts whole: a date of issue has no time of day.
    static constexpr x509::Time kDay = 86400;
    const bool early =
        signer.key_usage_begin && *facts.signing_date + kDay < *signer.key_usage_begin;
    const bool late = signer.key_usage_end && *facts.signing_date > *signer.key_usage_end;
    if (early || late) return checks.failed(kId, {Reason::usage_period_outside});
    checks.passed(kId);
}

/// A country name or state in capitals; some certificates use small letters or three.
std::string capitals(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return text;
}

void check_country(const PassiveAuthentication& passive, const DocumentFacts& facts,
                   CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_country;
    if (!passive.anchor()) return checks.not_possible(kId, Reason::no_anchor, Weight::none);
    if (!facts.dg1_trusted) return checks.not_possible(kId, Reason::dg1_not_passed, Weight::none);
    const auto expected = x509::certificate_country(facts.issuing_state);
    if (!expected) return checks.not_possible(kId, Reason::state_not_in_table);
    const auto& signer = *passive.signer();
    const auto belongs = [&](const std::optional<std::string>& country) {
        if (!country) return true;
        const std::string name = capitals(*country);
        return name == *expected || x509::certificate_country(name) == expected;
    };
    const auto required = [&](ByteView name) {
        const auto country = x509::name_attribute(name, oid::kCountryName);
        return country && belongs(country);
    };
    const auto locality = x509::name_attribute(signer.subject, oid::kLocalityName);
    // localityName is held to the state only where it looks like a code of one (Doc 9303-12
    // §7.1.1.2).
    const bool code = locality && (locality->size() == 2 || locality->size() == 3);
    // Of several certificates over the key that signed, one that bears the state is enough.
    const bool by_state = std::ranges::any_of(passive.anchors(), [&](const auto* anchor) {
        return required(anchor->certificate.subject);
    });
    if (!required(signer.issuer) || !by_state ||
        !belongs(x509::name_attribute(signer.subject, oid::kCountryName)) ||
        (code && !belongs(locality)))
        return checks.failed(kId, {Reason::state_differs});
    checks.passed(kId);
}

void check_document_type(const x509::Certificate& signer, const DocumentFacts& facts,
                         CheckList& checks) {
    static constexpr auto kId = CheckId::dsc_document_type;
    if (!signer.has_document_types) return checks.not_offered(kId, Reason::document_types_none);
    if (!facts.dg1_trusted) return checks.not_possible(kId, Reason::dg1_not_passed);
    const std::string& code = facts.document_code;
    const auto fits = [&](const std::string& type) {
        return type == code || (!code.empty() && type == code.substr(0, 1));
    };
    if (std::ranges::any_of(signer.document_types, fits)) return checks.passed(kId);
    checks.failed(kId, {Reason::document_type_differs});
}

void check_csca(const x509::Certificate& signer, const trust::Anchor* anchor, const Clock& clock,
                CheckList& checks) {
    if (!anchor) {
        checks.not_possible(CheckId::csca_validity, Reason::no_anchor);
        checks.not_possible(CheckId::csca_usage_period, Reason::no_anchor);
        return;
    }
    const auto& csca = anchor->certificate;
    const x509::Time issued = signer.not_before;
    if (issued < csca.not_before || issued > csca.not_after)
        checks.failed(CheckId::csca_validity, {Reason::csca_dates});
    else if (clock.plausible && clock.now > csca.not_after)
        checks.passed_oddly(CheckId::csca_validity,
                            {{Reason::csca_expired, {x509::date_text(csca.not_after)}}});
    else checks.passed(CheckId::csca_validity);
    if (!csca.has_key_usage_period)
        return checks.not_offered(CheckId::csca_usage_period, Reason::csca_period_none);
    const bool outside = (csca.key_usage_begin && issued < *csca.key_usage_begin) ||
                         (csca.key_usage_end && issued > *csca.key_usage_end);
    if (outside) checks.failed(CheckId::csca_usage_period, {Reason::csca_period_outside});
    else checks.passed(CheckId::csca_usage_period);
}

}  // namespace

void check_signer(const PassiveAuthentication& passive, const DocumentFacts& facts,
                  const Policy& policy, const Clock& clock, CheckList& checks) {
    if (!passive.structure_passed()) return;
    check_sha1(passive.uses_hash(crypto::Hash::sha1), facts.signing_date, policy, checks);
    const auto& signer = *passive.signer();
    check_profile(signer, checks);
    check_validity(signer, facts, clock, checks);
    check_usage_period(signer, facts, checks);
    check_country(passive, facts, checks);
    check_document_type(signer, facts, checks);
    check_csca(signer, passive.anchor(), clock, checks);
}

SignerDoubt doubt_of_signer(const trust::CmsResult& cms, const trust::Anchor& anchor,
                            const trust::TrustIndex& trust, const Policy& policy,
                            const Clock& clock) {
    const auto& signer = *cms.signer;
    DocumentFacts facts;
    facts.signing_date = cms.signing_time;
    TrustUsed used;
    CheckList checks;
    if (!cms.signer_key.usable()) checks.failed(CheckId::sod_algorithms, {cms.signer_key.problem});
    check_sha1(uses_hash(cms, crypto::Hash::sha1), facts.signing_date, policy, checks);
    check_profile(signer, checks);
    check_validity(signer, facts, clock, checks);
    check_csca(signer, &anchor, clock, checks);
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
