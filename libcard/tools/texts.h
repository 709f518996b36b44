// SPDX-License-Identifier: Apache-2.0
// What people read, in English and Vietnamese.
#pragma once
#include <string>
#include <string_view>

#include "card/error.h"
#include "card/messages.h"
#include "card/report.h"

namespace cardtool {

using card::Language;
/// "en" or "vi"; empty: what LANG says.
Language language_of(std::string_view wanted);

struct VerdictText {
    std::string title, body, action;
};
VerdictText verdict_text(const card::Report& report, Language language);
/// A check's reason; in Vietnamese where there is a text for it, else as it is.
std::string reason_text(const card::Check& check, Language language);
/// A sentence for an error that ended a reading; in Vietnamese where there is one, else as it is.
std::string error_text(const card::Error& error, Language language);
/// What a person can do about it, where error_text() does not say; null: nothing.
const char* advice_text(card::Errc code, Language language);
std::string outcome_text(card::Outcome outcome, Language language);
/// Headings by key: "holder", "checks", "attention", "not_known", "anchor_missing", ...
std::string heading(std::string_view key, Language language);

}  // namespace cardtool
