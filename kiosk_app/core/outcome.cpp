// SPDX-License-Identifier: Apache-2.0
#include "core/outcome.h"

#include <algorithm>
#include <array>
#include <optional>

#include "card/error.h"
#include "card/explain.h"
#include "card/portrait.h"

namespace kiosk {

const char* name_of(Plate plate) {
    switch (plate) {
        case Plate::genuine: return "genuine";
        case Plate::chip_unproven: return "chip";
        case Plate::undetermined: return "undetermined";
        case Plate::failed: return "failed";
    }
    return "";
}

const char* sound_of(Plate plate) {
    const bool look = plate == Plate::chip_unproven || plate == Plate::undetermined;
    return look ? "look" : name_of(plate);
}

namespace {

using card::Outcome::failed;
using card::Outcome::not_possible;
using card::Outcome::passed;

/// The lines of the list of checks; a check may stand in none.
struct Line {
    const char* text = "";
    std::array<std::optional<card::CheckId>, 5> checks;
};
using card::CheckId;
constexpr std::array kLines{
    Line{"q.sig",
         {CheckId::sod_structure, CheckId::sod_signed_attributes, CheckId::sod_signature,
          CheckId::sod_algorithms}},
    Line{"q.chain",
         {CheckId::dsc_chain, CheckId::dsc_profile, CheckId::dsc_country, CheckId::dsc_validity,
          CheckId::csca_validity}},
    Line{"q.revoked", {CheckId::dsc_revocation}},
    Line{"q.hash", {CheckId::dg_hash}},
    Line{"q.ca", {CheckId::chip_ca, CheckId::chip_cam}},
    Line{"q.aa", {CheckId::chip_aa}},
    Line{"q.down", {CheckId::access_downgrade, CheckId::access_card_access}},
    Line{"q.match", {CheckId::data_dg1_dg13, CheckId::data_id_number, CheckId::data_mrz_digits}},
    Line{"q.printed", {CheckId::body_qr, CheckId::body_mrz}},
    Line{"q.expiry", {CheckId::document_expiry}},
};

bool belongs(CheckId id, const Line& line) {
    return std::ranges::find(line.checks, id) != line.checks.end();
}

/// A line is as good as its worst check. One scanned text of QR code and MRZ is enough for
/// "printed".
CheckLine line_of(const card::Report& report, const Line& line) {
    CheckLine result{line.text, LineOutcome::not_offered, {}};
    const bool either = belongs(CheckId::body_qr, line);
    // The hashes are always asked for: where none passed, none could be held.
    const bool hashes = belongs(CheckId::dg_hash, line);
    bool any_passed = false, any_impossible = false, remark = false;
    for (const auto& check : report.checks()) {
        if (!belongs(check.name.id, line)) continue;
        if (check.outcome == failed) return {line.text, LineOutcome::failed, {}};
        any_passed = any_passed || check.outcome == passed;
        remark = remark || (check.outcome == passed && check.attention);
        // A group that was not read (DG3) has no hash to hold, and takes nothing from the others.
        if (check.outcome != not_possible || hashes) continue;
        any_impossible = true;
        if (result.why.empty()) result.why = check.reasons;
    }
    const bool good = any_passed && (either || !any_impossible);
    if (good) return {line.text, remark ? LineOutcome::remark : LineOutcome::passed, {}};
    if (any_impossible || hashes) result.outcome = LineOutcome::not_possible;
    if (result.outcome == LineOutcome::not_possible && result.why.empty())
        result.why = {card::Reason::content_unproven};
    return result;
}

/// The connection is a fact of the reading, not a check: encrypted where a protocol was used.
CheckLine access_line(const card::Report& report) {
    const auto protocol = report.access().protocol;
    const bool encrypted =
        protocol == card::AccessProtocol::pace || protocol == card::AccessProtocol::bac;
    return {"q.access", encrypted ? LineOutcome::passed : LineOutcome::not_offered, {}};
}

Plate plate_of(const card::Report& report) {
    switch (report.verdict()) {
        case card::Verdict::genuine:
            return report.expired() ? Plate::chip_unproven : Plate::genuine;
        case card::Verdict::chip_unproven: return Plate::chip_unproven;
        case card::Verdict::undetermined: return Plate::undetermined;
        case card::Verdict::not_genuine: break;
    }
    return Plate::failed;
}

void describe(const card::Report& report, Outcome& outcome) {
    const auto explanation = card::explain(report);
    outcome.plate = plate_of(report);
    outcome.expired = report.expired();
    outcome.expired_on = as_on_the_card(report.expired_on());
    outcome.title_id = explanation.headline;
    outcome.body_id = explanation.body;
    outcome.do_id = explanation.advice;
    outcome.remarks = remarks_of(report, explanation);
    if (report.verdict() == card::Verdict::genuine) outcome.argument = outcome.expired_on;
    else if (explanation.decisive) outcome.because = explanation.decisive->reasons;
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
