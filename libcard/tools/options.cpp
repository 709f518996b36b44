// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <chrono>
#include <iostream>

#include "card/readers.h"
#include "common.h"

namespace cardtool {

namespace {

/// Whose rules --qr, --id and --citizen mean.
constexpr const char* kCountry = "VN";

}  // namespace

using card::Errc;
using card::Error;
using card::Step;

std::string reader_help() {
    static constexpr std::size_t kWidth = 52;  // of 80 columns, behind the option's name
    std::string help = card::reader_forms();
    for (std::size_t line = 0; help.size() - line > kWidth;) {
        const auto blank = help.rfind(' ', line + kWidth);
        if (blank == std::string::npos || blank <= line) break;
        help[blank] = '\n';
        line = blank + 1;
    }
    return help;
}

void KeyOptions::add_to(CLI::App& verb) {
    auto* group = verb.add_option_group("key", "what opens the chip: exactly one of");
    group->add_option("--can", can, "last six digits of the ID number (CAN)");
    group->add_option("--mrz", mrz, "the machine readable zone, all lines");
    group->add_option("--qr", qr, "text of the QR code on a Vietnamese card");
    group->add_option("--id", id, "12-digit ID number, with --birth and --expiry");
    group->require_option(1);
    verb.add_option("--birth", birth, "date of birth, dd/MM/yyyy or YYMMDD");
    verb.add_option("--expiry", expiry, "date of expiry, dd/MM/yyyy or YYMMDD");
}

card::AccessKey KeyOptions::key() const {
    if (!can.empty()) return card::AccessKey::from_can(can);
    if (!mrz.empty()) return card::AccessKey::from_mrz(mrz);
    if (!qr.empty()) return card::AccessKey::from_printed(kCountry, {.code = qr});
    if (birth.empty() || expiry.empty())
        throw Error(Errc::usage, Step::key, "--id needs --birth and --expiry as well");
    return card::AccessKey::from_printed(kCountry,
                                         {.number = id, .birth = birth, .expiry = expiry});
}

card::Body KeyOptions::body() const { return {qr, mrz}; }

void TrustOptions::add_to(CLI::App& verb) {
    verb.add_option("--trust", paths, "anchors: folders, files [/etc/libcard/csca]");
}

card::TrustStore TrustOptions::load() const {
    static const std::filesystem::path kDefault = "/etc/libcard/csca";
    std::error_code error;
    const bool use_default = paths.empty() && std::filesystem::is_directory(kDefault, error);
    if (paths.empty() && !use_default) return {};
    auto store = use_default ? card::TrustStore::from_directory(kDefault)
                             : card::TrustStore::from_paths(paths);
    for (const auto& note : store.notes())
        if (note.refused)
            std::cerr << "cardtool: trust store: " << printable(note.file + ": " + note.text)
                      << '\n';
    return store;
}

void PolicyOptions::add_to(CLI::App& verb) {
    verb.add_option("--revocation", revocation, "required or when_available")
        ->check(CLI::IsMember({"required", "when_available"}));
    verb.add_option("--chip-proofs", chip_proofs, "any or all")
        ->check(CLI::IsMember({"any", "all"}));
    verb.add_option("--crl-grace-days", crl_grace_days, "days a CRL counts after its end")
        ->check(CLI::Range(0, 365));
    verb.add_option("--sha1-until", sha1_until, "take SHA-1 from before this YYYY-MM-DD");
    verb.add_option("--state", states, "take only these states (VN, ...)");
    verb.add_option("--source", sources, "anchors from: issuer, own list, foreign list")
        ->check(CLI::IsMember({"issuer", "own list", "foreign list"}));
    verb.add_flag("--citizen", citizen, "Vietnam's cards: anchors of VN and its own list");
    verb.add_option("--at", at, "judge as of this day, YYYY-MM-DD");
}

card::Policy PolicyOptions::policy() const {
    card::Policy policy = citizen ? card::Policy::of(kCountry) : card::Policy();
    if (revocation == "when_available")
        policy.revocation = card::Policy::Revocation::when_available;
    if (chip_proofs == "all") policy.chip_proofs = card::Policy::ChipProofs::all;
    policy.crl_grace_days = crl_grace_days;
    if (!states.empty()) policy.allowed_states = states;
    if (!sources.empty()) policy.allowed_sources = sources;
    if (!at.empty()) policy.at = parse_date(at);
    if (!sha1_until.empty()) policy.sha1_until = parse_date(sha1_until);
    return policy;
}

void add_language(CLI::App& verb, std::string& language) {
    verb.add_option("--lang", language, "en or vi (default from LANG)")
        ->check(CLI::IsMember({"en", "vi"}));
}

void OutputOptions::add_to(CLI::App& verb) {
    verb.add_flag("--json", json, "print the report as JSON");
    add_language(verb, language);
}

std::int64_t parse_date(const std::string& text) {
    static constexpr std::int64_t kNoon = 12 * 3600, kDay = 86400;
    int year = 0;
    unsigned month = 0, day = 0;
    char trailing = 0;
    if (text.size() == 10 &&
        std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &trailing) == 3) {
        const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day)};
        if (date.ok()) return std::chrono::sys_days(date).time_since_epoch().count() * kDay + kNoon;
    }
    throw Error(Errc::usage, Step::date, "'" + text + "' is not a day: write YYYY-MM-DD");
}

std::string day_text(std::int64_t time) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(time))));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text;
}

}  // namespace cardtool
