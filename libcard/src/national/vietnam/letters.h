// SPDX-License-Identifier: Apache-2.0
// Vietnamese letters, taken apart: the letter below, its shape and its tone.
#pragma once
#include <string_view>

namespace card::national::vietnam {

/// The letter of A to Z below a letter with marks; 0 where it is none.
char base_of(char32_t code);

/// The marks of a Vietnamese letter: its shape ('^', '(', '+', or '-' of đ; blank: none) and its
/// tone (1 to 5: grave, acute, hook, tilde, dot; blank: none). Empty for another letter.
std::string_view marks_of(char32_t letter);

/// Whether a mark that is seen is not the other's: one that is missing says nothing.
bool marks_contradict(char32_t seen, char32_t original);
/// The same of texts, word by word: a tone may stand on another letter of its word ("Hoà", "Hòa").
/// A text without any marks says nothing.
bool marks_contradict(std::string_view seen, std::string_view original);

/// Letters of ASCII, Latin-1, Greek, Cyrillic and Vietnamese: whether it is the capital of a pair,
/// and the two of its pair. What has no pair is both.
bool is_capital(char32_t letter);
char32_t small_of(char32_t letter);
char32_t capital_of(char32_t letter);

/// Whether both texts have letters of either case, so that case tells a letter that was lost
/// ("Đan", "an") from another name ("An"). What stands in a letter's place in `seen` has no case.
bool have_both_cases(std::string_view seen, std::string_view original);

}  // namespace card::national::vietnam
