// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <ctime>

#include "judge/contents.h"

namespace card::judge {
namespace {

using x509::Time;

constexpr x509::Time kDay = 86400;

std::optional<x509::Time> time_of_day(int yyyymmdd) {
    const std::chrono::year_month_day date{
        std::chrono::year(yyyymmdd / 10000),
        std::chrono::month(static_cast<unsigned>(yyyymmdd / 100 % 100)),
        std::chrono::day(static_cast<unsigned>(yyyymmdd % 100))};
    if (!date.ok()) return {};
    return std::chrono::sys_days(date).time_since_epoch().count() * kDay;
}

/// YYMMDD of a date of expiry: always 20YY, as no card is older (Doc 9303-3 §4.8 leaves it to the
/// reader).
std::optional<x509::Time> mrz_expiry(const std::string& text) {
    if (text.size() != 6) return {};
    for (const char c : text)
        if (c < '0' || c > '9') return {};
    return time_of_day(20000000 + std::stoi(text));
}

x509::Time build_date() {
    const std::string text = CARD_BUILD_DATE;  // YYYY-MM-DD, from CMake
    return *time_of_day(std::stoi(text.substr(0, 4)) * 10000 + std::stoi(text.substr(5, 2)) * 100 +
                        std::stoi(text.substr(8, 2)));
}

void find_signing_date(const Contents& contents, const PassiveAuthentication& passive,
                       DocumentFacts& facts) {
    const auto day =
        contents.dg13 ? contents.dg13->state->dates(contents.dg13->fields).issue : std::nullopt;
    facts.signing_date =
        day ? time_of_day(*day) : std::nullopt;  // a day like the 31st of February is none
    facts.signing_date_source =
        facts.signing_date ? "date of issue in DG13" : "signingTime of EF.SOD";
    if (!facts.signing_date) facts.signing_date = passive.cms().signing_time;
}

}  // namespace

std::optional<x509::Time> expiry_of(const Contents& contents, bool& without_expiry) {
    without_expiry = false;
    if (contents.dg13) {
        const auto dates = contents.dg13->state->dates(contents.dg13->fields);
        const auto day = dates.expiry ? time_of_day(*dates.expiry) : std::nullopt;
        if (day) return day;  // one like the 31st of February is none: DG1 has another
        without_expiry = dates.without_expiry;
        if (without_expiry) return {};
    }
    if (!contents.mrz) return {};
    without_expiry = contents.mrz->expiry_date == "<<<<<<";
    return mrz_expiry(contents.mrz->expiry_date);
}

Clock check_clock(const Policy& policy, const trust::TrustIndex& trust, const std::string& state,
                  CheckList& checks) {
    static constexpr auto kId = CheckId::time_clock;
    if (policy.at) {
        checks.passed(kId, Reason::clock_given);
        return {*policy.at, true};
    }
    const x509::Time now =
        policy.now != 0 ? policy.now : static_cast<x509::Time>(std::time(nullptr));
    const auto newest = trust.newest_by_state.find(state);
    const bool before_list =
        newest != trust.newest_by_state.end() && now + trust::kDateTolerance < newest->second;
    // A clock that a time server puts right goes back by seconds; the last run does not go with it,
    // so that steps do not add up.
    static constexpr x509::Time kStep = 600;
    const auto behind = now < build_date()              ? Reason::clock_before_build
                        : before_list                   ? Reason::clock_before_newest_crl
                        : now + kStep < policy.last_run ? Reason::clock_before_last_run
                                                        : Reason::none;
    if (behind == Reason::none) {
        checks.passed(kId);
        return {now, true};
    }
    checks.failed(kId, {behind});
    return {now, false};
}

void check_expiry(const Contents& contents, const PassiveAuthentication& passive,
                  const Clock& clock, DocumentFacts& facts, CheckList& checks) {
    static constexpr auto kId = CheckId::document_expiry;
    if (contents.mrz) {
        facts.dg1_trusted = true;
        facts.issuing_state = contents.mrz->issuing_state;
        facts.document_code = contents.mrz->document_code;
    }
    if (passive.trusted()) find_signing_date(contents, passive, facts);
    bool without_expiry = false;
    const auto expiry = expiry_of(contents, without_expiry);
    if (!contents.mrz) {
        checks.not_possible(kId, Reason::dg1_not_passed);
    } else if (!clock.plausible) {
        checks.not_possible(kId, Reason::clock_not_plausible);
    } else if (without_expiry) {
        facts.expired = false;
        checks.passed(kId, Reason::without_expiry);
    } else if (!expiry) {
        checks.not_possible(kId, Reason::expiry_unreadable, Weight::attention);
    } else if (clock.now >= *expiry + kDay) {
        facts.expired = true;
        facts.expired_on = *expiry;
        checks.failed(kId, {Reason::expired});
    } else {
        facts.expired = false;
        checks.passed(kId);
    }
}

}  // namespace card::judge
