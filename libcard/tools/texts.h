// SPDX-License-Identifier: Apache-2.0
// Which language people read; the words are those of i18n/messages.tsv.
#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "card/error.h"
#include "card/messages.h"
#include "card/readers.h"

namespace cardtool {

using card::Language;
/// The program's language: what --lang asks for among its words, else what LC_ALL, LC_MESSAGES or
/// LANG says.
Language language();
void choose_language(std::span<const std::string> words);
/// The message with this id in the program's language.
std::string tr(std::string_view id, std::initializer_list<std::string_view> arguments = {});

/// The message that names how a slot meets its card.
std::string_view id_of(card::Interface interface);

/// An error whose sentence stands in messages.tsv.
class Told : public card::Error {
public:
    Told(card::Errc code, card::Step step, std::string_view id,
         std::initializer_list<std::string_view> arguments = {});
};

/// What happened: in English the error's own sentence, which names files and status words; in other
/// languages the same sentence where it is known, else the one for errors of its kind.
std::string error_text(const card::Error& error, Language language);

}  // namespace cardtool
