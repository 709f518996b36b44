// SPDX-License-Identifier: Apache-2.0
// Contactless or contact: by the card's answer to reset, else by the names that libccid and pcscd
// give to slots.
#include <algorithm>
#include <array>
#include <cctype>

#include "card/readers.h"

namespace card {
namespace {

/// Whole words of a name, and where each stands: "5422CL" and "5025-CL" both end in CL.
using Words = std::vector<std::string>;

bool is_sign(char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

Words words_of(std::string_view text) {
    Words words(1);
    for (const char c : text) {
        if (!is_sign(c))
            words.back() += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        else if (!words.back().empty()) words.emplace_back();
    }
    return words;
}

template <std::size_t count>
bool is_one_of(const std::string& word, const std::array<const char*, count>& list) {
    return std::ranges::any_of(list, [&](const char* known) { return word == known; });
}

bool means_contactless(const std::string& word) {
    static constexpr std::array kWords{"CONTACTLESS", "PICC", "CL",   "CLI",
                                       "NFC",         "RF",   "RFID", "RFRW"};
    const auto size = word.size();
    return is_one_of(word, kWords) ||
           (size > 2 && word.ends_with("CL") && is_digit(word[size - 3])) ||
           (size > 2 && word.starts_with("CL") && is_digit(word[2]));
}

/// "SAM", "SAM1": a module that is built in, never a person's card.
bool means_contact(const std::string& word) {
    static constexpr std::array kWords{"CONTACT", "CONTACTED", "ICC", "SIM"};
    return is_one_of(word, kWords) ||
           (word.starts_with("SAM") && std::all_of(word.begin() + 3, word.end(), is_digit));
}

/// Where a name says both, as "Dual CL Reader SAM", the last word tells the slot; joined by a sign,
/// as "CL + SAM Reader", they tell the housing, and its reader is the contactless one.
Interface by_words(std::string_view text) {
    auto said = Interface::unknown;
    bool contactless = false;
    for (const auto& word : words_of(text)) {
        if (means_contactless(word)) said = Interface::contactless, contactless = true;
        else if (means_contact(word)) said = Interface::contact;
    }
    const bool joined = text.find_first_of("+&") != std::string_view::npos;
    return contactless && joined ? Interface::contactless : said;
}

/// Their names say nothing, or "dual": makers' lists do.
bool is_contactless_model(const Words& words) {
    static constexpr std::array kModels{"R502",   "VR504",     "BR500",     "PN7462AU",  "PR533",
                                        "TWN4",   "PROX",      "VHBR",      "FELICA",    "PASORI",
                                        "CPL108", "VERICLASS", "EPASSPORT", "WALLETMATE"};
    static constexpr std::array kOmnikey{"5021", "5022", "5023", "5025", "5027", "5027CK",
                                         "5121", "5122", "5125", "5127", "5321", "5326",
                                         "5421", "5422", "5427", "5X21", "6121", "6321"};
    static constexpr std::array kAcs{"ACR12", "ACR13", "ACR15"};
    const bool omnikey = std::ranges::any_of(
        words, [](const auto& word) { return word == "OMNIKEY" || word == "CARDMAN"; });
    return std::ranges::any_of(words, [&](const auto& word) {
        return is_one_of(word, kModels) || (omnikey && is_one_of(word, kOmnikey)) ||
               std::ranges::any_of(kAcs,
                                   [&](const char* begin) { return word.starts_with(begin); });
    });
}

bool has_pair(const Words& words, const char* first, const char* second) {
    for (std::size_t at = 1; at < words.size(); ++at)
        if (words[at - 1] == first && words[at] == second) return true;
    return false;
}

/// One slot of a housing whose other slot has "CL" behind the same number.
bool is_slot_without_cl(const Words& words) {
    static constexpr std::array kModels{"5122", "5422"};
    return std::ranges::any_of(words, [](const auto& word) { return is_one_of(word, kModels); });
}

std::string without_parentheses(std::string_view text) {
    std::string kept;
    int depth = 0;
    for (const char c : text) {
        if (c == '(') ++depth;
        if (depth == 0) kept += c;
        if (c == ')' && depth > 0) --depth;
    }
    return kept;
}

/// "DRIVER'S NAME [NAME OF THE USB INTERFACE] (SERIAL NUMBER) 00 00", as pcscd composes it; the
/// serial number may be any word.
Interface by_name(std::string_view name) {
    const auto open = name.find('['), close = name.find(']');
    const bool has_interface =
        open != std::string_view::npos && close != std::string_view::npos && open < close;
    const auto driver = without_parentheses(name.substr(0, open));
    if (has_interface) {
        const auto slot = name.substr(open + 1, close - open - 1);
        const auto said = by_words(slot);
        if (said != Interface::unknown) return said;
        if (is_slot_without_cl(words_of(slot))) return Interface::contact;
    }
    const auto said = by_words(driver);
    if (said != Interface::unknown) return said;
    const auto words = words_of(driver);
    if (is_contactless_model(words) || has_pair(words, "DUAL", "INTERFACE"))
        return Interface::contactless;
    return has_pair(words, "SC", "READER") ? Interface::contact : Interface::unknown;
}

/// PC/SC part 3 §3.1.3.2.3: the answer to reset of a contactless card is made by its reader, 3B 8n
/// 80 01 and what the card calls historical. One with an electrical parameter (TA, TB or TC of ISO
/// 7816-3 §8.2.3) or of inverse convention comes from contacts.
Interface by_answer_to_reset(ByteView atr) {
    static constexpr std::uint8_t kDirect = 0x3B, kInverse = 0x3F;
    static constexpr std::uint8_t kParameters = 0x70, kPresent = 0xF0, kOnlyTd = 0x80;
    static constexpr std::uint8_t kT0 = 0x80, kT1 = 0x01;
    if (atr.size() < 2) return Interface::unknown;
    if (atr[0] == kInverse) return Interface::contact;
    if (atr[0] != kDirect) return Interface::unknown;
    if ((atr[1] & kParameters) != 0) return Interface::contact;
    if ((atr[1] & kPresent) != kOnlyTd || atr.size() < 4) return Interface::unknown;
    if (atr[2] == kT0 && atr[3] == kT1) return Interface::contactless;
    return (atr[2] & kParameters) != 0 ? Interface::contact : Interface::unknown;
}

}  // namespace

std::string_view name_of(Interface interface) {
    switch (interface) {
        case Interface::contactless: return "contactless";
        case Interface::contact: return "contact";
        case Interface::unknown: break;
    }
    return "unknown";
}

Interface interface_of(std::string_view reader, ByteView atr) {
    const auto answered = by_answer_to_reset(atr);
    return answered != Interface::unknown ? answered : by_name(reader);
}

}  // namespace card
