// SPDX-License-Identifier: Apache-2.0
// What people read, in English and Vietnamese.
#pragma once
#include <string>
#include <string_view>

#include "card/error.h"
#include "card/messages.h"

namespace cardtool {

using card::Language;
/// "en" or "vi"; empty: what LANG says.
Language language_of(std::string_view wanted);

/// A sentence for an error that ended a reading; in Vietnamese where there is one, else as it is.
std::string error_text(const card::Error& error, Language language);
/// What a person can do about it, where error_text() does not say; null: nothing.
const char* advice_text(card::Errc code, Language language);
/// Headings by key: "holder", "checks", "reasons", "anchor_missing", ...
std::string heading(std::string_view key, Language language);

}  // namespace cardtool
