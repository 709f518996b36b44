// SPDX-License-Identifier: Apache-2.0
// What a page may show of an inspection: values without anything that the profile does not want.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "card/report.h"
#include "core/remarks.h"
#include "core/shown_fields.h"

namespace kiosk {

/// Of one line of the list of checks; remark: it passed, and something in it asks for attention.
enum class LineOutcome { passed, remark, failed, not_possible, not_offered };

struct CheckLine {
    std::string text_id;  ///< "q.sig", ...
    LineOutcome outcome = LineOutcome::not_possible;
    std::vector<card::Because> why;  ///< it was not possible
};

enum class Plate { genuine, chip_unproven, undetermined, failed };
/// "genuine", "chip", "undetermined", "failed"
const char* name_of(Plate plate);
/// What a clerk hears of it.
const char* sound_of(Plate plate);

struct Outcome {
    Plate plate = Plate::undetermined;
    bool expired = false;
    bool demo = false;       ///< of a simulated card: no result of a real one
    std::string expired_on;  ///< dd/MM/yyyy where it has expired, whatever the verdict; empty else
    std::string title_id, body_id, do_id;  ///< of libcard's messages
    std::vector<card::Because> because;    ///< what decided, where the card is not genuine
    std::string argument;                  ///< %1 of the body: a date dd/MM/yyyy, or empty
    std::vector<Field> fields;
    std::vector<CheckLine> checks;
    std::vector<Remark> remarks;  ///< all that asks for attention
    std::vector<card::BodyDifference>
        differences;  ///< printed on the card otherwise than in the chip
    std::vector<std::uint8_t>
        portrait;  ///< RGB, three octets a pixel; empty without a trusted hash
    std::uint32_t portrait_width = 0, portrait_height = 0;
    bool fields_hidden = false;
};

/// Decodes the portrait too; never throws for what the document contains.
Outcome outcome_of(const card::Report& report, const ShownFields& shown);

}  // namespace kiosk
