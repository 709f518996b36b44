// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/typing.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "lds/text.h"
#include "national/vietnam/letters.h"

namespace card::national::vietnam {
namespace {

using Codes = std::u32string;

/// The keys of one way to type Vietnamese.
struct Typing {
    std::string_view tones;      ///< grave, acute, hook, tilde, dot
    char hat, breve, horn, bar;  ///< hat '\0': the letter itself again
    bool horn_alone = false;     ///< "w" for "uw"
};
constexpr Typing kTypings[]{{"FSRXJ", '\0', 'W', 'W', 'D'},        // Telex
                            {"FSRXJ", '\0', 'W', 'W', 'D', true},  // Telex, "w" for "uw"
                            {"21345", '6', '8', '7', '9'},         // VNI
                            {"`'?~.", '^', '(', '+', 'D'}};        // VIQR

bool is_key(char32_t code, const Typing& typing) {
    const auto key = static_cast<char>(code);
    return typing.tones.find(key) != std::string_view::npos || key == typing.hat ||
           key == typing.breve || key == typing.horn;
}

/// The keys that are struck for one letter: its own, and those of its marks.
std::string keys_of(char32_t code, const Typing& typing) {
    static constexpr char32_t kAscii = 0x80;
    const auto marks = marks_of(code);
    const char base = code < kAscii ? static_cast<char>(code) : base_of(code);
    std::string keys(1, base);
    if (marks.empty()) return keys;
    if (typing.horn_alone && marks[0] == '+' && base == 'U') keys.clear();
    if (marks[0] == '^') keys += typing.hat == '\0' ? base : typing.hat;
    if (marks[0] == '(') keys += typing.breve;
    if (marks[0] == '+') keys += typing.horn;
    if (marks[0] == '-') keys += typing.bar;
    if (marks[1] != ' ') keys += typing.tones[static_cast<std::size_t>(marks[1] - '1')];
    return keys;
}

/// Words in capitals; no signs but those that are keys, nothing that is not seen.
std::vector<Codes> words_of(std::string_view text, const Typing* typing) {
    static constexpr char32_t kAscii = 0x80, kNoBreak = 0xA0;
    std::vector<Codes> words(1);
    for (const auto code : lds::code_points(text)) {
        const char32_t capital = code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
        const bool letter = (capital >= 'A' && capital <= 'Z') || (code >= '0' && code <= '9') ||
                            (code >= kAscii && base_of(code) != '\0');
        if (letter || (typing && code < kAscii && is_key(code, *typing)))
            words.back().push_back(capital);
        else if ((code == ' ' || code == kNoBreak) && !words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// The keys of a letter's marks, without its own.
std::string mark_keys_of(char32_t code, const Typing& typing) {
    return keys_of(code, typing).substr(1);
}

/// Whether these keys, some of them composed already, make that word: its letters stand among them
/// in their order, and what else stands there are exactly the keys of its marks, each behind the
/// letter that it marks.
bool makes(const Codes& typed, const Codes& word, const Typing& typing) {
    static constexpr std::string_view kHorned = "+";
    std::map<char, int> wanted;
    int spare_horns = 0;  // one key may serve ư and ơ together
    std::size_t at = 0;
    for (const auto code : typed) {
        const char own = keys_of(code, typing)[0];
        if (at < word.size() && keys_of(word[at], typing)[0] == own) {
            for (const char key : mark_keys_of(word[at], typing)) ++wanted[key];
            for (const char key : mark_keys_of(code, typing)) --wanted[key];
            if (at > 0 && marks_of(word[at]).starts_with(kHorned) &&
                marks_of(word[at - 1]).starts_with(kHorned))
                ++spare_horns;
            ++at;
            continue;
        }
        for (const char key : keys_of(code, typing))
            if (--wanted[key] < 0) return false;
    }
    return at == word.size() && std::ranges::all_of(wanted, [&](const auto& key) {
               return key.second >= 0 && key.second <= (key.first == typing.horn ? spare_horns : 0);
           });
}

/// What was typed for the word; or what a program composed of its own letters, which were typed
/// plainly ("Ksor", "Ksỏ").
bool is_word_spelt(const Codes& printed, const Codes& original, const Typing& typing) {
    return makes(printed, original, typing) || makes(original, printed, typing);
}

Codes joined(const std::vector<Codes>& words) {
    Codes all;
    for (const auto& word : words) all += word;
    return all;
}

}  // namespace

bool is_spelt(std::string_view printed, std::string_view original) {
    const auto said = words_of(original, nullptr);
    return std::ranges::any_of(kTypings, [&](const Typing& typing) {
        const auto seen = words_of(printed, &typing);
        if (seen.size() == 1 && said.size() > 1)  // blanks were lost
            return is_word_spelt(seen[0], joined(said), typing);
        return std::ranges::equal(seen, said, [&](const Codes& word, const Codes& own) {
            return is_word_spelt(word, own, typing);
        });
    });
}

}  // namespace card::national::vietnam
