// SPDX-License-Identifier: Apache-2.0
#include "national/national.h"

#include <algorithm>

#include "card/error.h"
#include "lds/text.h"

namespace card {
namespace national {
namespace {

std::string joined(std::span<const std::string_view> leaves) {
    static constexpr std::string_view kBetween = "; ";
    std::size_t size = 0;
    for (const auto leaf : leaves) size += leaf.size() + kBetween.size();
    std::string text;
    text.reserve(size);
    for (const auto leaf : leaves)
        text.append(text.empty() ? "" : kBetween).append(lds::utf8_text(leaf));
    return text;
}

}  // namespace

std::string_view Fields::text(FieldId id) const {
    const auto found = std::ranges::find(fields, std::optional(id), &Field::id);
    return found == fields.end() || found->count == 0 ? std::string_view() : leaves[found->first];
}

void Fields::add_to(lds::HolderMerge& merge, std::string (*iso_date)(std::string_view)) const {
    for (const auto& field : fields) {
        auto text = joined(leaves_of(field));
        auto date =
            field.id && row_of(*field.id).is(FieldTrait::date) ? iso_date(text) : std::string();
        merge.add_national(field.id, field.number, std::move(text), std::move(date));
    }
}

const State* state_of(ByteView dg13, States among) {
    const auto found =
        std::ranges::find_if(among, [&](const State* state) { return state->recognises(dg13); });
    return found == among.end() ? nullptr : *found;
}

const State* state_of(std::string_view country, States among) {
    const auto found = std::ranges::find(among, country, &State::country);
    return found == among.end() ? nullptr : *found;
}

}  // namespace national

// Public makers of what only a state knows.
namespace {

const national::State& known(std::string_view country, Step step) {
    if (const auto* state = national::state_of(country, national::states())) return *state;
    throw Error(Errc::usage, step, said("cause.no_rules"));
}

}  // namespace

AccessKey AccessKey::from_printed(std::string_view country, const Printed& printed) {
    return known(country, Step::access_key).key_of(printed);
}

Policy Policy::of(std::string_view country) { return known(country, Step::verify).policy(); }

}  // namespace card
