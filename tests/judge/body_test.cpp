// SPDX-License-Identifier: Apache-2.0
// What is printed against what the chip says: body.qr and body.mrz, rows 46 to 48, lie 40.
#include <gtest/gtest.h>

#include "card/error.h"
#include "lds/text.h"
#include "support/fixtures.h"

namespace {

using card::Outcome;
using card::Verdict;

const std::string kQr =
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
    "Nội|02022022";
const std::string kMrz =
    "IDVNM0990001232999099000123<<1\n9901018M3901016VNM<<<<<<<<<<<6\nNGUYEN<<VAN<THU<<<<<<<<<<<<<<<"
    "\n";

card::Report judge(const card::Body& body, const char* lie = "") {
    const auto specimen = support::specimen("vn-citizen-2021", lie);
    return card::verify(support::read(specimen, support::can_of(specimen)),
                        support::trust_of(specimen), support::policy_today(), body);
}

std::string with(std::string text, const std::string& old, const std::string& now) {
    return text.replace(text.find(old), old.size(), now);
}

/// Only a legible difference is a reason to say so.
bool may_be_forged(const card::Report& report) {
    return support::reason(report, "body.qr").find("may be forged") != std::string::npos;
}

std::vector<std::string> fields(const card::Report& report) {
    std::vector<std::string> list;
    for (const auto& difference : report.body_differences())
        list.emplace_back(card::name_of(difference.field));
    return list;
}

TEST(Body, the_card_s_own_qr_and_mrz_pass) {
    const auto report = judge({kQr, kMrz});
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::passed) << *report.check("body.qr");
    EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::passed) << *report.check("body.mrz");
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_TRUE(report.attention().empty());
}

TEST(Body, a_scanner_s_line_end_decomposed_letters_and_slashes_are_no_difference) {
    EXPECT_EQ(judge({with(kQr, "ễ", "e\u0302\u0303") + "|\r\n", ""}).check("body.qr")->outcome,
              Outcome::passed);
    EXPECT_EQ(judge({with(kQr, "01011999", "01/01/1999"), ""}).check("body.qr")->outcome,
              Outcome::passed);
}

TEST(Body, another_person_with_the_same_number_is_lie_40) {
    const auto report =
        judge({with(with(kQr, "Nguyễn Văn Thử", "Trần Thị Khác"), "01011999", "02011999"), ""});
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::failed);
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
    EXPECT_EQ(report.exit_code(), 11);
    EXPECT_EQ(fields(report), (std::vector<std::string>{"full_name", "date_of_birth"}));
    EXPECT_EQ(report.body_differences()[0].printed, "Trần Thị Khác");
    EXPECT_EQ(report.body_differences()[0].chip, "Nguyễn Văn Thử");
    for (const auto& check : report.checks())
        EXPECT_TRUE(check.outcome != Outcome::failed || text_of(check.name) == "body.qr") << check;
    EXPECT_EQ(support::reason(report, "body.qr").find("Khác"), std::string::npos)
        << "a reason holds no value";
}

TEST(Body, each_of_number_name_birth_sex_and_expiry_alone_withholds_the_verdict) {
    for (const auto& [old, now, field] : {std::tuple{"999099000123", "999099000124", "id_number"},
                                          {"Thử", "Thư Hai", "full_name"},
                                          {"|01011999", "|01011998", "date_of_birth"},
                                          {"Nam|", "Nữ|", "sex"}}) {
        const auto report = judge({with(kQr, old, now), ""});
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << field;
        EXPECT_EQ(fields(report), std::vector<std::string>{field});
    }
    // The chip knows the century.
    EXPECT_EQ(fields(judge({with(kQr, "|01011999", "|01011899"), ""})),
              std::vector<std::string>{"date_of_birth"});
    EXPECT_EQ(fields(judge({"", with(kMrz, "NGUYEN<<VAN<THU", "<<<<<<<<<<<<<<<")})),
              std::vector<std::string>{"full_name"});
    const auto expiry = judge({"",
                               "IDVNM0990001232999099000123<<1\n9901018M4001016VNM<<<<<<<<<<<"
                               "4\nNGUYEN<<VAN<THU<<<<<<<<<<<<<<<\n"});
    EXPECT_EQ(fields(expiry), std::vector<std::string>{"mrz_date_of_expiry"})
        << *expiry.check("body.mrz");
    EXPECT_EQ(expiry.verdict(), Verdict::undetermined);
}

TEST(Body, a_birth_date_is_compared_in_whatever_spelling_it_can_be_read) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto trust = support::trust_of(specimen);
    const auto born = [&](const char* date) {
        return card::verify(document, trust, support::policy_today(),
                            {with(kQr, "|01011999|", std::string("|") + date + "|"), ""});
    };
    for (const char* own : {"01-01-1999", "1999-01-01", "1.1.1999", "01 01 1999", "19990101",
                            "1/1/1999", "1/1/99", "00011999", "01001999"})
        EXPECT_EQ(born(own).check("body.qr")->outcome, Outcome::passed) << own;
    for (const char* other :
         {"02-02-1985", "1985-02-02", "2.2.1985", "02 02 1985", "19850202", "00021999", "02001999",
          "02/02/85", "1999-01-02", "19990201", "1985"}) {
        const auto report = born(other);
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << other;
        EXPECT_EQ(fields(report), std::vector<std::string>{"date_of_birth"}) << other;
    }
    for (const char* illegible : {"2021985", "99/99/1999", "01/01/0000", "hai", "1999?1?1"}) {
        const auto report = born(illegible);
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible) << illegible;
        EXPECT_TRUE(report.check("body.qr")->attention) << illegible;
    }
}

