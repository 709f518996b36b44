// SPDX-License-Identifier: Apache-2.0
#include "show/lines.h"

#include <algorithm>

#include "card/printable.h"

namespace card::show {
namespace {

constexpr std::size_t kLabel = 24;

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool goes_on(const std::string& text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

}  // namespace

void Lines::title(const Sentence& sentence) { out_ += text_of(sentence, language_) + "\n"; }

void Lines::line(std::string_view indent, const Sentence& label, const Sentence& value) {
    auto name = std::string(indent) + text_of(label, language_);
    const std::size_t has = columns(name);
    name.append(has < kLabel ? kLabel - has : 0, ' ');
    std::string rest = printable(text_of(value, language_));
    std::string start = "  " + name + " ";
    do {
        const std::size_t room = width_ - columns(start);
        std::size_t cut = std::min(room, rest.size());
        while (cut < rest.size() && cut > 0 && goes_on(rest, cut)) --cut;
        if (cut == 0) cut = std::min(room, rest.size());  // no UTF-8
        out_ += start + rest.substr(0, cut) + "\n";
        rest.erase(0, cut);
        start = std::string(kLabel + 3, ' ');
    } while (!rest.empty());
}

}  // namespace card::show
