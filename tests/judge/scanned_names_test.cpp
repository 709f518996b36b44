// SPDX-License-Identifier: Apache-2.0
// Names as programs, input methods and forms hand them on: what is the card's own name accuses
// nobody, and marks that can be read and are another name's do not pass. Row 48.
#include <gtest/gtest.h>

#include "support/printed_card.h"

namespace {

using namespace printed;

/// A card, and its code with another text for the name or the date of birth.
struct Card {
    const char* specimen;
    std::string number, name, birth, sex;
    std::string code(const std::string& other_name, const std::string& other_birth = {}) const {
        return number + "|000000001|" + other_name + "|" +
               (other_birth.empty() ? birth : other_birth) + "|" + sex +
               "|Số 1 Đường Thử, Phường Mẫu, Hà Nội|02022022";
    }
};
const Card kThu{"vn-citizen-2021", "999099000123", "Nguyễn Văn Thử", "01011999", "Nam"},
    kHen{"vn-citizen-highlands", "999192000777", "H'Hen Niê Mẫu", "15041992", "Nữ"};

/// What is told of each of these names: "passed", "damaged", "differs".
void expect_told(const Card& card, const std::string& how, const std::vector<std::string>& names) {
    const Judge judge_code{support::specimen(card.specimen)};
    for (const auto& name : names) {
        const auto report = judge_code(card.code(name));
        const auto* check = report.check("body.qr");
        const std::string told = check->outcome == Outcome::failed         ? "differs"
                                 : check->outcome == Outcome::not_possible ? "damaged"
                                                                           : "passed";
        EXPECT_EQ(told, how) << name << *check;
        EXPECT_EQ(check->attention, how == "damaged") << name;
        EXPECT_EQ(report.verdict(), how == "differs" ? Verdict::undetermined : Verdict::genuine)
            << name;
        EXPECT_EQ(fields(report), how == "differs" ? std::vector<std::string>{"full_name"}
                                                   : std::vector<std::string>())
            << name;
    }
}

TEST(ScannedNames, in_escapes_of_any_kind_one_letter_in_this_the_next_in_that_are_damage) {
    expect_told(kThu, "damaged",
                {"Nguy%E1%BB%85n+V%C4%83n+Th%E1%BB%AD", "Nguy&#7877;n&nbsp;V&#259;n&nbsp;Th&#7917;",
                 "Nguy&#7877;n V&abreve;n Th\\u1eed", "Nguy\\u1ec5n V\\u0103n Th\\U00001eed"});
    expect_told(kHen, "damaged",
                {"H&#39;Hen Niê Mẫu", "H&apos;Hen Ni&ecirc; M&#7851;u", "H&#x27;Hen Niê Mẫu",
                 "H\\u0027Hen Niê Mẫu", "H\\x27Hen Ni\\xea M\\u1eabu",
                 "H%27Hen%20Ni%C3%AA%20M%E1%BA%ABu", "H=27Hen Ni=C3=AA M=E1=BA=ABu"});
}

TEST(ScannedNames, in_any_character_set_of_a_machine_are_damage) {
    expect_told(kThu, "damaged",
                {"Nguyá»\u0085n VÄ\u0083n Thá»­",  // ISO 8859-2
                 "Nguyß╗ģn V─ān Thß╗Ł",            // CP775
                 "Nguy+HsU-n V+AQM-n Th+Hu0-"});   // UTF-7
    expect_told(kHen, "damaged",
                {"H'Hen NiĂª Máº«u",  // Windows-1258, which holds a letter back
                 "H'Hen Niêê Mẫẫu"});
}

TEST(ScannedNames, with_another_key_s_letter_for_the_apostrophe_are_damage) {
    expect_told(kHen, "damaged", {"HäHen Niê Mẫu", "HùHen Nie Mau", "HøHen Ni? M?u"});
    expect_told(kHen, "differs", {"HaHen Niê Mẫu", "HäHan Niê Mẫu"});
    expect_told(kHen, "passed", {"HHen Niê Mẫu", "H’Hen Niê Mẫu"});
}

TEST(ScannedNames, of_a_scanner_set_to_one_case_or_with_one_sign_for_what_is_lost_are_damage) {
    const Judge judge_code{support::specimen(kThu.specimen)};
    const auto dvorak = judge_code(
        "999099000123|000000001|BIGF>B KAB YDG|01011999|BAM|OR 1 EGRBI "
        "YDGw LDGRBI MAGw DA BRC|02022022");
    EXPECT_TRUE(fields(dvorak).empty()) << *dvorak.check("body.qr");
    EXPECT_EQ(dvorak.check("body.qr")->outcome, Outcome::not_possible);
    expect_told(kThu, "damaged", {"NguyÉn VÉn ThÉ"});
}

TEST(ScannedNames, whose_marks_can_be_read_and_are_another_s_are_a_difference) {
    expect_told(kThu, "differs",
                {"Nguyễn Văn Thứ", "Nguyễn Vạn Thư", "Nguyên Văn Thụ", "NGUYỄN VÂN THỬ"});
    expect_told(kThu, "passed",
                {"Nguyen Van Thu", "Nguyên Văn Thư", "NGUYỄN VĂN THỬ", "Nguyễn Van Thử"});
    expect_told(kHen, "differs", {"H'Hen Niê Mậu", "H'Hen Nié Mẫu"});
}

TEST(ScannedNames, that_only_look_like_doubled_or_typed_ones_are_a_difference) {
    expect_told(kThu, "differs",
                {"Nguyễn Nvăn Thử", "Nguyễn Văn Rthư", "Rnguyeenx Vawn Thuw", "Nguyen Vawn Rthuw"});
    expect_told(kThu, "damaged", {"NNguuyyeenn VVaann TThhuu", "Nguyeexn Vawn Thuwr"});
}

TEST(ScannedNames, beside_a_date_in_another_order_accuse_nobody_and_one_of_another_day_does) {
    const Judge judge_code{support::specimen(kHen.specimen)};  // 15/04/1992
    for (const char* same : {"15041992", "15/04/1992", "1992-04-15", "15-04-92", "15.4.1992"})
        EXPECT_EQ(judge_code(kHen.code(kHen.name, same)).check("body.qr")->outcome, Outcome::passed)
            << same;
    for (const char* other_order : {"04/15/1992", "4/15/92", "92/04/15", "04-15-1992"}) {
        const auto report = judge_code(kHen.code(kHen.name, other_order));
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible) << other_order;
        EXPECT_TRUE(fields(report).empty()) << other_order;
    }
    for (const char* another : {"16041992", "16/04/1992", "05/04/1992", "1992-04-16"})
        EXPECT_EQ(fields(judge_code(kHen.code(kHen.name, another))),
                  std::vector<std::string>{"date_of_birth"})
            << another;
}

TEST(ScannedNames, in_a_code_that_a_spreadsheet_or_a_form_has_held_are_compared) {
    const Judge judge_code;
    std::string spaced = kQr, escaped = kQr;
    for (std::size_t at = 0; (at = spaced.find('|', at)) != std::string::npos; at += 3)
        spaced.replace(at, 1, " | ");
    for (std::size_t at = 0; (at = escaped.find('|', at)) != std::string::npos; at += 3)
        escaped.replace(at, 1, "%7C");
    for (const auto& code : {spaced, escaped, "\"" + kQr + "\"", "'" + kQr,
                             with(kQr, "999099000123", "999 099 000 123")})
        EXPECT_EQ(judge_code(code).check("body.qr")->outcome, Outcome::passed)
            << code << *judge_code(code).check("body.qr");
}

}  // namespace
