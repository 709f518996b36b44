// SPDX-License-Identifier: Apache-2.0
// The words that people read, in English and Vietnamese: i18n/messages.tsv, compiled in.
#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "card/export.h"
#include "card/fields.h"
#include "card/reason.h"
#include "card/sentence.h"

namespace card {

/// The text with this id, placeholders as they are; the id itself where there is none, so that a
/// slip is seen. What is returned lives as long as the program, or as `id` does.
CARD_API std::string_view text(std::string_view id, Language language) noexcept;
/// The same with %1 to %9 replaced by the arguments in their order, %* by all of them with commas
/// between. What an argument holds is never taken for a placeholder.
CARD_API std::string text(std::string_view id, Language language,
                          std::span<const std::string> arguments);
CARD_API std::string text(std::string_view id, Language language,
                          std::initializer_list<std::string_view> arguments);
/// The sentence of one reason, its arguments in their places.
CARD_API std::string text_of(const Because& because, Language language);
/// The same as a value.
CARD_API Sentence said(const Because& because);
/// "Full name", "Họ và tên"
CARD_API std::string_view label(FieldId field, Language language) noexcept;
/// The same; from the second person to notify on with the person's number.
CARD_API std::string label(FieldKey key, Language language);

}  // namespace card
