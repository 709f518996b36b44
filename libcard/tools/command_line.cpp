// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

#include <algorithm>
#include <numeric>

#include "common.h"
#include "texts.h"

namespace cardtool {
namespace {

using Words = std::vector<std::string>;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// "--josn" of "--josn=x": nothing else of an option's word is repeated. Empty: it is no option.
std::string option_in(const std::string& word) {
    static constexpr std::size_t kMost = 24;
    const auto name = word.substr(0, word.find('='));
    const auto first = name.find_first_not_of('-');
    const bool option = first != std::string::npos && first > 0 && first < 3 &&
                        name.size() <= kMost && std::all_of(name.begin(), name.end(), [](char c) {
                            return is_letter(c) || c == '-' || (c >= '0' && c <= '9');
                        });
    return option && is_letter(name[first]) ? name : std::string();
}

/// An option whose letters were struck with shift ("--CAN"), as it is written; else empty.
std::string option_in_capitals(const std::string& word, const Words& options) {
    auto name = word.substr(0, word.find('='));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool known = std::ranges::find(options, name) != options.end();
    return known && !word.starts_with(name) ? name : std::string();
}

/// A word that may be a verb: nothing that stands on a card is so.
bool is_verb_like(const std::string& word) {
    static constexpr std::size_t kMost = 12;
    return word.size() <= kMost && std::ranges::all_of(word, is_letter);
}

/// The next word from `at` on that is no option and not the language's.
std::size_t verb_at(const Words& words, std::size_t at) {
    while (at < words.size() &&
           (words[at].starts_with("-") || (at > 0 && words[at - 1] == "--lang")))
        ++at;
    return at;
}

/// Changes of one letter that make one word of the other.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t before = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = before + (a[i - 1] == b[j - 1] ? 0 : 1);
            before = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// " - did you mean X?", where something is near.
std::string nearest(const std::string& word, const Words& names) {
    static constexpr std::size_t kFar = 3;
    std::size_t least = kFar;
    std::string best;
    for (const auto& name : names)
        if (const auto changes = distance(word, name); changes < least) {
            least = changes;
            best = name;
        }
    return best.empty() ? best : " " + tr("cardtool.usage.meant", {best});
}

/// The app of the verbs that the words name.
const CLI::App& chosen(const CLI::App& app) {
    const auto verbs = app.get_subcommands();
    return verbs.empty() ? app : chosen(*verbs.front());
}

Words options_of(const CLI::App& app) {
    Words names;
    for (const auto* at = &app; at; at = at->get_parent())
        for (const auto* option : at->get_options())
            for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

Words verbs_of(const CLI::App& app) {
    Words names;
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(verb->get_name());
    return names;
}

/// The first option of this command that the parser's own text names: what else is in it may be a
/// person's.
std::string option_named(const std::string& text, const CLI::App& app) {
    std::size_t first = std::string::npos;
    std::string found;
    for (const auto& name : options_of(app)) {
        const auto at = text.find(name);
        const bool longer = at == first && name.size() > found.size();
        if (at != std::string::npos && (at < first || longer)) {
            first = at;
            found = name;
        }
    }
    return found;
}

std::string of_extras(const CLI::App& app, const Words& words) {
    const auto& verb = chosen(app);
    const auto extras = app.remaining(true);
    // What stands for a verb says more than its options.
    const auto verbs = verbs_of(verb);
    const auto stray = std::ranges::find_if(extras, is_verb_like);
    if (!verbs.empty() && stray != extras.end())
        return tr("cardtool.usage.unknown_verb", {*stray}) + nearest(*stray, verbs);
    for (const auto& extra : extras)
        if (const auto option = option_in(extra); !option.empty()) {
            const auto known = options_of(verb);
            if (std::ranges::find(known, option) != known.end())
                return tr("cardtool.usage.option_before", {option});
            return tr("cardtool.usage.unknown_option", {option}) + nearest(option, known);
        }
    for (const auto& extra : extras)
        if (const auto meant = option_in_capitals(extra, options_of(verb)); !meant.empty())
            return tr("cardtool.usage.unknown_option", {extra.substr(0, meant.size())}) + " " +
                   tr("cardtool.usage.meant", {meant});
    const auto at = extras.empty() ? words.end() : std::ranges::find(words, extras.front());
    std::string behind;
    for (auto word = words.begin(); word != at; ++word)
        if (const auto option = option_in(*word); !option.empty()) behind = option;
    return behind.empty() ? tr("cardtool.usage.extra_words")
                          : tr("cardtool.usage.extra_words_behind", {behind});
}

std::string of_missing(const CLI::RequiredError& error, const CLI::App& app, const Words& words) {
    const auto& verb = chosen(app);
    const auto verbs = verbs_of(verb);
    for (const auto& extra : app.remaining(true))
        if (!option_in(extra).empty()) return of_extras(app, words);
    if (verbs.empty()) {
        const std::string text = error.what();
        return tr("cardtool.usage.missing", {text.substr(0, text.find(' '))});
    }
    // What stands for a verb, behind those that there are.
    for (auto at = verb_at(words, 0); at < words.size(); at = verb_at(words, at + 1))
        if (is_verb_like(words[at]) && words[at] != verb.get_name())
            return tr("cardtool.usage.unknown_verb", {words[at]}) + nearest(words[at], verbs);
    return tr("cardtool.usage.no_verb");
}

std::size_t times_given(const std::string& option, const Words& words) {
    return static_cast<std::size_t>(std::ranges::count_if(words, [&option](const auto& word) {
        return word == option || word.starts_with(option + "=");
    }));
}

/// How a check of this file ends its text, and what it wants, in words.
struct Wanted {
    const char* text;
    const char* sentence;
};
constexpr Wanted kWanted[]{{"no day", "cardtool.usage.day"},
                           {"no state", "cardtool.usage.state"},
                           {"no word", "cardtool.usage.word_missing"},
                           {"no seconds", "cardtool.usage.seconds"},
                           {"no folder", "cardtool.usage.folder"}};
/// The same, with what fits behind it.
constexpr Wanted kWantedOf[]{{"none of: ", "cardtool.usage.one_of"},
                             {"no number from ", "cardtool.usage.number"}};

/// Given twice, without its word, or with one that it does not take.
std::string of_count(const std::string& option, const CLI::App& verb, const Words& words) {
    const auto* known = verb.get_option_no_throw(option);
    for (const auto* at = &verb; !known && at; at = at->get_parent())
        known = at->get_option_no_throw(option);
    if (known && known->get_items_expected_max() == 0)
        return tr("cardtool.usage.takes_no_word", {option});
    const bool many = known && known->get_items_expected_max() > 1;
    const bool twice = !many && times_given(option, words) > 1;
    return tr(twice ? "cardtool.usage.twice" : "cardtool.usage.word_missing", {option});
}

}  // namespace

CLI::Validator is_day() {
    return {[](const std::string& word) { return time_of(word) ? "" : kWanted[0].text; }, "",
            "day"};
}

CLI::Validator is_state() {
    const auto check = [](std::string& word) {
        static constexpr std::size_t kLetters = 2;
        for (char& c : word)
            if (is_letter(c)) c = static_cast<char>(c - 'a' + 'A');
        const bool state = word.size() == kLetters &&
                           std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
        return std::string(state ? "" : kWanted[1].text);
    };
    return {check, "", "state"};
}

CLI::Validator is_one_of(std::vector<std::string> words) {
    const auto check = [words = std::move(words)](const std::string& word) {
        if (std::ranges::find(words, word) != words.end()) return std::string();
        std::string all;
        for (const auto& one : words) all += (all.empty() ? "'" : ", '") + one + "'";
        return kWantedOf[0].text + all;
    };
    return {check, "", "one_of"};
}

CLI::Validator is_number(std::size_t least, std::size_t most) {
    const auto check = [least, most](const std::string& word) {
        std::size_t number = 0;
        const bool fits =
            CLI::detail::lexical_cast(word, number) && number >= least && number <= most;
        return fits ? std::string()
                    : kWantedOf[1].text + std::to_string(least) + " - " + std::to_string(most);
    };
    return {check, "", "number"};
}

CLI::Validator is_folder() {
    return {[](const std::string& word) {
                std::error_code error;
                return std::filesystem::is_directory(word, error) ? "" : kWanted[4].text;
            },
            "", "folder"};
}

CLI::Validator is_seconds() {
    const auto check = [](const std::string& word) {
        static constexpr double kLeast = 0.1, kMost = 1e6;
        double seconds = 0;  // "nan" is a number to most parsers, and in no range
        const bool fits =
            CLI::detail::lexical_cast(word, seconds) && seconds >= kLeast && seconds <= kMost;
        return std::string(fits ? "" : kWanted[3].text);
    };
    return {check, "", "seconds"};
}

void refuse_empty_words(CLI::App& app) {
    for (auto* option :
         app.get_options([](const CLI::Option* one) { return one->get_items_expected_max() > 0; }))
        option->check([](const std::string& word) {
            return std::string(word.empty() ? kWanted[2].text : "");
        });
    for (auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        refuse_empty_words(*verb);
}

std::vector<std::string> words_of(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const auto at = verb_at(words, 0);
    if (at < words.size() && words[at] == "version") words[at] = "--version";
    if (at < words.size() && words[at] == "help") {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        words.emplace_back("--help");
    }
    return words;
}

std::string usage_text(const CLI::ParseError& error, const CLI::App& app,
                       const std::vector<std::string>& words) {
    const bool asks = dynamic_cast<const CLI::Success*>(&error);
    if (asks || dynamic_cast<const CLI::ExtrasError*>(&error)) return of_extras(app, words);
    if (const auto* missing = dynamic_cast<const CLI::RequiredError*>(&error))
        return of_missing(*missing, app, words);
    const auto& verb = chosen(app);
    const std::string text = error.what();
    const auto option = option_named(text, verb);
    if (option.empty())
        return tr(text.ends_with(kWanted[2].text) ? "cardtool.usage.empty_word"
                                                  : "cardtool.usage.other");
    for (const auto& [wanted, sentence] : kWanted)
        if (text.ends_with(wanted)) return tr(sentence, {option});
    for (const auto& [wanted, sentence] : kWantedOf)
        if (const auto at = text.rfind(wanted); at != std::string::npos)
            return tr(sentence, {option, text.substr(at + std::string_view(wanted).size())});
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) return of_count(option, verb, words);
    if (dynamic_cast<const CLI::RequiresError*>(&error))
        return tr("cardtool.usage.needs", {option});
    return tr("cardtool.usage.unfit", {option});
}

}  // namespace cardtool
