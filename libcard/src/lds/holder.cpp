// SPDX-License-Identifier: Apache-2.0
#include "lds/holder.h"

#include <algorithm>
#include <tuple>

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

constexpr int kNational = 13;

/// A national DG13 has in full what DG1 cuts and folds.
int place_of(int group) { return group == kNational ? 0 : group; }

std::string name_of_tag(tlv::Tag tag, std::uint8_t person) {
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(tag >> 8),
                                   static_cast<std::uint8_t>(tag)};
    return (person == 0 ? "tag_" : "notify_" + std::to_string(person) + "_tag_") +
           to_hex(tag > 0xFF ? ByteView(octets) : ByteView(octets).subspan(1));
}

}  // namespace

void HolderMerge::put(FieldKey key, int group, std::string text) {
    auto& fields = holder_.fields;
    const auto same = std::ranges::find(fields, key, &HolderField::key);
    if (same == fields.end()) fields.push_back({key, group, std::move(text)});
    else if (group == kNational) *same = {key, group, std::move(text)};
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
          {mrz_sex, mrz.sex},
          {mrz_date_of_expiry, mrz.expiry_date}})
        put(id, 1, text);
    if (!mrz.optional_data.empty()) put(mrz_optional_data, 1, mrz.optional_data);
    if (!mrz.optional_data_2.empty()) put(mrz_optional_data_2, 1, mrz.optional_data_2);
}

void HolderMerge::add(int group, const TextFields& fields, std::uint8_t person) {
    for (const auto& [id, text] : fields.known) put(FieldKey(id, person), group, text);
    for (const auto& [tag, text] : fields.unknown)
        holder_.unknown_fields.push_back({group, name_of_tag(tag, person), text});
}

void HolderMerge::add_national(std::optional<FieldId> id, int number, std::string text) {
    if (id) return put(*id, kNational, std::move(text));
    holder_.unknown_fields.push_back(
        {kNational, "field_" + std::to_string(number), std::move(text)});
}

Holder HolderMerge::take() {
    std::ranges::sort(holder_.fields, {}, [](const HolderField& field) {
        return std::tuple(place_of(field.group), field.key.person, field.key.id);
    });
    std::ranges::stable_sort(holder_.unknown_fields, {},
                             [](const UnknownField& field) { return place_of(field.group); });
    return std::move(holder_);
}

}  // namespace lds
}  // namespace card
