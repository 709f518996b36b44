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

/// Whether it is the capital of its pair; `marks_of` knows it.
bool is_capital(char32_t letter);
/// The small one and the capital of its pair; `marks_of` knows it.
char32_t small_of(char32_t letter);
char32_t capital_of(char32_t letter);

}  // namespace card::national::vietnam
