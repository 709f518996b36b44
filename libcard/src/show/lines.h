// SPDX-License-Identifier: Apache-2.0
// Lines for people who look into a file: a title, then labels with values behind them.
#pragma once
#include <string>
#include <string_view>

#include "card/messages.h"

namespace card::show {

class Lines {
public:
    Lines(Language language, std::size_t width) : language_(language), width_(width) {}
    Language language() const noexcept { return language_; }
    void title(const Sentence& sentence);
    /// A label of i18n/messages.tsv, or one that is the same in each language.
    void field(const Sentence& label, const Sentence& value) { line({}, label, value); }
    /// Of what the field before it is about.
    void detail(const Sentence& label, const Sentence& value) { line("  ", label, value); }
    std::string take() { return std::move(out_); }

private:
    void line(std::string_view indent, const Sentence& label, const Sentence& value);

    Language language_;
    std::size_t width_;
    std::string out_;
};

}  // namespace card::show
