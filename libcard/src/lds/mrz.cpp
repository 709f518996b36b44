// SPDX-License-Identifier: Apache-2.0
#include "lds/mrz.h"

#include <optional>

#include "card/error.h"
#include "lds/data_groups.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::mrz, said(id)); }

int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    if (c == '<') return 0;
    fail("defect.mrz_character");
}

std::string trimmed(std::string_view field) {
    while (!field.empty() && field.back() == '<') field.remove_suffix(1);
    std::string text(field);
    for (char& c : text)
        if (c == '<') c = ' ';
    return text;
}

void parse_names(std::string_view field, Mrz& mrz) {
    const auto separator = field.find("<<");
    mrz.surname = trimmed(field.substr(0, separator));
    if (separator != std::string_view::npos) mrz.given_names = trimmed(field.substr(separator + 2));
}

void expect_digit(Mrz& mrz, CheckedField checked, std::string_view field, char digit) {
    if (digit == check_digit(field)) return;
    // What is not known may have a filler for its digit as well, which counts as 0.
    if (digit == '<' && trimmed(field).empty()) return;
    mrz.wrong_check_digits.push_back(checked);
}

/// A number longer than nine characters goes on in the optional data, its digit behind it (Doc
/// 9303-5 §4.2.2.1, -6 §4.2.2.1).
void parse_number(std::string_view number, char digit, std::string_view optional, Mrz& mrz) {
    mrz.optional_data = trimmed(optional);
    if (digit != '<' || mrz.optional_data.empty()) {
        mrz.document_number = trimmed(number);
        return expect_digit(mrz, CheckedField::document_number, number, digit);
    }
    const std::string_view rest = optional.substr(0, optional.find('<'));
    if (rest.size() < 2) {  // nothing goes on there, and the digit is missing
        mrz.document_number = trimmed(number);
        return mrz.wrong_check_digits.push_back(CheckedField::document_number), void();
    }
    mrz.document_number = std::string(number) + std::string(rest.substr(0, rest.size() - 1));
    mrz.optional_data = trimmed(optional.substr(rest.size()));
    expect_digit(mrz, CheckedField::document_number, mrz.document_number, rest.back());
}

void parse_td1(std::string_view t, Mrz& mrz) {
    mrz.format = MrzFormat::td1;
    mrz.document_code = trimmed(t.substr(0, 2));
    mrz.issuing_state = trimmed(t.substr(2, 3));
    mrz.birth_date = t.substr(30, 6);
    mrz.sex = t.substr(37, 1);
    mrz.expiry_date = t.substr(38, 6);
    mrz.nationality = trimmed(t.substr(45, 3));
    mrz.optional_data_2 = trimmed(t.substr(48, 11));
    parse_names(t.substr(60, 30), mrz);
    parse_number(t.substr(5, 9), t[14], t.substr(15, 15), mrz);
    expect_digit(mrz, CheckedField::date_of_birth, t.substr(30, 6), t[36]);
    expect_digit(mrz, CheckedField::date_of_expiry, t.substr(38, 6), t[44]);
    const std::string all = std::string(t.substr(5, 25)) + std::string(t.substr(30, 7)) +
                            std::string(t.substr(38, 7)) + std::string(t.substr(48, 11));
    expect_digit(mrz, CheckedField::composite, all, t[59]);
}

void parse_two_lines(std::string_view t, std::size_t width, Mrz& mrz) {
    const bool td3 = width == 44;
    mrz.format = td3 ? MrzFormat::td3 : MrzFormat::td2;
    const std::string_view second = t.substr(width);
    mrz.document_code = trimmed(t.substr(0, 2));
    mrz.issuing_state = trimmed(t.substr(2, 3));
    parse_names(t.substr(5, width - 5), mrz);
    mrz.nationality = trimmed(second.substr(10, 3));
    mrz.birth_date = second.substr(13, 6);
    mrz.sex = second.substr(20, 1);
    mrz.expiry_date = second.substr(21, 6);
    if (td3) {
        mrz.document_number = trimmed(second.substr(0, 9));
        mrz.optional_data = trimmed(second.substr(28, 14));
        expect_digit(mrz, CheckedField::document_number, second.substr(0, 9), second[9]);
    } else {
        parse_number(second.substr(0, 9), second[9], second.substr(28, 7), mrz);
    }
    expect_digit(mrz, CheckedField::date_of_birth, second.substr(13, 6), second[19]);
    expect_digit(mrz, CheckedField::date_of_expiry, second.substr(21, 6), second[27]);
    if (td3) expect_digit(mrz, CheckedField::personal_number, second.substr(28, 14), second[42]);
    const std::string all = std::string(second.substr(0, 10)) + std::string(second.substr(13, 7)) +
                            std::string(second.substr(21, td3 ? 22 : 14));
    expect_digit(mrz, CheckedField::composite, all, second[width - 1]);
}

}  // namespace

char check_digit(std::string_view field) {
    static constexpr int kWeights[] = {7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < field.size(); ++i) sum += value_of(field[i]) * kWeights[i % 3];
    return static_cast<char>('0' + sum % 10);
}

Sentence name_of(CheckedField field) {
    switch (field) {
        case CheckedField::document_number: return said("digit.document_number");
        case CheckedField::date_of_birth: return said("digit.date_of_birth");
        case CheckedField::date_of_expiry: return said("digit.date_of_expiry");
        case CheckedField::personal_number: return said("digit.personal_number");
        case CheckedField::composite: return said("digit.composite");
    }
    return {};
}

Mrz parse_mrz(std::string_view text) {
    for (const char c : text) value_of(c);
    Mrz mrz;
    switch (text.size()) {
        case 90: parse_td1(text, mrz); break;
        case 72: parse_two_lines(text, 36, mrz); break;
        case 88: parse_two_lines(text, 44, mrz); break;
        default: fail("defect.mrz_length");
    }
    return mrz;
}

std::string_view mrz_of_dg1(ByteView file, bool& stray) {
    tlv::Reader reader(content_of(1, file, stray));
    std::optional<ByteView> mrz;
    while (!reader.empty() && !mrz) {
        const auto object = reader.next();
        if (object.tag == 0x5F1F) mrz = object.value;
        else stray = true;
    }
    if (!mrz) fail("defect.no_mrz");
    stray = stray || !reader.empty();
    return as_text(*mrz);
}

std::string_view mrz_of_dg1(ByteView file) {
    bool stray = false;
    return mrz_of_dg1(file, stray);
}

}  // namespace card::lds
