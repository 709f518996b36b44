#include "counter/outcome.h"

#include <algorithm>
#include <array>

#include "card/error.h"

namespace kiosk {
namespace {

using card::Effect;
using card::Outcome::failed;
using card::Outcome::not_offered;
using card::Outcome::not_possible;
using card::Outcome::passed;

/// Fields as they stand on the card, by their names in the report; the MRZ's where DG13 has none.
constexpr std::array kOrder{"id_number", "full_name", "date_of_birth", "sex", "nationality", "ethnicity", "religion", "place_of_origin",
                            "place_of_residence", "personal_identification", "date_of_issue", "date_of_expiry", "parents", "spouse", "old_id_number"};
constexpr std::array kMrzOrder{"document_number", "mrz_surname", "mrz_given_names", "mrz_date_of_birth", "mrz_sex", "mrz_nationality", "mrz_date_of_expiry"};

struct Line {
    const char* text;
    std::array<const char*, 5> checks;  ///< ids, or beginnings of ids that end in a dot
};
constexpr std::array kLines{
    Line{"q.sig", {"sod.structure", "sod.signed_attributes", "sod.signature", "sod.algorithms", nullptr}},
    Line{"q.chain", {"dsc.chain", "dsc.profile", "dsc.country", "dsc.validity", "csca.validity"}},
    Line{"q.revoked", {"dsc.revocation", nullptr}},
    Line{"q.hash", {"dg.hash.", nullptr}},
    Line{"q.ca", {"chip.ca", nullptr}},
    Line{"q.aa", {"chip.aa", nullptr}},
    Line{"q.down", {"access.downgrade", "access.card_access", nullptr}},
    Line{"q.match", {"data.dg1_dg13", "data.id_number", "data.mrz_digits", nullptr}},
    Line{"q.expiry", {"document.expiry", nullptr}},
};

bool belongs(const std::string& id, const Line& line) {
    return std::ranges::any_of(line.checks, [&](const char* name) {
        return name && (id == name || (std::string_view(name).ends_with('.') && id.starts_with(name)));
    });
}

/// A line is as good as its worst check.
LineOutcome line_outcome(const card::Report& report, const Line& line) {
    bool any_passed = false, any_impossible = false, any_offered = false;
    for (const auto& check : report.checks()) {
        if (!belongs(check.id, line)) continue;
        if (check.outcome == failed) return LineOutcome::failed;
        any_passed = any_passed || check.outcome == passed;
        // A group that was not read (DG3) has no hash to hold, and takes nothing from the others.
        any_impossible = any_impossible || (check.outcome == not_possible && check.id.find("dg.hash.") != 0);
        any_offered = any_offered || check.outcome != not_offered;
    }
    if (!any_offered) return LineOutcome::not_offered;
    return any_impossible || !any_passed ? LineOutcome::not_possible : LineOutcome::passed;
}

bool has_failed(const card::Report& report, std::string_view beginning) {
    return std::ranges::any_of(report.checks(), [&](const card::Check& check) { return check.outcome == failed && check.effect == Effect::not_genuine && check.id.starts_with(beginning); });
}

bool withholds(const card::Report& report, std::string_view id) {
    const auto* check = report.check(id);
    return check && check->effect == Effect::undetermined;
}

const char* reason_of_failure(const card::Report& report) {
    if (has_failed(report, "dsc.revocation")) return "v.bad.revoked";
    if (has_failed(report, "chip.")) return "v.bad.clone";
    if (has_failed(report, "dg.hash.") || has_failed(report, "sod.signed_attributes")) return "v.bad.changed";
    return "v.bad.sig";
}

const char* reason_of_doubt(const card::Report& report) {
    if (withholds(report, "dsc.chain")) return "v.und.anchor";
    if (withholds(report, "time.clock")) return "v.und.clock";
    if (withholds(report, "dsc.revocation")) return "v.und.nocrl";
    return "v.und.part";
}

/// yyyy-mm-dd inside a reason as dd/MM/yyyy.
std::string day_in(const std::string& reason) {
    static constexpr std::size_t kLength = 10;
    for (std::size_t at = 0; at + kLength <= reason.size(); ++at) {
        const auto day = reason.substr(at, kLength);
        if (day[4] == '-' && day[7] == '-') return day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4);
    }
    return {};
}

void describe(const card::Report& report, Outcome& outcome) {
    switch (report.verdict()) {
        case card::Verdict::genuine:
            outcome.expired = report.expired();
            outcome.plate = outcome.expired ? Plate::chip_unproven : Plate::genuine;
            outcome.title_id = outcome.expired ? "v.expired.title" : "v.genuine.title";
            outcome.body_id = outcome.expired ? "v.expired.body" : "v.genuine.body";
            outcome.do_id = "v.genuine.do";
            if (const auto* expiry = report.check("document.expiry")) outcome.argument = day_in(expiry->reason);
            return;
        case card::Verdict::chip_unproven:
            outcome.plate = Plate::chip_unproven;
            outcome.title_id = "v.chip.title";
            outcome.body_id = "v.chip.body";
            outcome.do_id = "v.chip.do";
            return;
        case card::Verdict::undetermined:
            outcome.plate = Plate::undetermined;
            outcome.title_id = "v.und.title";
            outcome.body_id = reason_of_doubt(report);
            outcome.do_id = "v.und.do";
            return;
        case card::Verdict::not_genuine: break;
    }
    outcome.plate = Plate::failed;
    outcome.title_id = "v.bad.title";
    outcome.body_id = reason_of_failure(report);
    outcome.do_id = "v.bad.do";
}

}  // namespace

std::vector<Field> fields_of(const card::Report& report, const std::set<std::string>& hidden) {
    std::vector<Field> list;
    const auto& fields = report.holder().fields;
    const auto add = [&](const char* id) {
        const auto found = fields.find(id);
        if (found != fields.end() && !found->second.empty() && !hidden.contains(id)) list.push_back({id, found->second});
    };
    if (fields.contains("id_number")) std::ranges::for_each(kOrder, add);
    else std::ranges::for_each(kMrzOrder, add);
    return list;
}

Outcome outcome_of(const card::Report& report, const std::set<std::string>& hidden) {
    Outcome outcome;
    describe(report, outcome);
    outcome.fields = fields_of(report, hidden);
    outcome.fields_hidden = std::ranges::any_of(hidden, [&](const std::string& id) { return report.holder().fields.contains(id); });
    for (const auto& line : kLines) outcome.checks.push_back({line.text, line_outcome(report, line)});
    if (!report.portrait()) return outcome;
    try {
        const auto image = card::decode(*report.portrait());
        outcome.portrait.assign(image.rgb.begin(), image.rgb.end());
        outcome.portrait_width = image.width;
        outcome.portrait_height = image.height;
    } catch (const card::Error&) {
        // A portrait that cannot be decoded is no portrait; the check dg.content.2 has said what there is to say.
    }
    return outcome;
}

}  // namespace kiosk
