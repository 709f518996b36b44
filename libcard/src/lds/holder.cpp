// SPDX-License-Identifier: Apache-2.0
#include "lds/holder.h"

#include <algorithm>
#include <tuple>

#include "lds/dates.h"
#include "tlv/tlv.h"

namespace card {

const HolderField* Holder::find(FieldKey key) const noexcept {
    const auto found = std::ranges::find(fields, key, &HolderField::key);
    return found == fields.end() ? nullptr : &*found;
}

std::string_view Holder::text(FieldKey key) const noexcept {
    const HolderField* field = find(key);
    return field ? std::string_view(field->text) : std::string_view();
}

namespace lds {
namespace {

constexpr int kMrzGroup = 1, kNational = 13;

/// A national DG13 has in full what DG1 cuts and folds.
int place_of(int group) { return group == kNational ? 0 : group; }

std::string name_of_tag(tlv::Tag tag, std::uint8_t person) {
    return (person == 0 ? "tag_" : "notify_" + std::to_string(person) + "_tag_") +
           tlv::tag_text(tag);
}

}  // namespace

void HolderMerge::put(HolderField field) {
    auto& fields = holder_.fields;
    const auto same = std::ranges::find(fields, field.key, &HolderField::key);
    if (same == fields.end()) fields.push_back(std::move(field));
    else if (field.group == kNational) *same = std::move(field);
}

void HolderMerge::add(const Mrz& mrz) {
    using enum FieldId;
    for (const auto& [id, text] :
         {std::pair<FieldId, const std::string&>{document_code, mrz.document_code},
          {issuing_state, mrz.issuing_state},
          {document_number, mrz.document_number},
          {mrz_surname, mrz.surname},
          {mrz_given_names, mrz.given_names},
          {mrz_nationality, mrz.nationality},
          {mrz_date_of_birth, mrz.birth_date},
          {mrz_sex, mrz.sex}})
        put({id, kMrzGroup, text});
    // No card is older than this century.
    put({mrz_date_of_expiry, kMrzGroup, mrz.expiry_date, iso_of_mrz(mrz.expiry_date, "20")});
    if (!mrz.optional_data.empty()) put({mrz_optional_data, kMrzGroup, mrz.optional_data});
    if (!mrz.optional_data_2.empty()) put({mrz_optional_data_2, kMrzGroup, mrz.optional_data_2});
}

void HolderMerge::add(int group, const TextFields& fields, std::uint8_t person) {
    for (const auto& [id, text] : fields.known)
        put({FieldKey(id, person), group, text,
             row_of(id).is(FieldTrait::date) ? iso_date(text) : std::string()});
    for (const auto& [tag, text] : fields.unknown)
        holder_.unknown_fields.push_back({group, name_of_tag(tag, person), text});
}

void HolderMerge::add_national(std::optional<FieldId> id, int number, std::string text,
                               std::string date) {
    if (id) return put({*id, kNational, std::move(text), std::move(date)});
    holder_.unknown_fields.push_back(
        {kNational, "field_" + std::to_string(number), std::move(text)});
}

void HolderMerge::date_mrz_birth(std::string_view today) {
    static constexpr std::size_t kCentury = 2;
    const auto mrz =
        std::ranges::find(holder_.fields, FieldKey(FieldId::mrz_date_of_birth), &HolderField::key);
    if (mrz == holder_.fields.end()) return;
    mrz->date = iso_of_mrz_birth(mrz->text, today);
    for (const auto id : {FieldId::date_of_birth, FieldId::full_date_of_birth}) {
        const auto* full = holder_.find(id);
        if (!full || full->date.empty()) continue;
        const auto same = iso_of_mrz(mrz->text, std::string_view(full->date).substr(0, kCentury));
        if (same == full->date) mrz->date = same;
    }
}

Holder HolderMerge::take(std::string_view today) {
    date_mrz_birth(today);
    std::ranges::sort(holder_.fields, {}, [](const HolderField& field) {
        return std::tuple(place_of(field.group), field.key.person, field.key.id);
    });
    std::ranges::stable_sort(holder_.unknown_fields, {},
                             [](const UnknownField& field) { return place_of(field.group); });
    return std::move(holder_);
}

}  // namespace lds
}  // namespace card
