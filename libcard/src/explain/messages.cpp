// SPDX-License-Identifier: Apache-2.0
#include "card/messages.h"

#include <algorithm>

namespace card {
namespace {

struct Message {
    std::string_view id, en, vi;
};
/// Sorted by id; cmake/messages.py makes it from i18n/messages.tsv.
constexpr Message kMessages[]{
#include "messages_table.inc"
};
static_assert(std::ranges::is_sorted(kMessages, {}, &Message::id));

}  // namespace

std::string_view text(std::string_view id, Language language) noexcept {
    const auto found = std::ranges::lower_bound(kMessages, id, {}, &Message::id);
    if (found == std::end(kMessages) || found->id != id) return id;
    return language == Language::en ? found->en : found->vi;
}

std::string text(std::string_view id, Language language, std::span<const std::string> arguments) {
    const std::string_view pattern = text(id, language);
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char next = pattern[at] == '%' && at + 1 < pattern.size() ? pattern[at + 1] : '\0';
        const auto number = static_cast<std::size_t>(next - '1');
        if (next == '*') {
            for (std::size_t i = 0; i < arguments.size(); ++i)
                out += (i == 0 ? "" : ", ") + arguments[i];
        } else if (next >= '1' && next <= '9' && number < arguments.size()) {
            out += arguments[number];
        } else {
            out += pattern[at];
            continue;
        }
        ++at;
    }
    return out;
}

std::string text(std::string_view id, Language language,
                 std::initializer_list<std::string_view> arguments) {
    return text(id, language, std::vector<std::string>(arguments.begin(), arguments.end()));
}

std::string text_of(const Because& because, Language language) {
    std::vector<std::string> arguments;
    arguments.reserve(because.arguments.size());
    for (const auto& argument : because.arguments) {
        if (const auto* reason = std::get_if<Reason>(&argument))
            arguments.push_back(text_of(*reason, language));
        else if (const auto* field = std::get_if<FieldId>(&argument))
            arguments.emplace_back(label(*field, language));
        else arguments.push_back(std::get<std::string>(argument));
    }
    return text("reason." + std::string(name_of(because.reason)), language, arguments);
}

std::string_view label(FieldId field, Language language) noexcept {
    return text(row_of(field).message, language);
}

std::string label(FieldKey key, Language language) {
    const auto plain = label(key.id, language);
    if (key.person < 2) return std::string(plain);
    return text("field.numbered", language, {plain, std::to_string(key.person)});
}

}  // namespace card
