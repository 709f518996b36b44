// SPDX-License-Identifier: Apache-2.0
// The words of a command: what is wrong with them is said without repeating a person's.
#pragma once
#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace cardtool {

/// What an option takes; `usage_text` says what it wants.
CLI::Validator is_day();      ///< YYYY-MM-DD, a day of the calendar
CLI::Validator is_state();    ///< two letters, made capitals (Doc 9303-12 §7.1.1.4)
CLI::Validator is_seconds();  ///< a time that is waited for
CLI::Validator is_folder();   ///< that there is
CLI::Validator is_one_of(std::vector<std::string> words);
CLI::Validator is_number(std::size_t least, std::size_t most);  ///< whole, both among them
/// No option and no verb of this command takes an empty word: it is a script's variable that was
/// not set.
void refuse_empty_words(CLI::App& app);

/// All words but the program's name; "help VERB" and "version" as the options of that name.
std::vector<std::string> words_of(int argc, char** argv);
/// Why the words make no command: names options and verbs, never what was given to them. `error`
/// must come from parsing these words by this app.
std::string usage_text(const CLI::ParseError& error, const CLI::App& app,
                       const std::vector<std::string>& words);

}  // namespace cardtool
