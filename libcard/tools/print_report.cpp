// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>

#include "card/explain.h"
#include "common.h"

namespace cardtool {

namespace {

const char* colour(const card::Report& report) {
    switch (report.verdict()) {
        case card::Verdict::genuine: return "\033[1;32m";
        case card::Verdict::chip_unproven:
        case card::Verdict::undetermined: return "\033[1;33m";
        case card::Verdict::not_genuine: break;
    }
    return "\033[1;31m";
}

/// The MRZ's form of a field that the card has in full as well is told apart from it.
std::string label_of(const card::HolderField& field, const card::Holder& holder,
                     Language language) {
    auto label = card::label(field.key, language);
    const auto in_full = card::row_of(field.key.id).in_full;
    const bool twice = in_full != field.key.id && holder.has(in_full);
    return twice ? card::text("field.of_mrz", language, {label}) : label;
}

void print_holder(const card::Report& report, Language language) {
    static constexpr std::size_t kLabel = 30;
    const auto& holder = report.holder();
    std::cout << '\n';
    if (holder.empty()) return wrap("", no_holder_text(report, language), 0);
    std::cout << card::text("cardtool.holder", language) << '\n';
    const auto line = [](const std::string& label, std::string text) {
        std::ranges::replace(text, '\n', ';');
        if (!text.empty()) wrap("  " + padded(label, kLabel), text, kLabel + 2);
    };
    for (const auto& field : holder.fields) line(label_of(field, holder, language), field.text);
    for (const auto& field : holder.unknown_fields) line(field.name, field.text);
}

void print_checks(const card::Report& report, Language language) {
    static constexpr std::size_t kId = 24, kOutcome = 15;
    std::cout << '\n' << card::text("cardtool.checks", language) << '\n';
    for (const auto& check : report.checks()) {
        std::string start = "  " + padded(text_of(check.name), kId) +
                            padded(std::string(text_of(check.outcome, language)), kOutcome);
        if (check.attention) start += "! ";
        wrap(start, reason_text(check, language), kId + kOutcome + 2);
    }
}

void print_named(const char* title, const std::vector<const card::Check*>& checks,
                 Language language) {
    if (checks.empty()) return;
    std::cout << '\n' << card::text(title, language) << '\n';
    for (const auto* check : checks)
        wrap("  " + padded(text_of(check->name), 24), reason_text(*check, language), 26);
}

/// The checks that made the verdict what it is, the decisive one first; then what else people must
/// look at before they act on it.
void print_reasons(const card::Explanation& explanation, Language language) {
    print_named("cardtool.reasons", explanation.because, language);
    auto attention = explanation.attention;
    std::erase_if(attention, [&explanation](const card::Check* check) {
        return std::ranges::find(explanation.because, check) != explanation.because.end();
    });
    print_named("cardtool.attention", attention, language);
}

void print_body(const card::Report& report, Language language) {
    if (report.body_differences().empty()) return;
    std::cout << '\n' << card::text("cardtool.body", language) << '\n';
    for (const auto& difference : report.body_differences()) {
        wrap("  " + padded(std::string(card::label(difference.field, language)), 26),
             std::string(card::text("cardtool.body_printed", language)) + ": " + difference.printed,
             28);
        wrap(std::string(28, ' '),
             std::string(card::text("cardtool.body_chip", language)) + ": " + difference.chip, 28);
    }
}

std::string policy_text(const card::Policy& policy, Language language) {
    std::string text;
    const auto add = [&](std::string_view id, const std::string& value) {
        if (value.empty()) return;
        text += (text.empty() ? "" : "; ") + card::text(id, language, {value});
    };
    const auto listed = [language](const std::vector<std::string>& words) {
        std::string all;
        for (const auto& word : words) all += (all.empty() ? "" : ", ") + word_of(word, language);
        return all;
    };
    add("cardtool.policy.revocation",
        word_of(
            policy.revocation == card::Policy::Revocation::required ? "required" : "when_available",
            language));
    add("cardtool.policy.chip_proofs",
        word_of(policy.chip_proofs == card::Policy::ChipProofs::any ? "any" : "all", language));
    if (policy.crl_grace_days > 0)
        add("cardtool.policy.crl_grace_days", std::to_string(policy.crl_grace_days));
    if (policy.sha1_until) add("cardtool.policy.sha1_until", day_text(*policy.sha1_until));
    if (policy.at) add("cardtool.policy.at", day_text(*policy.at));
    add("cardtool.policy.states", listed(policy.allowed_states));
    add("cardtool.policy.sources", listed(policy.allowed_sources));
    return text;
}

/// What a back end needs to judge the judgement: the same facts as in the JSON.
void print_grounds(const card::Report& report, Language language) {
    static constexpr std::size_t kLabel = 26, kDigestShown = 16;
    const auto& trust = report.trust();
    std::cout << '\n' << card::text("cardtool.judged_by", language) << '\n';
    const auto line = [language](const char* label, const std::string& text) {
        if (!text.empty())
            wrap("  " + padded(std::string(card::text(label, language)), kLabel), text, kLabel + 2);
    };
    line("cardtool.policy", policy_text(report.policy(), language));
    line("cardtool.store", "SHA-256 " + trust.store_digest.substr(0, kDigestShown));
    line("cardtool.anchor", trust.anchor.empty() ? ""
                                                 : trust.anchor_name + ", SHA-256 " +
                                                       trust.anchor.substr(0, kDigestShown));
    line("cardtool.anchor_by", trust.source.empty()
                                   ? ""
                                   : text_of(trust.source_sentence, language) + " (" +
                                         word_of(trust.origin, language) + ")");
    line("cardtool.signer",
         report.signer().sha256.empty()
             ? ""
             : report.signer().subject + ", " +
                   card::text("cardtool.serial", language, {report.signer().serial}));
    line("cardtool.crl", trust.crl_date.empty() ? "" : trust.crl_number + ", " + trust.crl_date);
    line("cardtool.signing_date",
         report.signing_date().empty()
             ? ""
             : report.signing_date() + ", " + word_of(report.signing_date_source(), language));
    line("cardtool.library", std::string("libcard ") + CARDTOOL_VERSION);
}

/// What an operator does about it, and which issuer it is about.
void print_remedy(const card::Report& report, const card::Explanation& explanation,
                  const std::string& store, Language language) {
    if (explanation.remedy.empty()) return;
    std::cout << '\n';
    if (!report.trust().missing_anchor.empty()) {
        wrap("", card::text("cardtool.anchor_missing", language), 0);
        wrap("  ", report.trust().missing_anchor, 2);
    }
    wrap("", card::text(explanation.remedy, language, {store}), 0);
}

}  // namespace

std::string no_holder_text(const card::Report& report, Language language) {
    const auto ended = [&report](const char* name, card::Outcome outcome) {
        const auto* check = report.check(name);
        return check && check->outcome == outcome;
    };
    // Why it is so, not what else is so: without DG1 no signature would show a name.
    const auto id =
        ended("dg.complete.1", card::Outcome::not_possible) ? "cardtool.no_holder.not_given"
        : ended("dg.hash.1", card::Outcome::failed)         ? "cardtool.no_holder.changed"
        : ended("dg.content.1", card::Outcome::failed)      ? "cardtool.no_holder.not_readable"
        : ended("dg.content.1", card::Outcome::passed)      ? "cardtool.no_holder.empty"
                                                            : "cardtool.no_holder.not_signed";
    return std::string(card::text(id, language));
}

std::string verdict_line(const card::Report& report, Language language) {
    // A script goes by the code, in English by the verdict's own name too.
    const std::string verdict =
        language == Language::en
            ? card::name_of(report.verdict())
            : std::string(card::text(card::explain(report).headline, language));
    std::string line = std::to_string(report.exit_code()) + "  " + verdict;
    std::string before = "  " + std::string(card::text("cardtool.line.attention", language)) + ": ";
    for (const auto* check : report.attention()) {
        line += before + text_of(check->name);
        before = ", ";
    }
    return line;
}

void print_json(const nlohmann::ordered_json& object) {
    using nlohmann::ordered_json;
    print_line(
        card::escaped_marks(object.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
}

std::string word_of(std::string_view word, Language language) {
    struct Word {
        std::string_view english, id;
    };
    static constexpr Word kWords[]{
        {"required", "cardtool.word.required"},
        {"when_available", "cardtool.word.when_available"},
        {"any", "cardtool.word.any"},
        {"all", "cardtool.word.all"},
        {"issuer", "store.source.issuer"},
        {"own list", "store.source.own_list"},
        {"foreign list", "store.source.foreign_list"},
        {"date of issue in DG13", "cardtool.word.date_of_issue"},
        {"signingTime of EF.SOD", "cardtool.word.signing_time"},
    };
    const auto* found = std::ranges::find(kWords, word, &Word::english);
    return std::string(found == std::end(kWords) ? word : card::text(found->id, language));
}

card::Origin origin_now() {
    card::SystemRandom random;
    return card::new_origin(random, static_cast<std::int64_t>(std::time(nullptr)));
}

int print_report(const card::Report& report, const card::Origin& origin,
                 const OutputOptions& options, const TrustOptions& trust) {
    if (options.json) {
        print_line(card::to_json(report, origin));
        return report.exit_code();
    }
    const Language language = cardtool::language();
    const bool coloured = is_coloured(STDOUT_FILENO);
    const auto explanation = card::explain(report);
    std::cout << (coloured ? colour(report) : "") << card::text(explanation.headline, language)
              << (coloured ? "\033[0m" : "") << "  [" << card::name_of(report.verdict()) << "]\n";
    wrap("", body_text(explanation, language), 0);
    wrap("", card::text(explanation.advice, language), 0);
    wrap("", card::text("verdict.not_known", language), 0);
    print_reasons(explanation, language);
    print_body(report, language);
    print_remedy(report, explanation, trust.folder(), language);
    print_holder(report, language);
    print_checks(report, language);
    print_grounds(report, language);
    return report.exit_code();
}

}  // namespace cardtool