TEST(Body, residence_date_of_issue_and_old_number_ask_for_attention_only) {
    const auto report = judge(
        {with(with(with(kQr, "Hà Nội", "Huế"), "02022022", "03022022"), "000000001", "000000002"),
         ""});
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::passed);
    EXPECT_TRUE(report.check("body.qr")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(fields(report),
              (std::vector<std::string>{"place_of_residence", "date_of_issue", "old_id_number"}));
}

TEST(Body, what_is_not_given_or_cannot_be_read_is_not_possible_and_changes_nothing) {
    for (const char* qr : {"", "https://example.org", "999099000123||||||",
                           "999099000123|1|Nguyễn Văn Thử||Nam|x|02022022"}) {
        const auto report = judge({qr, "IDVNM0990001232999099000123<<1\nnot an MRZ"});
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible) << qr;
        EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::not_possible);
        EXPECT_EQ(report.verdict(), Verdict::genuine);
        EXPECT_TRUE(report.body_differences().empty());
    }
}

TEST(Body, lie_40_is_told_of_a_person_of_whom_only_the_year_of_birth_is_known) {
    constexpr const char* kYear = "content-year-only";
    for (const char* birth : {"|1999|", "|00001999|", "||", "|01011999|"}) {
        const auto own = with(kQr, "|01011999|", birth);
        EXPECT_EQ(judge({own, ""}, kYear).verdict(), Verdict::genuine) << birth;
        const auto name = judge({with(own, "Văn Thử", "Văn Khác"), ""}, kYear);
        EXPECT_EQ(name.verdict(), Verdict::undetermined) << birth;
        EXPECT_EQ(fields(name), std::vector<std::string>{"full_name"});
        const auto number = judge({with(own, "999099000123", "999099000124"), ""}, kYear);
        EXPECT_EQ(number.verdict(), Verdict::undetermined) << birth;
        EXPECT_EQ(fields(number), std::vector<std::string>{"id_number"});
    }
    for (const char* birth : {"|1998|", "|01011998|"})
        EXPECT_EQ(fields(judge({with(kQr, "|01011999|", birth), ""}, kYear)),
                  std::vector<std::string>{"date_of_birth"});
    // The code has no birth, or no name: what it has is compared all the same.
    EXPECT_EQ(judge({with(kQr, "|01011999|", "||"), ""}).check("body.qr")->outcome,
              Outcome::not_possible);
    EXPECT_EQ(fields(judge({with(with(kQr, "|01011999|", "||"), "Văn Thử", "Văn Khác"), ""})),
              std::vector<std::string>{"full_name"});
    EXPECT_EQ(fields(judge({"999099000124|||01011999|||", ""})),
              std::vector<std::string>{"id_number"});
}

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

TEST(Body, a_number_typed_on_another_keyboard_is_told_as_that) {
    for (const char* code : {"ççç\u00e0çç\u00e0\u00e0\u00e0&é\"|x|Nguyễn Văn Thử|01011999|Nam|x|1",
                             "íííéííéééčššµ", "]Q1ççç\u00e0çç\u00e0\u00e0\u00e0&é\""})
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

TEST(Body, a_sex_in_english_or_none_is_no_forgery_but_another_is) {
    for (const char* sex : {"|", "Male|", "M|", "MALE|"}) {
        const auto report = judge({with(kQr, "Nam|", sex), ""});
        EXPECT_EQ(report.check("body.qr")->outcome, Outcome::passed) << sex;
        EXPECT_EQ(report.verdict(), Verdict::genuine) << sex;
    }
    for (const char* sex : {"Female|", "F|", "Nữ|", "NU|"})
        EXPECT_EQ(fields(judge({with(kQr, "Nam|", sex), ""})), std::vector<std::string>{"sex"})
            << sex;
}

TEST(Body, an_mrz_is_compared_by_what_of_it_was_given) {
    const auto lines = kMrz.substr(0, 62);
    EXPECT_EQ(judge({"", lines}).check("body.mrz")->outcome, Outcome::passed);
    auto other = kMrz;
    other[59] = '7';  // the composite digit makes no key
    EXPECT_EQ(judge({"", other}).check("body.mrz")->outcome, Outcome::passed);
}

TEST(Body, nothing_is_compared_with_a_chip_that_is_not_proven) {
    const auto report = judge({kQr, kMrz}, "sod-unknown-csca");
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible);
    EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::not_possible);
    EXPECT_TRUE(report.body_differences().empty());
}

}  // namespace
