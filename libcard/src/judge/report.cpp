// SPDX-License-Identifier: Apache-2.0
#include "card/report.h"

#include <algorithm>
#include <utility>

namespace card {

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::passed: return "passed";
        case Outcome::failed: return "failed";
        case Outcome::not_possible: return "not_possible";
        case Outcome::not_offered: return "not_offered";
    }
    return "";
}

const char* name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::genuine: return "genuine";
        case Verdict::chip_unproven: return "data authentic, chip unproven";
        case Verdict::undetermined: return "undetermined";
        case Verdict::not_genuine: return "not genuine";
    }
    return "";
}

std::ostream& operator<<(std::ostream& out, const Check& check) {
    out << text_of(check.name) << ": " << name_of(check.outcome);
    const char* before = " (";
    for (const auto& because : check.reasons)
        out << std::exchange(before, ", ") << name_of(because.reason);
    if (!check.reasons.empty()) out << ')';
    return check.attention ? out << " !" : out;
}

int Report::exit_code() const noexcept {
    static constexpr int kExpired = 13;
    switch (verdict_) {
        case Verdict::genuine: return expired_ ? kExpired : 0;
        case Verdict::chip_unproven: return 10;
        case Verdict::undetermined: return 11;
        case Verdict::not_genuine: return 12;
    }
    return 12;
}

const Check* Report::check(CheckName name) const noexcept {
    const auto found = std::ranges::find(checks_, name, &Check::name);
    return found == checks_.end() ? nullptr : &*found;
}

const Check* Report::check(std::string_view name) const noexcept {
    const auto known = check_from_text(name);
    return known ? check(*known) : nullptr;
}

std::vector<const Check*> Report::attention() const {
    std::vector<const Check*> list;
    for (const auto& check : checks_)
        if (check.attention) list.push_back(&check);
    return list;
}

}  // namespace card
