// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "card/explain.h"
#include "common.h"
#include "texts.h"

namespace cardtool {

namespace {

constexpr std::size_t kWidth = 80;

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

}  // namespace

void wrap(const std::string& start, std::string_view text, std::size_t indent) {
    wrap(std::cout, start, text, indent);
}

void wrap(std::ostream& out, const std::string& start, std::string_view text, std::size_t indent) {
    std::string line = start;
    bool empty = true;
    while (!text.empty()) {
        const auto end = text.find(' ');
        const std::string_view word = text.substr(0, end);
        if (!empty && columns(line) + 1 + columns(word) > kWidth) {
            out << line << '\n';
            line = std::string(indent, ' ');
            empty = true;
        }
        if (!empty) line += ' ';
        line += printable(word);
        empty = false;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
}

namespace {

/// At least one blank behind it.
std::string padded(std::string text, std::size_t width) {
    const std::size_t has = columns(text);
    return text + std::string(has < width ? width - has : 1, ' ');
}

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
    if (holder.empty()) return wrap("", heading("no_holder", language), 0);
    std::cout << heading("holder", language) << '\n';
    const auto line = [](const std::string& label, std::string text) {
        std::ranges::replace(text, '\n', ';');
        if (!text.empty()) wrap("  " + padded(label, kLabel), text, kLabel + 2);
    };
    for (const auto& field : holder.fields) line(label_of(field, holder, language), field.text);
    for (const auto& field : holder.unknown_fields) line(field.name, field.text);
}

void print_checks(const card::Report& report, Language language) {
    static constexpr std::size_t kId = 24, kOutcome = 15;
    std::cout << '\n' << heading("checks", language) << '\n';
    for (const auto& check : report.checks()) {
        std::string start = "  " + padded(text_of(check.name), kId) +
                            padded(std::string(text_of(check.outcome, language)), kOutcome);
        if (check.attention) start += "! ";
        wrap(start, reason_text(check, language), kId + kOutcome + 2);
    }
}

/// The checks that made the verdict what it is, the decisive one first.
void print_reasons(const card::Explanation& explanation, Language language) {
    if (explanation.because.empty()) return;
    std::cout << '\n' << heading("reasons", language) << '\n';
    for (const auto* check : explanation.because)
        wrap("  " + padded(text_of(check->name), 24), reason_text(*check, language), 26);
}

void print_body(const card::Report& report, Language language) {
    if (report.body_differences().empty()) return;
    std::cout << '\n' << heading("body", language) << '\n';
    for (const auto& difference : report.body_differences()) {
        wrap("  " + padded(std::string(card::label(difference.field, language)), 26),
             heading("body_printed", language) + ": " + difference.printed, 28);
        wrap(std::string(28, ' '), heading("body_chip", language) + ": " + difference.chip, 28);
    }
}

std::string policy_text(const card::Policy& policy) {
    const auto listed = [](std::string text, const std::vector<std::string>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? " " : ", ") + words[i];
        return words.empty() ? std::string() : "; " + text;
    };
    std::string text = policy.revocation == card::Policy::Revocation::required
                           ? "revocation required"
                           : "revocation when_available";
    text += policy.chip_proofs == card::Policy::ChipProofs::any ? "; chip_proofs any"
                                                                : "; chip_proofs all";
    if (policy.crl_grace_days > 0)
        text += "; crl_grace_days " + std::to_string(policy.crl_grace_days);
    if (policy.sha1_until) text += "; sha1_until " + day_text(*policy.sha1_until);
    if (policy.at) text += "; at " + day_text(*policy.at);
    return text + listed("allowed_states", policy.allowed_states) +
           listed("allowed_sources", policy.allowed_sources);
}

/// What a back end needs to judge the judgement: the same facts as in the JSON.
void print_grounds(const card::Report& report, Language language) {
    static constexpr std::size_t kLabel = 26, kDigestShown = 16;
    const auto& trust = report.trust();
    std::cout << '\n' << heading("judged_by", language) << '\n';
    const auto line = [language](const char* label, const std::string& text) {
        if (!text.empty()) wrap("  " + padded(heading(label, language), kLabel), text, kLabel + 2);
    };
    line("policy", policy_text(report.policy()));
    line("store", "SHA-256 " + trust.store_digest.substr(0, kDigestShown));
    line("anchor", trust.anchor.empty()
                       ? ""
                       : trust.anchor_name + ", SHA-256 " + trust.anchor.substr(0, kDigestShown));
    line("anchor_by", trust.source.empty() ? "" : trust.source + " (" + trust.origin + ")");
    line("crl", trust.crl_date.empty() ? "" : trust.crl_number + ", " + trust.crl_date);
    line("signing_date", report.signing_date().empty()
                             ? ""
                             : report.signing_date() + ", " + report.signing_date_source());
    line("library", std::string("libcard ") + CARDTOOL_VERSION);
}

/// What an operator does about it, and which issuer it is about.
void print_remedy(const card::Report& report, const card::Explanation& explanation,
                  Language language) {
    if (explanation.remedy.empty()) return;
    std::cout << '\n';
    if (!report.trust().missing_anchor.empty()) {
        wrap("", heading("anchor_missing", language), 0);
        wrap("  ", report.trust().missing_anchor, 2);
    }
    wrap("", card::text(explanation.remedy, language), 0);
}

}  // namespace

int print_report(const card::Report& report, const OutputOptions& options) {
    if (options.json) {
        std::cout << card::to_json(report) << '\n';
        return report.exit_code();
    }
    const Language language = language_of(options.language);
    const bool coloured = is_terminal(STDOUT_FILENO);
    const auto explanation = card::explain(report);
    std::cout << (coloured ? colour(report) : "") << card::text(explanation.headline, language)
              << (coloured ? "\033[0m" : "") << "  [" << card::name_of(report.verdict()) << "]\n";
    wrap("", body_text(explanation, language), 0);
    wrap("", card::text(explanation.advice, language), 0);
    wrap("", card::text("verdict.not_known", language), 0);
    print_reasons(explanation, language);
    print_body(report, language);
    print_remedy(report, explanation, language);
    print_holder(report, language);
    print_checks(report, language);
    print_grounds(report, language);
    return report.exit_code();
}

}  // namespace cardtool
