// SPDX-License-Identifier: Apache-2.0
// Which of the holder's fields a profile may have at all. What is not taken here reaches no page,
// clipboard, printer or record.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "card/report.h"
#include "core/config.h"

namespace kiosk {

using Field = card::HolderField;

class ShownFields {
public:
    ShownFields() = default;
    explicit ShownFields(const Config& config);
    bool takes(card::FieldId id) const {
        return !hidden_.contains(id) && (wanted_.empty() || wanted_.contains(id));
    }
    /// Whether `holder` has a field that the operator hides.
    bool hides_any(const card::Holder& holder) const;
    /// Fields of files whose hash is covered, in the order of the card; the MRZ's where a national
    /// DG13 has none.
    std::vector<Field> of(const card::Report& report) const;

private:
    std::set<card::FieldId> hidden_, wanted_;
};

/// The text of a field; empty where it is not there.
std::string text_of(const std::vector<Field>& fields, card::FieldKey key);
/// What a visitor is called by: the last word of a Vietnamese name, else the MRZ's given names.
std::string given_name(const std::vector<Field>& fields);
/// Full years on `today` (YYYYMMDD); nothing for a birth date that cannot be read. A year alone
/// counts from its beginning: nobody is to wait for a day that the card does not have.
std::optional<int> age_on(const std::vector<Field>& fields, int today);

}  // namespace kiosk
