// SPDX-License-Identifier: Apache-2.0
// The synthetic values that are known of Vietnam's card, and the parsers' bounds.
#include <gtest/gtest.h>

#include "card/access_key.h"
#include "card/error.h"
#include "lds/data_groups.h"
#include "lds/mrz.h"
#include "lds/names.h"
#include "national/vietnam/vietnam.h"
#include "support/fixtures.h"
#include "x509/countries.h"

namespace {

using card::from_hex;
using card::to_hex;

constexpr const char* kMrz =
    "IDVNM0990001232999099000123<<19901018M3901016VNM<<<<<<<<<<<6NGUYEN<<VAN<THU<<<<<<<<<<<<<<<";

TEST(Mrz, of_a_citizen_card_yields_its_fields_and_the_bac_seed) {
    const auto mrz = card::lds::parse_mrz(kMrz);
    EXPECT_EQ(mrz.document_number, "099000123");
    EXPECT_EQ(mrz.optional_data, "999099000123  1");
    EXPECT_EQ(mrz.surname, "NGUYEN");
    EXPECT_EQ(mrz.given_names, "VAN THU");
    EXPECT_TRUE(mrz.wrong_check_digits.empty());
    const auto key = card::AccessKey::from_mrz(kMrz);
    EXPECT_EQ(to_hex(key.password().view().first(16)), "2DA342228EC10A830B7CB626F301C902");
    EXPECT_EQ(to_hex(card::AccessKey::from_printed(
                         "VN", {.number = "999099000123", .birth = "990101", .expiry = "390101"})
                         .password()
                         .view()),
              to_hex(key.password().view()));
}

TEST(Mrz, of_every_size_is_read_as_its_published_sample_says) {
    // Doc 9303-4 appendix B, -5 appendix B, -6 appendix B.
    for (const char* text :
         {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<"
          "10",
          "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<"
          "<<",
          "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6"}) {
        const auto mrz = card::lds::parse_mrz(text);
        EXPECT_TRUE(mrz.wrong_check_digits.empty())
            << text << ": "
            << text_of(card::lds::name_of(mrz.wrong_check_digits.front()), card::Language::en);
        EXPECT_EQ(mrz.issuing_state, "UTO");
        EXPECT_EQ(mrz.surname, "ERIKSSON");
        EXPECT_EQ(mrz.given_names, "ANNA MARIA");
        EXPECT_EQ(mrz.birth_date, "740812");
        EXPECT_EQ(mrz.sex, "F");
        EXPECT_EQ(mrz.expiry_date, "120415");
        EXPECT_EQ(mrz.document_number,
                  std::string_view(text).size() == 88 ? "L898902C3" : "D23145890");
    }
}

TEST(Mrz, every_changed_digit_is_noticed_by_a_check_digit) {
    for (const std::size_t at :
         {std::size_t{5}, std::size_t{13}, std::size_t{20}, std::size_t{30}, std::size_t{38}}) {
        std::string text = kMrz;
        text[at] = text[at] == '9' ? '1' : '9';
        EXPECT_FALSE(card::lds::parse_mrz(text).wrong_check_digits.empty()) << at;
    }
    EXPECT_THROW(card::lds::parse_mrz(std::string(89, '<')), card::Error);
    EXPECT_THROW(card::lds::parse_mrz(std::string(89, '<') + "a"), card::Error);
}

TEST(Vietnam, qr_codes_with_the_quirks_of_scanners_yield_the_same_fields) {
    const std::string plain =
        "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
        "Nội|02022022";
    for (const std::string& text :
         {plain, plain + "\r\n", plain + "\t", plain + "||",
          std::string("999099000123||Nguyễn Văn Thử|01/01/1999|Nam|x|02/02/2022|a|b|c")}) {
        const auto qr = card::national::vietnam::parse_qr(text);
        EXPECT_EQ(qr.id_number, "999099000123");
        EXPECT_EQ(qr.birth_date, "01011999");
        EXPECT_EQ(qr.issue_date, "02022022");
        EXPECT_STREQ(card::AccessKey::from_printed("VN", {.code = text}).name(), "CAN");
    }
    EXPECT_EQ(card::national::vietnam::parse_qr("999099000123||n|01011999|Nam|x|02022022|a|b|c")
                  .extra.size(),
              3U);
    for (const std::string& bad :
         {std::string(), std::string("|||||||"), std::string("12345678901|a|b|c|d|e|f"),
          std::string(5000, '|'), plain.substr(0, 40)})
        EXPECT_THROW(card::national::vietnam::parse_qr(bad), card::Error);
}

TEST(Vietnam, names_fold_to_what_an_mrz_writes) {
    EXPECT_EQ(card::lds::fold_name("Nguyễn Văn Thử"), "NGUYEN VAN THU");
    EXPECT_EQ(card::lds::fold_name("  Đặng   Thị-Hòa "), "DANG THI HOA");
    EXPECT_EQ(card::lds::fold_name("H'Hen Niê"), "HHEN NIE");
    EXPECT_EQ(card::lds::fold_name("Nguye\xCC\x82\xCC\x83n"), "NGUYEN");  // decomposed
    EXPECT_NO_THROW(card::lds::fold_name("\xFF\xC3"));                    // no UTF-8
}

TEST(Vietnam, dg13_keeps_what_it_does_not_know_and_takes_both_forms_of_parents) {
    // 6D { 30 { 02 01 01, OID 1.0.10646.1.0.8, 31 { fields } } }
    const auto file = from_hex(
        "6D323030020101060628D3160100083123300A02010D30050C01410C00300302010E30100201630C0B4B68C3B4"
        "6E672062696574");
    const auto group = card::national::vietnam::parse_dg13(file);
    ASSERT_EQ(group.fields.size(), 3U);
    EXPECT_EQ(group.fields[0].number, 0x0D);
    EXPECT_TRUE(std::ranges::equal(group.leaves_of(group.fields[0]),
                                   std::vector<std::string_view>{"A", ""}));
    EXPECT_EQ(group.fields[1].number, 0x0E);
    EXPECT_TRUE(group.leaves_of(group.fields[1]).empty());
    EXPECT_EQ(group.fields[0].id, card::FieldId::parents);
    EXPECT_EQ(group.fields[2].id, std::nullopt);
    EXPECT_EQ(group.leaves_of(group.fields[2]).front(), "Không biet");
}

TEST(Vietnam, days_are_read_in_both_forms_and_nonsense_is_none) {
    EXPECT_EQ(card::national::vietnam::parse_day("01/02/2003"), 20030201);
    EXPECT_EQ(card::national::vietnam::parse_day("01022003"), 20030201);
    for (const char* text :
         {"", "32/01/2000", "01/13/2000", "2000-01-01", "1/2/2003", "Không thời hạn"})
        EXPECT_FALSE(card::national::vietnam::parse_day(text)) << text;
}

TEST(Countries, states_of_the_mrz_are_those_of_certificates) {
    EXPECT_EQ(card::x509::certificate_country("VNM"), "VN");
    EXPECT_EQ(card::x509::certificate_country("D"), "DE");
    EXPECT_EQ(card::x509::certificate_country("GBD"), "GB");
    EXPECT_EQ(card::x509::certificate_country("RKS"), "KS");
    EXPECT_FALSE(card::x509::certificate_country("ZZZ"));
    EXPECT_FALSE(card::x509::certificate_country(""));
}

TEST(Atr, extended_length_is_taken_from_the_historical_bytes_only) {
    EXPECT_FALSE(card::lds::announces_extended_length(from_hex("3B8580018073C821001E")));
    EXPECT_TRUE(card::lds::announces_extended_length(from_hex("3B8580018073C821405E")));
    for (const char* text : {"", "3B", "3BFF", "3B8F80", "3B0573C8214000"})
        EXPECT_FALSE(card::lds::announces_extended_length(from_hex(text))) << text;
    EXPECT_EQ(card::lds::parse_atr_info(from_hex("47030102037F6608020200FF02020100"))->max_response,
              256U);
}

TEST(Keys, of_every_wrong_form_are_refused) {
    EXPECT_THROW(card::AccessKey::from_mrz("IDVNM0990001242999099000123<<19901018M3901016VNM<<<<<<<"
                                           "<<<<6NGUYEN<<VAN<THU<<<<<<<<<<<<<<<"),
                 card::Error);
    for (const char* can : {"", "12345", "1234567", "12345a", "١٢٣٤٥٦"})
        EXPECT_THROW(card::AccessKey::from_can(can), card::Error) << can;
    EXPECT_THROW(card::AccessKey::from_document("", "990101", "390101"), card::Error);
    EXPECT_THROW(card::AccessKey::from_document("a#", "990101", "390101"), card::Error);
    EXPECT_THROW(card::AccessKey::from_printed(
                     "VN", {.number = "999099000123", .birth = "yesterday", .expiry = "390101"}),
                 card::Error);
}

TEST(Keys, come_from_an_mrz_as_people_type_it_and_need_only_what_makes_a_key) {
    const std::string first = "P<UTOERIKSSON<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<",
                      second = "X123456785UTO9001011F3501014<<<<<<<<<<<<<<<6";
    const auto key = [](const std::string& text) {
        return to_hex(card::AccessKey::from_mrz(text).password().view());
    };
    const auto wanted = key(first + second);
    std::string small = first + "\r\n" + second, two = first + "\n" + second, one = two;
    for (char& c : small) c = static_cast<char>(std::tolower(c));
    for (std::size_t at = 0; (at = two.find("<<", at)) != std::string::npos;)
        two.replace(at, 2, "«");
    for (std::size_t at = 0; (at = one.find('<', at)) != std::string::npos;)
        one.replace(at, 1, "«");
    std::string letters = second;
    letters.replace(13, 6, "9OO1O1");
    std::string wrong_composite = second, wrong_personal = second;
    wrong_composite.back() = '7';
    wrong_personal.replace(28, 16, "12345<<<<<<<<<05");
    for (const auto& text : {small, two, one, second, second + "\r\n", first + letters,
                             first + wrong_composite, first + wrong_personal})
        EXPECT_EQ(key(text), wanted) << text;
    const auto by_number = [](const char* number, const char* birth, const char* expiry) {
        return to_hex(card::AccessKey::from_printed(
                          "VN", {.number = number, .birth = birth, .expiry = expiry})
                          .password()
                          .view());
    };
    EXPECT_EQ(by_number("X12345678", "900101", "350101"), wanted);
    EXPECT_EQ(by_number("x 12345678", "01/01/1990", "2035-01-01"), wanted);
    for (const std::size_t at : {0U, 9U, 13U, 19U, 21U, 27U}) {
        auto changed = second;
        changed[at] = changed[at] == '9' ? '1' : '9';
        EXPECT_THROW(key(first + changed), card::Error) << at;
    }
    for (const char* number : {"", "99909900012", "9990990001234"})
        EXPECT_THROW(by_number(number, "900101", "350101"), card::Error) << number;
}

TEST(Keys, keep_the_filler_inside_a_number) {
    // As a chip takes it: SHA-1 of what the MRZ has, fillers and digits as they stand.
    const std::string line = "AB<12<<<<" + std::string(1, card::lds::check_digit("AB<12<<<<")) +
                             "UTO9001011F3501014<<<<<<<<<<<<<<<0";
    const auto wanted = to_hex(card::AccessKey::from_mrz(line).password().view());
    for (const char* number : {"AB<12", "ab-12", "AB 12"})
        EXPECT_EQ(
            to_hex(card::AccessKey::from_document(number, "900101", "350101").password().view()),
            wanted);
}

TEST(Keys, take_fillers_for_a_date_that_nobody_knows_and_for_its_digit) {
    const std::string first = "P<UTOERIKSSON<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<";
    const auto known = card::AccessKey::from_document("X12345678", "<<<<<<", "350101");
    for (const char* second : {"X123456785UTO<<<<<<<F3501014<<<<<<<<<<<<<<<6",
                               "X123456785UTO<<<<<<0F3501014<<<<<<<<<<<<<<<6"})
        EXPECT_EQ(to_hex(card::AccessKey::from_mrz(first + second).password().view()),
                  to_hex(known.password().view()));
}

}  // namespace
