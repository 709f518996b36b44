// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string_view>

#include "command_line.h"
#include "common.h"

namespace cardtool {

namespace {

bool has_form_of_day(std::string_view text) {
    static constexpr std::string_view kForm = "0000-00-00";
    return std::ranges::equal(text, kForm, [](char c, char form) {
        return form == '0' ? c >= '0' && c <= '9' : c == form;
    });
}

}  // namespace

void TrustOptions::add_to(CLI::App& verb) {
    // One path each: what follows may be documents, and a document is no anchor.
    verb.add_option("--trust", paths, tr("cardtool.help.trust"))
        ->type_name("PATH")
        ->allow_extra_args(false);
}

std::vector<std::filesystem::path> TrustOptions::in_use() const {
    std::error_code error;
    if (!paths.empty() || !std::filesystem::is_directory(kDefaultStore, error)) return paths;
    return {kDefaultStore};
}

std::string TrustOptions::folder() const {
    const auto used = in_use();
    const auto found = std::ranges::find_if(used, [](const auto& path) {
        std::error_code error;
        return std::filesystem::is_directory(path, error);
    });
    if (found != used.end()) return found->string();
    return paths.empty() ? kDefaultStore : tr("cardtool.word.store_folder");
}

card::TrustStore TrustOptions::load() const {
    const auto used = in_use();
    if (used.empty()) return {};
    auto store = card::TrustStore::from_paths(used);
    say_notes(store);
    return store;
}

void say_notes(const card::TrustStore& store) {
    for (const auto& note : store.notes())
        if (note.refused)
            say(tr("cardtool.store_note", {note.file, text_of(note.sentence, language())}));
}

void PolicyOptions::add_to(CLI::App& verb) {
    static constexpr const char* kGroup = "policy";
    verb.add_option("--revocation", revocation, tr("cardtool.help.revocation"))
        ->type_name("WORD")
        ->check(is_one_of({"required", "when_available"}))
        ->group(kGroup);
    verb.add_option("--chip-proofs", chip_proofs, tr("cardtool.help.chip_proofs"))
        ->type_name("WORD")
        ->check(is_one_of({"any", "all"}))
        ->group(kGroup);
    verb.add_option("--crl-grace-days", crl_grace_days, tr("cardtool.help.crl_grace_days"))
        ->type_name("N")
        ->check(is_number(0, 365))
        ->group(kGroup);
    verb.add_option("--sha1-until", sha1_until, tr("cardtool.help.sha1_until"))
        ->type_name("DAY")
        ->check(is_day())
        ->group(kGroup);
    verb.add_option("--state", states, tr("cardtool.help.state"))
        ->type_name("CC")
        ->transform(is_state())
        ->allow_extra_args(false)
        ->group(kGroup);
    verb.add_option("--source", sources, tr("cardtool.help.source"))
        ->type_name("WORDS")
        ->check(is_one_of({"issuer", "own list", "foreign list"}))
        ->allow_extra_args(false)
        ->group(kGroup);
    verb.add_flag("--citizen", citizen, tr("cardtool.help.citizen"))->group(kGroup);
    verb.add_option("--at", at, tr("cardtool.help.at"))
        ->type_name("DAY")
        ->check(is_day())
        ->group(kGroup);
}

card::Policy PolicyOptions::policy() const {
    card::Policy policy = citizen ? card::Policy::of("VN") : card::Policy();
    if (revocation == "when_available")
        policy.revocation = card::Policy::Revocation::when_available;
    if (chip_proofs == "all") policy.chip_proofs = card::Policy::ChipProofs::all;
    policy.crl_grace_days = crl_grace_days;
    if (!states.empty()) policy.allowed_states = states;
    if (!sources.empty()) policy.allowed_sources = sources;
    if (!at.empty()) policy.at = time_of(at);
    if (!sha1_until.empty()) policy.sha1_until = time_of(sha1_until);
    return policy;
}

void OutputOptions::add_to(CLI::App& verb) {
    verb.add_flag("--json", json, tr("cardtool.help.json"));
}

std::optional<std::int64_t> time_of(const std::string& day) {
    static constexpr std::int64_t kNoon = std::int64_t{12} * 3600, kDay = 86400;
    if (!has_form_of_day(day)) return {};
    const auto number = [&day](std::size_t at, std::size_t digits) {
        return static_cast<unsigned>(std::stoi(day.substr(at, digits)));
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(number(5, 2)),
                                           std::chrono::day(number(8, 2))};
    if (!date.ok()) return {};
    return std::chrono::sys_days(date).time_since_epoch().count() * kDay + kNoon;
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
