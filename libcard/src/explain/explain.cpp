// SPDX-License-Identifier: Apache-2.0
#include "card/explain.h"

#include <algorithm>

namespace card {
namespace {

/// What lies behind a verdict, where one sentence can say it. The first row that a check with the
/// verdict's effect fits decides: nothing that stands below it counts while it is wrong.
struct Cause {
    CheckId first, last;  ///< a range of the catalogue
    std::string_view body;
    std::string_view remedy = {};
};

constexpr Cause kNotGenuine[] = {
    {CheckId::dsc_revocation, CheckId::dsc_revocation, "verdict.not_genuine.revoked"},
    {CheckId::dg_hash, CheckId::dg_hash, "verdict.not_genuine.changed"},
    {CheckId::sod_signed_attributes, CheckId::sod_signed_attributes, "verdict.not_genuine.changed"},
    {CheckId::sod_structure, CheckId::sod_sha1, "verdict.not_genuine.signature"},
    {CheckId::dsc_chain, CheckId::csca_usage_period, "verdict.not_genuine.signer"},
    {CheckId::access_card_access, CheckId::access_downgrade, "verdict.not_genuine.access"},
    {CheckId::chip_ca, CheckId::chip_cam, "verdict.not_genuine.clone"},
};

constexpr Cause kUndetermined[] = {
    {CheckId::dsc_chain, CheckId::dsc_chain, "verdict.undetermined.anchor", "remedy.anchor"},
    {CheckId::time_clock, CheckId::time_clock, "verdict.undetermined.clock", "remedy.clock"},
    {CheckId::dsc_revocation, CheckId::dsc_revocation, "verdict.undetermined.crl", "remedy.crl"},
    {CheckId::body_qr, CheckId::body_mrz, "verdict.undetermined.body"},
    {CheckId::dg_complete, CheckId::dg_complete, "verdict.undetermined.part"},
    {CheckId::access_card_access, CheckId::access_downgrade, "verdict.undetermined.access"},
    {CheckId::chip_ca, CheckId::chip_cam, "verdict.undetermined.proof"},
    {CheckId::dsc_country, CheckId::dsc_country, "verdict.undetermined.state", "remedy.state"},
    {CheckId::dsc_document_type, CheckId::dsc_document_type, "verdict.undetermined.type"},
    {CheckId::dsc_validity, CheckId::dsc_validity, "verdict.undetermined.dates"},
    {CheckId::csca_validity, CheckId::csca_usage_period, "verdict.undetermined.dates"},
    {CheckId::sod_sha1, CheckId::sod_sha1, "verdict.undetermined.dates"},
};

bool is_chip_proof(const Check& check) {
    return check.name.id >= CheckId::chip_ca && check.name.id <= CheckId::chip_cam;
}

/// The issuer's own file is in a form that cannot be read or run here: nothing that the chip
/// withholds.
bool is_withheld(const Check* check) {
    static constexpr Reason kUnread[] = {Reason::dg14_malformed,     Reason::dg15_malformed,
                                         Reason::ca_key_unreadable,  Reason::ca_key_too_long,
                                         Reason::ca_no_form,         Reason::ca_version_2_only,
                                         Reason::ca_key_not_of_group};
    return check->attention && !check->reasons.empty() &&
           std::ranges::find(kUnread, check->reasons.front().reason) == std::end(kUnread);
}

void gather(const Report& report, auto made_it, Explanation& explanation) {
    for (const auto& check : report.checks())
        if (made_it(check)) explanation.because.push_back(&check);
}

/// What is needed is there, or was brought: it is this version that cannot judge by it.
bool is_our_limit(const Check& check) {
    static constexpr Reason kLimits[] = {
        Reason::chain_csca_unusable, Reason::chain_not_computable, Reason::chain_unknown_critical,
        Reason::aa_digest_unknown,   Reason::aa_trailer_unknown,   Reason::check_unforeseen};
    return !check.reasons.empty() &&
           std::ranges::find(kLimits, check.reasons.front().reason) != std::end(kLimits);
}

/// The check that the first fitting cause names, before the others.
void find_cause(std::span<const Cause> causes, Explanation& explanation) {
    auto& because = explanation.because;
    for (const auto& cause : causes) {
        const auto found = std::ranges::find_if(because, [&cause](const Check* check) {
            return check->name.id >= cause.first && check->name.id <= cause.last;
        });
        if (found == because.end()) continue;
        explanation.body = cause.body;
        explanation.remedy = cause.remedy;
        if (is_our_limit(**found)) {
            explanation.body = "verdict.undetermined.other";
            explanation.remedy = {};
        }
        std::rotate(because.begin(), found, found + 1);
        break;
    }
    if (!because.empty()) explanation.decisive = because.front();
}

/// Whether DG2 gave a picture that people can be compared with.
bool has_photo(const Report& report) {
    const Check* content = report.check({CheckId::dg_content, 2});
    return content && content->outcome == Outcome::passed;
}

void explain_genuine(const Report& report, Explanation& explanation) {
    explanation.headline = report.expired() ? "verdict.expired.title" : "verdict.genuine.title";
    explanation.body = report.expired() ? "verdict.expired.body" : "verdict.genuine.body";
    explanation.advice = report.expired() ? "verdict.expired.advice" : "verdict.genuine.advice";
    if (!has_photo(report))
        explanation.advice = report.expired() ? "verdict.expired.advice_no_photo"
                                              : "verdict.genuine.advice_no_photo";
    if (!report.expired()) return;
    explanation.arguments.push_back(report.expired_on());
    explanation.decisive = report.check(CheckId::document_expiry);
    if (explanation.decisive) explanation.because.push_back(explanation.decisive);
}

void explain_chip_unproven(const Report& report, Explanation& explanation) {
    explanation.headline = "verdict.chip_unproven.title";
    explanation.body = "verdict.chip_unproven.body";
    explanation.advice = has_photo(report) ? "verdict.chip_unproven.advice"
                                           : "verdict.chip_unproven.advice_no_photo";
    gather(
        report,
        [](const Check& check) { return is_chip_proof(check) && check.outcome != Outcome::passed; },
        explanation);
    if (!explanation.because.empty()) explanation.decisive = explanation.because.front();
    const auto withheld = std::ranges::find_if(explanation.because, is_withheld);
    if (withheld == explanation.because.end()) {
        if (std::ranges::any_of(explanation.because, &Check::attention))
            explanation.body = "verdict.chip_unproven.unread";
        return;
    }
    // The issuer's signature says that this chip can prove itself.
    explanation.body = "verdict.chip_unproven.withheld";
    explanation.decisive = *withheld;
    std::rotate(explanation.because.begin(), withheld, withheld + 1);
}

bool has_reason(const Check* check, Reason reason) {
    return check && !check->reasons.empty() && check->reasons.front().reason == reason;
}

/// Files that were saved: no card was there that could have been taken away.
void name_what_was_not_given(Explanation& explanation) {
    std::string names;
    for (const auto* check : explanation.because)
        if (has_reason(check, Reason::group_not_read))
            names += (names.empty() ? "" : ", ") + name_of(data_group(check->name.group));
    explanation.body = "verdict.undetermined.not_given";
    explanation.arguments.push_back(std::move(names));
}

void explain_undetermined(const Report& report, Explanation& explanation) {
    explanation.headline = "verdict.undetermined.title";
    explanation.body = "verdict.undetermined.other";
    explanation.advice = "verdict.undetermined.advice";
    gather(
        report, [](const Check& check) { return check.effect == Effect::undetermined; },
        explanation);
    find_cause(kUndetermined, explanation);
    if (has_reason(explanation.decisive, Reason::clock_before_last_run))
        explanation.remedy = "remedy.last_run";
    if (has_reason(explanation.decisive, Reason::group_not_read) &&
        report.access().protocol == AccessProtocol::unknown)
        name_what_was_not_given(explanation);
    if (explanation.body == "verdict.undetermined.body")
        explanation.advice = "verdict.undetermined.advice_body";
}

void explain_not_genuine(const Report& report, Explanation& explanation) {
    explanation.headline = "verdict.not_genuine.title";
    explanation.body = "verdict.not_genuine.other";
    explanation.advice = "verdict.not_genuine.advice";
    gather(
        report, [](const Check& check) { return check.effect == Effect::not_genuine; },
        explanation);
    find_cause(kNotGenuine, explanation);
}

/// What failed before what could not be made, that before what passed oddly.
int urgency(const Check* check) {
    if (check->name.id == CheckId::chip_state) return -1;
    switch (check->outcome) {
        case Outcome::failed: return 0;
        case Outcome::not_possible: return 1;
        case Outcome::passed:
        case Outcome::not_offered: break;
    }
    return 2;
}

}  // namespace

Explanation explain(const Report& report) {
    Explanation explanation;
    switch (report.verdict()) {
        case Verdict::genuine: explain_genuine(report, explanation); break;
        case Verdict::chip_unproven: explain_chip_unproven(report, explanation); break;
        case Verdict::undetermined: explain_undetermined(report, explanation); break;
        case Verdict::not_genuine: explain_not_genuine(report, explanation); break;
    }
    explanation.attention = report.attention();
    std::ranges::stable_sort(explanation.attention, {}, urgency);
    return explanation;
}

std::string body_text(const Explanation& explanation, Language language) {
    auto arguments = explanation.arguments;
    if (arguments.empty() && explanation.decisive)
        arguments.push_back(reason_text(*explanation.decisive, language));
    return text(explanation.body, language, arguments);
}

std::string reason_text(const Check& check, Language language) {
    std::string whole;
    for (const auto& because : check.reasons)
        whole += (whole.empty() ? "" : "; ") + text_of(because, language);
    return whole;
}

std::string_view text_of(Outcome outcome, Language language) {
    switch (outcome) {
        case Outcome::passed: return text("outcome.passed", language);
        case Outcome::failed: return text("outcome.failed", language);
        case Outcome::not_possible: return text("outcome.not_possible", language);
        case Outcome::not_offered: return text("outcome.not_offered", language);
    }
    return {};
}

}  // namespace card
