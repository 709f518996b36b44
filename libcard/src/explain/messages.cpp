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

Sentence said(const Because& because) {
    auto sentence = said("reason." + std::string(name_of(because.reason)));
    for (auto at = because.arguments.begin(); at != because.arguments.end(); ++at) {
        const auto& argument = *at;
        // A reason among them names what stands behind it.
        if (const auto* reason = std::get_if<Reason>(&argument))
            sentence.arguments.push_back(said(Because(*reason, {at + 1, because.arguments.end()})));
        else if (const auto* field = std::get_if<FieldId>(&argument))
            sentence.arguments.push_back(said(row_of(*field).message));
        else if (const auto* part = std::get_if<Sentence>(&argument))
            sentence.arguments.push_back(*part);
        else sentence.arguments.emplace_back(std::get<std::string>(argument));
    }
    return sentence;
}

std::string text_of(const Because& because, Language language) {
    return text_of(said(because), language);
}

Sentence said(std::string_view id, std::initializer_list<Sentence> arguments) {
    Sentence sentence;
    sentence.id = id;
    sentence.arguments = arguments;
    return sentence;
}

Sentence operator+(Sentence first, Sentence second) {
    if (first.empty()) return second;
    if (second.empty()) return first;
    if (!first.id.empty()) {
        Sentence both;
        both.arguments.push_back(std::move(first));
        first = std::move(both);
    }
    first.arguments.push_back(std::move(second));  // side by side: many are no deep tree
    return first;
}

bool Sentence::operator==(const Sentence& other) const {
    return id == other.id && same == other.same && arguments == other.arguments;
}

std::string text_of(const Sentence& sentence, Language language) {
    std::vector<std::string> arguments;
    arguments.reserve(sentence.arguments.size());
    for (const auto& argument : sentence.arguments)
        arguments.push_back(text_of(argument, language));
    if (!sentence.id.empty()) return text(sentence.id, language, arguments);
    std::string whole = sentence.same;
    for (const auto& argument : arguments) whole += argument;
    return whole;
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
