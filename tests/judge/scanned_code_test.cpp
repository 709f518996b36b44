// SPDX-License-Identifier: Apache-2.0
// What scanners, keyboards and programs make of a printed code: damage that accuses nobody, and
// letters that can be read and are others. Row 48.
#include <gtest/gtest.h>

#include "card/error.h"
#include "lds/text.h"
#include "support/printed_card.h"

namespace {

using namespace printed;

/// UTF-8 as a program shows it that takes it for another set.
std::string mistaken(const std::string& text, bool windows) {
    static constexpr std::u32string_view kWindows =
        U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
    std::string out;
    for (const char c : text) {
        char32_t code = static_cast<unsigned char>(c);
        if (windows && code >= 0x80 && code < 0xA0) code = kWindows[code - 0x80];
        card::lds::put_utf8(out, code);
    }
    return out;
}

/// Every letter beyond ASCII as these octets.
std::string lost(const std::string& text, const std::string& instead) {
    std::string out;
    for (const auto code : card::lds::code_points(text))
        if (code < 0x80) out += static_cast<char>(code);
        else out += instead;
    return out;
}

/// The card's code with another text for the name.
std::string spelt(const std::string& name) {
    return "999099000123|000000001|" + name +
           "|01011999|Nam|So 1 Duong Thu, Phuong Mau, Ha Noi|02022022";
}

/// "Nguyễn Văn Thử" as scanners and programs spoil it: signs in the place of letters; Telex, VNI,
/// VIQR; ALT and digits; escapes; octets that were cut; another character set, read or written.
const char* const kDamaged[]{
    "Nguyeexn Vawn Thuwr",
    "Nguyeenx Vawn Thuwr",
    "NGUYEENX VAWN THUWR",
    "Nguye64n Va8n Thu73",
    "Nguyen64 Van8 Thu73",
    "Nguye^~n Va(n Thu+?",
    "Nguyễn Văn Th?",
    "Nguy█n V▒n Th▓",
    "Nguy7877n V259n Th7917",
    "Nguy225187133n V196131n Th225187173",
    "Nguy\\u1ec5n V\\u0103n Th\\u1eed",
    "NguyU+1EC5n VU+0103n ThU+1EED",
    "Nguy&#7877;n V&#259;n Th&#7917;",
    "Nguy%E1%BB%85n V%c4%83n Th%E1%BB%AD",
    "NguyÅn V\u0003n Thí",
    "Nguya;\u0005n VD\u0003n Tha;-",
    "NguyêÞn Vãn ThýÒ",
    "NguyÔn V¨n Thö",
    "Nguyß╗àn V─ân Thß╗¡",
    "Nguyб»…n VДѓn Thб»\u00AD",
    "Nguy·ªÖn VƒÉn Th·ª≠",
    "Nguy盻\uFFFDn Vﾄハ Th盻ｭ",
    "NguyeÌ‚Ìƒn VaÌ†n ThuÌ›Ì‰",
};

TEST(Body, letters_that_a_scanner_damaged_are_no_difference) {
    std::vector<std::string> codes{
        mistaken(kQr, false), mistaken(kQr, true), mistaken(mistaken(kQr, true), true),
        lost(kQr, "?"),       lost(kQr, "???"),    lost(kQr, "\uFFFD"),
        lost(kQr, "□"),       lost(kQr, "")};
    for (const char* name : kDamaged) codes.push_back(spelt(name));
    for (std::size_t at = 0; at < codes.size(); at += support::stride(1, 3)) {
        const auto& text = codes[at];
        const auto report = judge({text, ""});
        EXPECT_EQ(report.verdict(), Verdict::genuine) << text;
        const auto* check = report.check("body.qr");
        EXPECT_EQ(check->outcome, Outcome::not_possible) << *check << text;
        EXPECT_TRUE(check->attention) << text;
        EXPECT_NE(support::reason(report, "body.qr").find("set the scanner"), std::string::npos);
        EXPECT_FALSE(may_be_forged(report)) << text;
        EXPECT_TRUE(fields(report).empty()) << text;
    }
    // Another field that can be read is told beside a damaged name.
    EXPECT_EQ(fields(judge({with(lost(kQr, "?"), "|01011999", "|02011999"), ""})),
              std::vector<std::string>{"date_of_birth"});
}

TEST(Body, a_letter_that_can_be_read_and_is_another_is_a_difference_however_the_rest_looks) {
    std::vector<std::string> codes{lost(with(kQr, "Thử", "Thân"), "?"),
                                   mistaken(with(kQr, "Văn", "Vân Anh"), true)};
    for (const char* name :
         {"Nguyeexn Vawn Thuws", "Nguyan Van Thu", "Ngu?n V?n Th?", "Nguyễn V?n Tha",
          "Nguyễn Vn Thử", "Tr?n Th? Kh?c", "Nguyên Văn Thò", "Nguyễn Văn ThÌ",
          "Nguy7877n V259n Tha7917", "Ngu7877n V259n Th7917", "Nguy7879n V259n Th7917",
          "Nguy&#7877;n V&#259;n Tho", "Nguyб»…m VДѓn Thб»\u00AD", "NguyÔn V¨n Thä"})
        codes.push_back(spelt(name));
    for (const auto& text : codes) {
        const auto report = judge({text, ""});
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << text << *report.check("body.qr");
        EXPECT_EQ(fields(report), std::vector<std::string>{"full_name"}) << text;
        EXPECT_TRUE(may_be_forged(report)) << text;
    }
}

/// The same name after what happens to it on its way.
const char* const kSpoilt[]{
    "Nguyênx Văn Thưr",
    "Nguyeenx Văn Thuwr",
    "Nguyêxn Vawn Thưr",
    "Nguyê4n Va8n Thu73",
    "Nguzen Van Thu",
    "NGUZEEXN VAWN THUWR",
    "Nguyen Vqn Thu",
    "NGUYEÃN VAÊN THÖÛ",
    "Nguyeãn Vaên Thöû",
    "NGUYÔN V¡N THö",
    "Nguy峄卬 V膬n Th峄",
    "Nguy峄卬 V膬n Th峄\uFFFD",
    "Nguy廙\uFFFDn V\uFFFD\uFFFDn Th廙\uFFFD",
    "Nguy沼꿳 V훱n Th沼",
    "Nguy畛n Vn Th畛",
    "Тпгнут Мфт Ерг",
    "ΝΓΘΥΕΝ",
    "NNguuyeen Vaan Thhu",
    "Nguz?n V?n Th?",
    "Тпг?т М?т Ер?",
    "NguyeexnVawnThuwr",
    "Nguy%u1EC5n V%u0103n Th%u1EED",
    "Ｎｇｕｙｅｎ Ｖａｎ Ｔｈｕ",
    "Nguy%E1%BB%85n%20V%C4%83n%20Th%E1%BB%AD",
    "000000001",
    "NGUYá»\u0085N VÄ\u0083N THá»\u00AD",
    "Nguzá»…n VÄƒn Thá»­",  // a German keyboard, and another set
    "Nguyeenx Vawn Thwr",   // Telex, "w" for "uw"
    "Nguy┼n V♥n Thφ",       // ALT and digits modulo 256
    "nGUYN vN tH",          // caps lock, and letters lost
    "nguyÔn v¨n thö",       // ABC in small letters
    "NGUYÔN V¨N THÖ",       // ABC, capitals made after it was taken for Latin
};

TEST(Body, what_a_keyboard_a_composing_program_or_a_set_makes_of_the_chip_s_letters_is_damage) {
    const Judge judge_code;
    for (const char* name : kSpoilt) {
        const auto report = judge_code(spelt(name));
        EXPECT_EQ(report.verdict(), Verdict::genuine) << name;
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible) << name;
        EXPECT_TRUE(report.check("body.qr")->attention) << name;
        EXPECT_TRUE(fields(report).empty()) << name;
    }
    for (const char* other :
         {"Nguyễn Văn Thé", "NGUYỄN VĂN THÉ", "Ngu?n V?n É", "Nguzen Vqn Thu", "Nguzen Van Tha",
          "Nguyênx Văn Thaf", "NguyeÃn Vaên Thôû", "Nguy峄卬 V膬n Th谩", "NGUYÔN V¡N THä",
          "Nguyễ Văn Thửn", "Тпгнут Van Kim"}) {
        const auto report = judge_code(spelt(other));
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << other;
        EXPECT_EQ(fields(report), std::vector<std::string>{"full_name"}) << other;
    }
}

