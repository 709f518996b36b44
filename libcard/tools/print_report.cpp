// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdlib>
#include <iostream>

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

std::string padded(std::string text, std::size_t width) {
    const std::size_t has = columns(text);
    return has < width ? text + std::string(width - has, ' ') : text;
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

void print_holder(const card::Report& report, Language language) {
    // The order of the printed card.
    static constexpr const char* kOrder[] = {"id_number",
                                             "full_name",
                                             "date_of_birth",
                                             "sex",
                                             "nationality",
                                             "ethnicity",
                                             "religion",
                                             "place_of_origin",
                                             "place_of_residence",
                                             "personal_identification",
                                             "date_of_issue",
                                             "date_of_expiry",
                                             "parents",
                                             "spouse",
                                             "old_id_number",
                                             "document_number",
                                             "mrz_surname",
                                             "mrz_given_names"};
    static constexpr std::size_t kLabel = 26;
    const auto& fields = report.holder().fields;
    if (fields.empty()) {
        std::cout << '\n';
        return wrap("", heading("no_holder", language), 0);
    }
    std::cout << '\n' << heading("holder", language) << '\n';
    for (const auto* name : kOrder) {
        const auto found = fields.find(name);
        if (found == fields.end() || found->second.empty()) continue;
        wrap("  " + padded(field_label(name, language), kLabel), found->second, kLabel + 2);
    }
    for (const auto& name : report.holder().unknown_fields)
        wrap("  " + padded(name, kLabel), fields.at(name), kLabel + 2);
}

void print_checks(const card::Report& report, Language language) {
    static constexpr std::size_t kId = 24, kOutcome = 15;
    std::cout << '\n' << heading("checks", language) << '\n';
    for (const auto& check : report.checks()) {
        std::string start =
            "  " + padded(check.id, kId) + padded(outcome_text(check.outcome, language), kOutcome);
        if (check.attention) start += "! ";
        wrap(start, reason_text(check, language), kId + kOutcome + 2);
    }
}

/// The checks that made the verdict what it is.
void print_reasons(const card::Report& report, Language language) {
    if (report.verdict() == card::Verdict::genuine) return;
    const bool chip = report.verdict() == card::Verdict::chip_unproven;
    std::cout << '\n' << heading("reasons", language) << '\n';
    for (const auto& check : report.checks()) {
        const bool decides =
            chip ? check.id.starts_with("chip.") && check.outcome != card::Outcome::passed
                 : check.effect != card::Effect::none;
        if (decides) wrap("  " + padded(check.id, 24), reason_text(check, language), 26);
    }
}

void print_body(const card::Report& report, Language language) {
    if (report.body_differences().empty()) return;
    std::cout << '\n' << heading("body", language) << '\n';
    for (const auto& difference : report.body_differences()) {
        wrap("  " + padded(field_label(difference.field, language), 26),
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

void print_missing_crl(const card::Report& report, Language language) {
    const auto* revocation = report.check("dsc.revocation");
    if (!revocation || revocation->effect != card::Effect::undetermined ||
        !report.trust().missing_anchor.empty())
        return;
    wrap("  ", heading("crl_how", language), 2);
}

void print_missing_anchor(const card::Report& report, Language language) {
    if (report.trust().missing_anchor.empty()) return;
    std::cout << '\n';
    wrap("", heading("anchor_missing", language), 0);
    wrap("  ", report.trust().missing_anchor, 2);
    wrap("", heading("anchor_how", language), 0);
}

}  // namespace

int print_report(const card::Report& report, const OutputOptions& options) {
    if (options.json) {
        std::cout << card::to_json(report) << '\n';
        return report.exit_code();
    }
    const Language language = language_of(options.language);
    const bool coloured = is_terminal(STDOUT_FILENO);
    const auto text = verdict_text(report, language);
    std::cout << (coloured ? colour(report) : "") << text.title << (coloured ? "\033[0m" : "")
              << "  [" << card::name_of(report.verdict()) << "]\n";
    wrap("", text.body, 0);
    wrap("", text.action, 0);
    wrap("", heading("not_known", language), 0);
    print_reasons(report, language);
    print_body(report, language);
    print_missing_crl(report, language);
    print_missing_anchor(report, language);
    print_holder(report, language);
    print_checks(report, language);
    print_grounds(report, language);
    return report.exit_code();
}

}  // namespace cardtool
