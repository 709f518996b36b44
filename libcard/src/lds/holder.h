// SPDX-License-Identifier: Apache-2.0
// One merge of what the data groups say of the holder, in the order in which a face lists it.
#pragma once
#include <optional>

#include "card/holder.h"
#include "lds/additional_data.h"
#include "lds/mrz.h"

namespace card::lds {

/// Takes groups in any order; of one field that two groups have, a national DG13's stays.
class HolderMerge {
public:
    void add(const Mrz& mrz);
    /// DG11, DG12; a person of DG16.
    void add(int group, const TextFields& fields, std::uint8_t person = 0);
    /// A field of a national DG13; without an id one that its state's rules do not know.
    /// `date`: in ISO 8601, where the field is a day.
    void add_national(std::optional<FieldId> id, int number, std::string text, std::string date);
    /// `today`: ISO 8601, for the century of a birth that only an MRZ tells.
    Holder take(std::string_view today);

private:
    void put(HolderField field);
    void date_mrz_birth(std::string_view today);
    Holder holder_;
};

}  // namespace card::lds
