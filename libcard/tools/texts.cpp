// SPDX-License-Identifier: Apache-2.0
#include "texts.h"

#include <algorithm>
#include <cstdlib>

#include "card/explain.h"

namespace cardtool {
namespace {

Language chosen = Language::en;

/// Sentences of the library's own errors about what a person gave; they are found by their English.
constexpr std::string_view kSaid[]{
    "cardtool.said.can",           "cardtool.said.document_number",
    "cardtool.said.mrz_date",      "cardtool.said.mrz_characters",
    "cardtool.said.mrz_length",    "cardtool.said.mrz_digit",
    "cardtool.said.date",          "cardtool.said.no_such_day",
    "cardtool.said.dates_swapped", "cardtool.said.id_number",
    "cardtool.said.qr_long",       "cardtool.said.qr_fields",
    "cardtool.said.qr_other",      "cardtool.said.qr_cut",
    "cardtool.said.qr_keyboard",   "cardtool.said.no_folder",
    "cardtool.said.no_path",       "cardtool.said.cannot_be_read",
    "cardtool.said.is_there",      "cardtool.said.cannot_be_written",
    "cardtool.said.no_reader",     "cardtool.said.no_service",
    "cardtool.said.not_let_in",    "cardtool.said.kept_out",
    "cardtool.said.turned_away",
};

/// What several slots held stands in one sentence: "none_has; SLOT: ...; SLOT: ...".
constexpr std::string_view kNoneHas = "cardtool.said.none_has";
constexpr std::string_view kFound[]{
    kNoneHas,
    "cardtool.said.bank",
    "cardtool.said.storage",
    "cardtool.said.no_application",
    "cardtool.said.dead",
    "cardtool.said.busy",
};

std::string_view from_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) return value;
    return {};
}

std::string found_in(std::string own, Language language) {
    if (!own.starts_with(card::text(kNoneHas, Language::en))) return {};
    for (const auto id : kFound) {
        const auto english = card::text(id, Language::en), wanted = card::text(id, language);
        for (auto at = own.find(english); at != std::string::npos;
             at = own.find(english, at + wanted.size()))
            own.replace(at, english.size(), wanted);
    }
    return own;
}

/// A sentence may stand behind the name of a file: "FILE: cannot be read".
std::string said_in(const std::string& own, Language language) {
    for (const auto id : kSaid) {
        const auto english = card::text(id, Language::en);
        if (own == english) return std::string(card::text(id, language));
        if (own.ends_with(": " + std::string(english)))
            return own.substr(0, own.size() - english.size()) +
                   std::string(card::text(id, language));
    }
    return {};
}

card::Sentence sentence_of(std::string_view id, std::initializer_list<std::string_view> named) {
    auto sentence = card::said(id);
    for (const auto argument : named) sentence.arguments.emplace_back(std::string(argument));
    return sentence;
}

}  // namespace

Language language() { return chosen; }

void choose_language(std::span<const std::string> words) {
    static constexpr std::string_view kOption = "--lang";
    std::string_view wanted = from_environment();
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at] == kOption && at + 1 < words.size()) wanted = words[at + 1];
        if (words[at].starts_with("--lang="))
            wanted = std::string_view(words[at]).substr(kOption.size() + 1);
    }
    chosen = wanted.starts_with("vi") ? Language::vi : Language::en;
}

std::string tr(std::string_view id, std::initializer_list<std::string_view> arguments) {
    return card::text(id, chosen, arguments);
}

std::string_view id_of(card::Interface interface) {
    switch (interface) {
        case card::Interface::contactless: return "cardtool.reader.contactless";
        case card::Interface::contact: return "cardtool.reader.contact";
        case card::Interface::unknown: break;
    }
    return "cardtool.reader.unknown";
}

Told::Told(card::Errc code, card::Step step, std::string_view id,
           std::initializer_list<std::string_view> arguments)
    : Error(code, step, sentence_of(id, arguments)) {}

std::string error_text(const card::Error& error, Language language) {
    std::string own = error.what();
    if (language == Language::en) return own;
    const auto explained = card::explain(error);
    if (!explained.closer.empty()) return text_of(explained, language);
    if (auto said = said_in(own, language); !said.empty()) return said;
    if (auto found = found_in(own, language); !found.empty()) return found;
    const std::string general(card::text(explained.headline, language));
    // What a command was given is named by the error alone.
    const bool names_input = error.code() == card::Errc::usage || error.code() == card::Errc::io ||
                             error.code() == card::Errc::malformed;
    return names_input ? general + " (" + own + ")" : general;
}

}  // namespace cardtool
