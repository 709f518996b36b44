// SPDX-License-Identifier: Apache-2.0
// Which of the holder's fields a profile may have at all. What is not taken here reaches no page,
// clipboard, printer or record.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "card/report.h"
#include "counter/config.h"

namespace kiosk {

struct Field {
    std::string id, text;
};

class ShownFields {
public:
    ShownFields() = default;
    explicit ShownFields(const Config& config);
    bool takes(const std::string& id) const {
        return !hidden_.contains(id) && (wanted_.empty() || wanted_.contains(id));
    }
    /// Whether `holder` has a field that the operator hides.
    bool hides_any(const card::Holder& holder) const;
    /// Fields of files whose hash is covered, in the order of the card.
    std::vector<Field> of(const card::Report& report) const;

private:
    std::set<std::string> hidden_, wanted_;
};

/// Every name that privacy.hidden_fields and wanted_fields may have.
std::vector<std::string> known_fields();

/// The text of a field; empty where it is not there.
std::string text_of(const std::vector<Field>& fields, std::string_view id);
/// What a visitor is called by: the last word of a Vietnamese name, else the MRZ's given names.
std::string given_name(const std::vector<Field>& fields);
/// Full years on `today` (YYYYMMDD); nothing for a birth date that cannot be read. A year alone
/// counts from its end.
std::optional<int> age_on(const std::vector<Field>& fields, int today);

}  // namespace kiosk
