// SPDX-License-Identifier: Apache-2.0
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

struct Line {
    const char* text;
    std::array<const char*, 5> checks;  ///< ids, or beginnings of ids that end in a dot
};
constexpr std::array kLines{
    Line{"q.sig",
         {"sod.structure", "sod.signed_attributes", "sod.signature", "sod.algorithms", nullptr}},
    Line{"q.chain", {"dsc.chain", "dsc.profile", "dsc.country", "dsc.validity", "csca.validity"}},
    Line{"q.revoked", {"dsc.revocation", nullptr}},
    Line{"q.hash", {"dg.hash.", nullptr}},
    Line{"q.ca", {"chip.ca", "chip.cam", nullptr}},
    Line{"q.aa", {"chip.aa", nullptr}},
    Line{"q.down", {"access.downgrade", "access.card_access", nullptr}},
    Line{"q.match", {"data.dg1_dg13", "data.id_number", "data.mrz_digits", nullptr}},
    Line{"q.printed", {"body.qr", "body.mrz", nullptr}},
    Line{"q.expiry", {"document.expiry", nullptr}},
};

/// The hashes are always asked for: where none passed, none could be held.
bool has_hashes_only(const Line& line) { return std::string_view(line.text) == "q.hash"; }

bool belongs(const std::string& id, const Line& line) {
    return std::ranges::any_of(line.checks, [&](const char* name) {
        return name &&
               (id == name || (std::string_view(name).ends_with('.') && id.starts_with(name)));
    });
}

/// Why a check could not be made, in words for staff.
const char* reason_of(const card::Check& check) {
    if (check.id.starts_with("body.")) return "q.why.notscanned";
    if (check.id.starts_with("dsc.revocation")) return "q.why.list";
    if (check.id == "dsc.chain") return "q.why.anchor";
    if (check.id.starts_with("chip."))
        return check.reason.starts_with("the chip") ? "q.why.refused" : "q.why.unproven";
    return "q.why.unproven";
}

/// A line is as good as its worst check. One scanned text of QR code and MRZ is enough for
/// "printed".
CheckLine line_of(const card::Report& report, const Line& line) {
    CheckLine result{line.text, LineOutcome::not_offered, {}};
    const bool either = std::string_view(line.text) == "q.printed";
    bool any_passed = false, any_impossible = false;
    for (const auto& check : report.checks()) {
        if (!belongs(check.id, line)) continue;
        if (check.outcome == failed) return {line.text, LineOutcome::failed, {}};
        any_passed = any_passed || check.outcome == passed;
        // A group that was not read (DG3) has no hash to hold, and takes nothing from the others.
        if (check.outcome != not_possible || check.id.starts_with("dg.hash.")) continue;
        any_impossible = true;
        if (result.reason_id.empty()) result.reason_id = reason_of(check);
    }
    const bool good = any_passed && (either || !any_impossible);
    if (good) return {line.text, LineOutcome::passed, {}};
    if (any_impossible || has_hashes_only(line)) result.outcome = LineOutcome::not_possible;
    if (result.outcome == LineOutcome::not_possible && result.reason_id.empty())
        result.reason_id = "q.why.unproven";
    return result;
}

/// The connection is a fact of the reading, not a check: encrypted where a protocol was used.
CheckLine access_line(const card::Report& report) {
    const auto protocol = report.access().protocol;
    const bool encrypted =
        protocol == card::AccessProtocol::pace || protocol == card::AccessProtocol::bac;
    return {"q.access", encrypted ? LineOutcome::passed : LineOutcome::not_offered, {}};
}

bool has_failed(const card::Report& report, std::string_view beginning) {
    return std::ranges::any_of(report.checks(), [&](const card::Check& check) {
        return check.outcome == failed && check.effect == Effect::not_genuine &&
               check.id.starts_with(beginning);
    });
}

bool withholds(const card::Report& report, std::string_view beginning) {
    return std::ranges::any_of(report.checks(), [&](const card::Check& check) {
        return check.effect == Effect::undetermined && check.id.starts_with(beginning);
    });
}

const char* reason_of_failure(const card::Report& report) {
    if (has_failed(report, "dsc.revocation")) return "v.bad.revoked";
    if (has_failed(report, "chip.")) return "v.bad.clone";
    if (has_failed(report, "dg.hash.") || has_failed(report, "sod.signed_attributes"))
        return "v.bad.changed";
    if (has_failed(report, "access.")) return "v.bad.access";
    return "v.bad.sig";
}

const char* reason_of_doubt(const card::Report& report) {
    if (withholds(report, "dsc.chain")) return "v.und.anchor";
    if (withholds(report, "time.clock")) return "v.und.clock";
    if (withholds(report, "dsc.revocation")) return "v.und.nocrl";
    if (withholds(report, "body.qr") || withholds(report, "body.mrz")) return "v.diff.title";
    if (withholds(report, "dg.complete.")) return "v.und.part";
    if (withholds(report, "access.")) return "v.und.access";
    if (withholds(report, "chip.")) return "v.und.proof";
    if (withholds(report, "dsc.document_type")) return "v.und.type";
    for (const auto* id : {"dsc.validity", "csca.", "sod.sha1"})
        if (withholds(report, id)) return "v.und.dates";
    return "v.und.other";
}

/// dd/MM/yyyy of yyyy-mm-dd.
std::string as_on_the_card(const std::string& day) {
    return day.empty() ? day : day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4);
}

void describe(const card::Report& report, Outcome& outcome) {
    outcome.expired = report.expired();
    outcome.expired_on = as_on_the_card(report.expired_on());
    switch (report.verdict()) {
        case card::Verdict::genuine:
            outcome.plate = outcome.expired ? Plate::chip_unproven : Plate::genuine;
            outcome.title_id = outcome.expired ? "v.expired.title" : "v.genuine.title";
            outcome.body_id = outcome.expired ? "v.expired.body" : "v.genuine.body";
            outcome.do_id = "v.genuine.do";
            outcome.argument = outcome.expired_on;
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
            outcome.do_id =
                std::string_view(outcome.body_id) == "v.diff.title" ? "v.diff.do" : "v.und.do";
            return;
        case card::Verdict::not_genuine: break;
    }
    outcome.plate = Plate::failed;
    outcome.title_id = "v.bad.title";
    outcome.body_id = reason_of_failure(report);
    outcome.do_id = "v.bad.do";
}

}  // namespace

Outcome outcome_of(const card::Report& report, const ShownFields& shown) {
    Outcome outcome;
    describe(report, outcome);
    outcome.fields = shown.of(report);
    outcome.fields_hidden = shown.hides_any(report.holder());
    outcome.checks.push_back(access_line(report));
    for (const auto& line : kLines) outcome.checks.push_back(line_of(report, line));
    for (const auto& difference : report.body_differences())
        if (shown.takes(difference.field)) outcome.differences.push_back(difference);
    if (!report.portrait()) return outcome;
    try {
        const auto image = card::decode(*report.portrait());
        outcome.portrait.assign(image.rgb.begin(), image.rgb.end());
        outcome.portrait_width = image.width;
        outcome.portrait_height = image.height;
    } catch (const card::Error&) {
        // A portrait that cannot be decoded is no portrait; the check dg.content.2 has said what
        // there is to say.
    }
    return outcome;
}

}  // namespace kiosk
