// SPDX-License-Identifier: Apache-2.0
// Texts out of certificates and chips steer no terminal, and hide nothing in JSON.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "card/printable.h"
#include "lds/text.h"

namespace {

std::string of(char32_t code) {
    std::string text;
    card::lds::put_utf8(text, code);
    return text;
}

TEST(Printable, marks_that_steer_or_that_nobody_sees_become_question_marks) {
    for (const char32_t code :
         {U'\x1B',   U'\n',         U'\u0085',     U'\u00AD',    U'\u034F', U'\u061C',
          U'\u115F', U'\u180E',     U'\u200B',     U'\u200F',    U'\u2028', U'\u202E',
          U'\u2060', U'\u2064',     U'\u2066',     U'\u206F',    U'\u3164', U'\uFEFF',
          U'\uFFF9', U'\U000E0001', U'\U000E0041', U'\U000E007F'})
        EXPECT_EQ(card::printable("AB" + of(code) + "C"), "AB?C") << std::hex << int(code);
}

TEST(Printable, letters_of_names_stay) {
    for (const std::string text : {"Nguyễn Văn Thử", "e\u0302\u0303", "می\u200Cخواهم", "क्\u200Dष",
                                   "王", "O\u2019Neill", "\u00A0", "\U00020000"})
        EXPECT_EQ(card::printable(text), text);
}

TEST(Printable, marks_are_escapes_in_json_and_read_back_as_they_were) {
    for (const char32_t code : {U'\u202E', U'\uFEFF', U'\U000E0041', U'\U000E0FFF'}) {
        const std::string name = "AB" + of(code) + "C";
        const auto line = card::escaped_marks(nlohmann::json{{"name", name}}.dump());
        EXPECT_EQ(line.find(of(code)), std::string::npos) << std::hex << int(code);
        EXPECT_EQ(nlohmann::json::parse(line).at("name"), name);
    }
    EXPECT_EQ(card::escaped_marks("\"" + of(U'\U000E0041') + "\""), "\"\\uDB40\\uDC41\"");
}

}  // namespace