/// Signs in the place of `from`, one for one.
std::string on_keys(const std::string& text, std::u32string_view from, std::u32string_view to) {
    std::string out;
    for (const auto code : card::lds::code_points(text)) {
        const auto at = from.find(code);
        card::lds::put_utf8(out, at == std::u32string_view::npos ? code : to[at]);
    }
    return out;
}

constexpr std::u32string_view kEnglishKeys =
    U"qwertyuiopasdfghjkl;zxcvbnm,./QWERTYUIOPASDFGHJKLZXCVBNM";
const std::u32string_view kOtherKeys[]{
    U"',.pyfgcrlaoeuidhtns;qjkxbmwvz\"<>PYFGCRLAOEUIDHTN:QJKXBM",  // Dvorak
    U"qwfpgjluy;arstdhneiozxcvbkm,./QWFPGJLUY:ARSTDHNEIZXCVBKM",   // Colemak
    U"fgğıodrnhpuieaütkmlyjövcçzsb.,FGĞIODRNHPUİEAÜTKMLJÖVCÇZSB",  // Turkish F
    U"йцукенгшщзфывапролджячсмитьбю.ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"};  // Russian

/// The code with the letters of name, sex and residence on other keys.
std::string typed_on(std::u32string_view keys, const std::string& name,
                     const std::string& residence) {
    const auto typed = [keys](const std::string& text) {
        return on_keys(text, kEnglishKeys, keys);
    };
    return "999099000123|000000001|" + typed(name) + "|01011999|" + typed("Nam") + "|" +
           typed(residence) + "|02022022";
}

