// SPDX-License-Identifier: Apache-2.0
// A sentence as a value: which message it is and what it names. Its words stand in
// i18n/messages.tsv alone, so that it can be said in each language.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "card/export.h"

namespace card {

enum class Language : std::uint8_t { en, vi };

/// Text is technical (a name out of a certificate, a number, a date, a file), never personal.
struct Sentence {
    std::string id;    ///< of i18n/messages.tsv; empty: `same` is all
    std::string same;  ///< what is the same in each language
    /// For %1, %2, ... of the message; without an id what stands behind `same`.
    std::vector<Sentence> arguments;

    Sentence() = default;
    /// What is the same in each language.
    Sentence(std::string same_in_each_language) : same(std::move(same_in_each_language)) {}
    /// Whether there is nothing to say.
    bool empty() const noexcept { return id.empty() && same.empty() && arguments.empty(); }
    /// The same message with the same arguments.
    CARD_API bool operator==(const Sentence& other) const;
};

/// The message with this id and what it names.
CARD_API Sentence said(std::string_view id, std::initializer_list<Sentence> arguments = {});
/// The one behind the other.
CARD_API Sentence operator+(Sentence first, Sentence second);
/// In words.
CARD_API std::string text_of(const Sentence& sentence, Language language);

}  // namespace card
