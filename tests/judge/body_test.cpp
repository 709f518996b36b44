// SPDX-License-Identifier: Apache-2.0
// What is printed against what the chip says: body.qr and body.mrz, rows 46 to 48, lie 40.
#include <gtest/gtest.h>

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
    // The chip knows the century; what the chip has and the print lacks differs as well.
    EXPECT_EQ(fields(judge({with(kQr, "|01011999", "|01011899"), ""})),
              std::vector<std::string>{"date_of_birth"});
    EXPECT_EQ(fields(judge({with(kQr, "Nam|", "|"), ""})), std::vector<std::string>{"sex"});
    EXPECT_EQ(fields(judge({"", with(kMrz, "NGUYEN<<VAN<THU", "<<<<<<<<<<<<<<<")})),
              std::vector<std::string>{"full_name"});
    const auto expiry = judge({"",
                               "IDVNM0990001232999099000123<<1\n9901018M4001016VNM<<<<<<<<<<<"
                               "4\nNGUYEN<<VAN<THU<<<<<<<<<<<<<<<\n"});
    EXPECT_EQ(fields(expiry), std::vector<std::string>{"mrz_date_of_expiry"})
        << *expiry.check("body.mrz");
    EXPECT_EQ(expiry.verdict(), Verdict::undetermined);
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

TEST(Body, nothing_is_compared_with_a_chip_that_is_not_proven) {
    const auto report = judge({kQr, kMrz}, "sod-unknown-csca");
    EXPECT_EQ(report.check("body.qr")->outcome, Outcome::not_possible);
    EXPECT_EQ(report.check("body.mrz")->outcome, Outcome::not_possible);
    EXPECT_TRUE(report.body_differences().empty());
}

}  // namespace