TEST(Body, a_code_on_the_keys_of_any_other_keyboard_accuses_nobody) {
    const Judge judge_code;
    const std::string plain = "So 1 Duong Thu, Phuong Mau, Ha Noi",
                      marked = "Số 1 Đường Thử, Phường Mẫu, Hà Nội",
                      lost = "S? 1 ???ng Th?, Ph??ng M?u, H? N?i";
    for (const auto keys : kOtherKeys) {
        for (const auto& [name, residence] : {std::pair{"Nguyen Van Thu", plain},
                                              {"Nguyễn Văn Thử", marked},
                                              {"Nguy?n V?n Th?", lost},
                                              {"Nguyn Vn Th", "S 1 ng Th, Phng Mu, H Ni"}}) {
            const auto report = judge_code(typed_on(keys, name, residence));
            EXPECT_EQ(report.verdict(), Verdict::genuine) << typed_on(keys, name, residence);
            EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible);
            EXPECT_TRUE(report.check("body.qr")->attention);
            EXPECT_TRUE(fields(report).empty());
        }
    }
    // Another name on those keys, and the card's own on those keys beside an address that is not.
    for (const auto& other : {typed_on(kOtherKeys[0], "Nguyen Van Kim", plain),
                              typed_on(kOtherKeys[1], "Nguyen Van Thi", plain),
                              spelt("Lifrlu Kau Ydf"), spelt("Nguyen Van Kim")})
        EXPECT_EQ(fields(judge_code(other)), std::vector<std::string>{"full_name"}) << other;
}

TEST(Body, a_birth_date_of_six_digits_or_of_no_year_is_no_proof_of_another_person) {
    const Judge judge_code;
    for (const char* birth : {"010199", "990101"})
        EXPECT_EQ(judge_code(with(kQr, "|01011999|", std::string("|") + birth + "|"))
                      .check("body.qr")
                      ->outcome,
                  Outcome::passed)
            << birth;
    for (const char* birth : {"010119", "1011", "3101"})
        EXPECT_EQ(judge_code(with(kQr, "|01011999|", std::string("|") + birth + "|"))
                      .check("body.qr")
                      ->outcome,
                  Outcome::not_possible)
            << birth;
}

TEST(Body, a_code_with_a_bar_too_many_or_too_few_accuses_nobody) {
    const Judge judge_code;
    for (const auto& code : {with(kQr, "0123|", "0123||"), with(kQr, "01011999|", "01011999||"),
                             with(kQr, "|000000001", ""), "]Q1" + with(kQr, "|Nguyễn", "Nguyễn")}) {
        const auto report = judge_code(code);
        EXPECT_NE(report.check("body.qr")->outcome, Outcome::failed) << code;
        EXPECT_TRUE(report.check("body.qr")->outcome == Outcome::not_possible ||
                    report.check("body.qr")->attention)
            << code;
        EXPECT_EQ(report.verdict(), Verdict::genuine) << code;
    }
}

