// SPDX-License-Identifier: Apache-2.0
// What is printed against what the chip says: body.qr and body.mrz, rows 46 to 48, lie 40.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/printed_card.h"

namespace {

using namespace printed;

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

TEST(Body, every_field_of_a_printed_mrz_is_compared) {
    for (const auto& [text, field] :
         {std::pair{with(kMrz, "999099000123<<1", "001185000456<<6"), "mrz_optional_data"},
          {with(kMrz, "IDVNM", "IDUSA"), "issuing_state"},
          {with(kMrz, "6VNM<", "6USA<"), "mrz_nationality"},
          {with(kMrz, "THU<", "THA<"), "full_name"}}) {
        const auto report = judge({"", text});
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << field << *report.check("body.mrz");
        EXPECT_EQ(fields(report), std::vector<std::string>{field});
    }
    // A sign that a camera takes for a letter accuses nobody.
    for (const auto& text : {with(kMrz, "VAN<THU<<<<<<<<<<<<<<<", "VAN<THU<<KKKKKKKKKKKKK"),
                             with(kMrz, "3901016VNM", "3901016VNM")}) {
        const auto report = judge({"", text});
        EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::passed) << text;
        EXPECT_EQ(report.verdict(), Verdict::genuine);
    }
    const auto misread = judge({"", with(kMrz, "999099000123<<1", "999099000173<<1")});
    EXPECT_EQ(misread.verdict(), Verdict::genuine) << "the composite digit does not fit";
    EXPECT_TRUE(misread.check("body.mrz")->attention);
    const auto alike = judge({"", with(kMrz, "IDVNM", "1DVNM")});
    EXPECT_EQ(alike.verdict(), Verdict::genuine) << *alike.check("body.mrz");
    const auto sex = judge({"", with(kMrz, "M3901016", "<3901016")});
    EXPECT_EQ(sex.verdict(), Verdict::genuine) << *sex.check("body.mrz");
}

TEST(Body, nothing_is_compared_with_a_chip_that_is_not_proven) {
    const auto report = judge({kQr, kMrz}, "sod-unknown-csca");
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible);
    EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::not_possible);
    EXPECT_TRUE(report.body_differences().empty());
}

}  // namespace
