// SPDX-License-Identifier: Apache-2.0
// What is said of a scanner that was tried on the code of known text.
#include "core/scanner_trial.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using kiosk::judge_scanner;
using kiosk::kTrialCode;
using kiosk::ScannerTrial;

std::string with(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string ascii_only(std::string_view text, const char* instead) {
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x80) out += c;
        else if (octet >= 0xC0) out += instead;  // one for a letter
    }
    return out;
}

const std::string kWhole(kTrialCode);

TEST(ScannerOnTrial, that_sends_every_letter_is_good_also_behind_a_prefix) {
    EXPECT_EQ(judge_scanner(kWhole), ScannerTrial::good);
    EXPECT_EQ(judge_scanner("]Q1" + kWhole + "\r"), ScannerTrial::good);
}

TEST(ScannerOnTrial, that_loses_doubles_or_replaces_letters_with_marks_is_told_as_that) {
    EXPECT_EQ(judge_scanner(ascii_only(kWhole, "")), ScannerTrial::letters);
    EXPECT_EQ(judge_scanner(ascii_only(kWhole, "?")), ScannerTrial::letters);
    EXPECT_EQ(judge_scanner(ascii_only(kWhole, "ee")), ScannerTrial::letters);
    EXPECT_EQ(judge_scanner("]Q3" + ascii_only(kWhole, "")), ScannerTrial::letters);
}

TEST(ScannerOnTrial, on_another_keyboard_layout_is_told_as_that) {
    // French: no digit without Shift, and another key for the bar.
    auto french = ascii_only(kWhole, "");
    const std::string digits = "0123456789";
    const char* keys[]{"à", "&", "é", "\"", "'", "(", "-", "è", "_", "ç"};
    for (std::size_t i = 0; i < digits.size(); ++i)
        french = with(french, std::string(1, digits[i]), keys[i]);
    EXPECT_EQ(judge_scanner(with(ascii_only(kWhole, ""), "|", "~")), ScannerTrial::characters);
    EXPECT_EQ(judge_scanner(with(ascii_only(kWhole, ""), "N", "n")), ScannerTrial::characters)
        << "Caps Lock";
    EXPECT_EQ(judge_scanner(french), ScannerTrial::characters);
}

TEST(ScannerOnTrial, that_was_held_over_something_else_is_told_as_that) {
    EXPECT_EQ(judge_scanner("https://example.org/a-page-about-nothing"), ScannerTrial::other);
    EXPECT_EQ(judge_scanner("8934588063053"), ScannerTrial::other);
    EXPECT_EQ(
        judge_scanner("999099000123|000000001|Nguyen Van Thu|01011999|Nam|So 1 Duong Thu|02022022"),
        ScannerTrial::other)
        << "a card's own code is nobody's business here";
    EXPECT_EQ(judge_scanner(""), ScannerTrial::other);
}

}  // namespace