std::string parted_by(const std::string& sign, std::string text = kQr) {
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + sign.size()))
        text.replace(at, 1, sign);
    return text;
}

TEST(Body, a_code_is_read_whatever_sign_another_keyboard_has_for_the_bar) {
    const Judge judge_code;
    for (const char* sign : {"'", "~", "\\", "\t", "§", "µ", "*", "}", "\x1D", "\r\n", "ª"}) {
        const auto own = judge_code(parted_by(sign));
        EXPECT_EQ(own.check("body.qr")->outcome, Outcome::passed) << sign << *own.check("body.qr");
        EXPECT_TRUE(own.attention().empty()) << sign;
        const auto other = judge_code(parted_by(sign, with(kQr, "Thử", "Khác")));
        EXPECT_EQ(fields(other), std::vector<std::string>{"full_name"}) << sign;
        EXPECT_STREQ(card::AccessKey::from_printed("VN", {.code = parted_by(sign)}).name(), "CAN");
    }
    // The sign stands in the name too: no field is compared in the place of another.
    const auto shifted = judge_code(parted_by("'", with(kQr, "Văn", "H'Văn")));
    EXPECT_EQ(shifted.check("body.qr")->outcome, Outcome::not_possible);
    EXPECT_EQ(shifted.verdict(), Verdict::genuine);
}

TEST(Body, of_a_code_that_came_in_part_the_number_is_compared_and_nothing_else) {
    const Judge judge_code;
    for (const std::size_t length : {13U, 20U, 24U, 30U, 50U, 60U, 70U}) {
        const auto cut = judge_code(kQr.substr(0, length));
        EXPECT_EQ(cut.check("body.qr")->outcome, Outcome::not_possible) << length;
        EXPECT_NE(support::reason(cut, "body.qr").find("as it was scanned"), std::string::npos);
        EXPECT_EQ(cut.verdict(), Verdict::genuine);
        EXPECT_EQ(fields(judge_code(with(kQr, "0123|", "0124|").substr(0, length))),
                  std::vector<std::string>{"id_number"});
        try {
            card::AccessKey::from_printed("VN", {.code = kQr.substr(0, length)});
            ADD_FAILURE() << length;
        } catch (const card::Error& error) {
            EXPECT_STREQ(error.what(), "only a part of the QR code came: scan it again");
        }
    }
}

TEST(Body, a_number_typed_on_another_keyboard_is_told_as_that) {
    for (const char* code : {"ççç\u00e0çç\u00e0\u00e0\u00e0&é\"|x|Nguyễn Văn Thử|01011999|Nam|x|1",
                             "íííéííéééčššµ", "\u0323\u0323\u0323đ\u0323\u0323đđđăâê|x",
                             "９９９０９９０００１２３", "]Q1ççç\u00e0çç\u00e0\u00e0\u00e0&é\""})
        try {
            card::AccessKey::from_printed("VN", {.code = code});
            ADD_FAILURE() << code;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.step(), card::Step::qr);
            EXPECT_STREQ(
                error.what(),
                "the scanner types on another keyboard: set both to English, and scan again");
        }
}

TEST(Body, what_scanners_put_around_a_code_is_peeled_off) {
    for (const auto& text :
         {"\\000026" + kQr, "]Q1" + kQr, "]Q2\\000026" + kQr, "\uFEFF" + kQr, " " + kQr,
          "\x02" + kQr + "\x03", "\u00EF\u00BB\u00BF" + kQr, "\x02]Q1 \\000026 " + kQr + " \r\n",
          "]d2" + kQr, with(kQr, "Văn", "\\000026Văn"), "\u00A0\x1D" + kQr}) {
        const auto report = judge({text, ""});
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::passed)
            << text << *report.check("body.qr");
        EXPECT_TRUE(report.attention().empty()) << text;
        EXPECT_NO_THROW(card::AccessKey::from_printed("VN", {.code = text})) << text;
    }
}

}  // namespace
