// SPDX-License-Identifier: Apache-2.0
// Data groups that deviate in form under a right signature (docs/verdict.md, "When a check may
// accuse"): what can be read is shown, and people are told; a photo that is not there is not
// compared.
#include <gtest/gtest.h>

#include "card/explain.h"
#include "card/portrait.h"
#include "support/fixtures.h"

namespace {

using card::FieldId;
using card::Outcome;
using card::Verdict;

card::Report judged(const std::string& name) {
    const auto specimen = support::specimen("vn-citizen-2021", "content-" + name);
    return support::inspect(specimen);
}

struct Deviation {
    const char* name;
    const char* check;
    Outcome outcome;
    const char* code;   ///< why; empty: nothing is to be told
    const char* named;  ///< what the English words name; empty: nothing
};
std::ostream& operator<<(std::ostream& out, const Deviation& one) { return out << one.name; }

constexpr auto kPassed = Outcome::passed, kFailed = Outcome::failed;

const Deviation kDeviations[] = {
    {"record-1-short", "dg.content.2", kPassed, "face_by_marks", "length"},
    {"record-8-long", "dg.content.2", kPassed, "face_by_marks", "length"},
    {"record-zero", "dg.content.2", kPassed, "face_by_marks", "length"},
    {"block-1-short", "dg.content.2", kPassed, "face_by_marks", "after the last face"},
    {"block-20-long", "dg.content.2", kPassed, "face_by_marks", "ends too early"},
    {"block-zero", "dg.content.2", kPassed, "face_by_marks", "out of range"},
    {"points-wrong", "dg.content.2", kPassed, "face_by_marks", "neither JPEG nor"},
    {"no-faces", "dg.content.2", kPassed, "face_by_marks", "last face"},
    {"version", "dg.content.2", kPassed, "face_by_marks", "version 010"},
    {"trailing", "dg.content.2", kPassed, "face_by_marks", "length"},
    {"junk-before", "dg.content.2", kPassed, "face_by_marks", "length"},
    {"template-length", "dg.content.2", kPassed, "face_by_marks", "end"},
    {"no-templates", "dg.content.2", kPassed, "face_by_marks", "after the end"},
    {"stray-in-75", "dg.content.2", kPassed, "face_by_marks", "after the end"},
    {"no-picture", "dg.content.2", kFailed, "content_malformed", "DG2"},
    {"cut-picture", "dg.content.2", kFailed, "content_malformed", "DG2"},
    {"names", "dg.content.11", kPassed, "", ""},
    {"unknown-tag", "dg.content.11", kPassed, "content_odd_tag", "5F77"},
    {"broken-tag", "dg.content.11", kPassed, "content_odd_tag", "5F12"},
    {"nested", "dg.content.11", kPassed, "content_odd_tag", "A0"},
    {"latin", "dg.content.11", kPassed, "", ""},
    {"stray-in-6b", "dg.content.11", kPassed, "content_stray_octets", "DG11"},
    {"stray-in-6c", "dg.content.12", kPassed, "content_stray_octets", "DG12"},
    {"dg12-cut", "dg.content.12", kPassed, "content_odd_tag", "5F26"},
    {"dg16-odd", "dg.content.16", kPassed, "content_odd_tag", "5F7A"},
    {"dg16-count", "dg.content.16", kPassed, "content_odd_tag", "02"},
    {"dg16-no-name", "dg.content.16", kPassed, "content_odd_tag", "5F51"},
    {"dg7-no-picture", "dg.content.7", kPassed, "content_odd_tag", "5F43"},
    {"dg5-no-picture", "dg.content.5", kPassed, "content_odd_tag", "5F40"},
    {"field-twice", "dg.content.13", kPassed, "content_odd_tag", "field_2"},
    {"field-no-number", "dg.content.13", kPassed, "content_odd_tag", "30"},
    {"field-no-sequence", "dg.content.13", kPassed, "content_odd_tag", "0C"},
    {"field-cut", "dg.content.13", kPassed, "content_odd_tag", "30"},
    {"stray-in-6d", "dg.content.13", kPassed, "content_stray_octets", "DG13"},
    {"year-only", "dg.content.13", kPassed, "", ""},
    {"stray-in-61", "dg.content.1", kPassed, "content_stray_octets", "DG1"},
    {"wrong-composite", "data.mrz_digits", kFailed, "check_digit_wrong", "composite"},
    {"stray-in-6f", "dg.content.15", kPassed, "content_stray_octets", "DG15"},
};

class ReadContent : public testing::TestWithParam<Deviation> {};

TEST_P(ReadContent, is_shown_as_far_as_it_can_be_read_and_told) {
    const auto& one = GetParam();
    const auto report = judged(one.name);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << support::json_of(report);
    const auto* check = report.check(one.check);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->outcome, one.outcome) << *check;
    const std::string code =
        check->reasons.empty() ? "" : std::string(name_of(check->reasons.front().reason));
    EXPECT_EQ(code, one.code);
    EXPECT_EQ(check->attention, *one.code != '\0') << *check;
    EXPECT_NE(support::reason(report, one.check).find(one.named), std::string::npos)
        << support::reason(report, one.check);
    for (const auto& other : report.checks())
        EXPECT_TRUE(&other == check || other.outcome != kFailed) << other;
    EXPECT_EQ(report.holder().text(FieldId::full_name), "Nguyễn Văn Thử");
}
INSTANTIATE_TEST_SUITE_P(Contents, ReadContent, testing::ValuesIn(kDeviations));

TEST(Contents, every_deviation_of_the_specimen_is_in_the_table) {
    std::set<std::string> there, written;
    for (const auto& name : support::specimen("vn-citizen-2021").variations())
        if (name.starts_with("content-") && !name.starts_with("content-picture-"))
            there.insert(name.substr(8));
    for (const auto& one : kDeviations) written.insert(one.name);
    EXPECT_EQ(there, written);
}

TEST(Contents, a_portrait_is_found_by_its_marks_octet_for_octet) {
    const auto whole = support::inspect(support::specimen("vn-citizen-2021")).portrait();
    ASSERT_TRUE(whole);
    for (const auto& one : kDeviations) {
        if (std::string_view(one.check) != "dg.content.2") continue;
        const auto report = judged(one.name);
        EXPECT_EQ(report.portrait().has_value(), one.outcome == kPassed) << one.name;
        if (!report.portrait()) continue;
        EXPECT_EQ(card::to_bytes(report.portrait()->octets()), card::to_bytes(whole->octets()))
            << one.name;
    }
}

TEST(Contents, nobody_is_asked_to_compare_a_photo_that_is_not_there) {
    for (const auto& [name, advice] : {std::pair{"no-picture", "verdict.genuine.advice_no_photo"},
                                       {"cut-picture", "verdict.genuine.advice_no_photo"},
                                       {"record-zero", "verdict.genuine.advice"}})
        EXPECT_EQ(card::explain(judged(name)).advice, advice) << name;
    const auto specimen = support::specimen("vn-citizen-2021", "content-no-picture");
    auto document = support::read(specimen, support::can_of(specimen));
    const auto report = card::verify(support::saved(document), support::trust_of(specimen),
                                     support::policy_today());
    EXPECT_EQ(card::explain(report).advice, "verdict.chip_unproven.advice_no_photo");
    EXPECT_EQ(std::string(card::text("verdict.genuine.advice_no_photo", card::Language::en))
                  .find("ompare the photo"),
              std::string::npos);
}

TEST(Contents, names_and_places_are_shown_as_people_write_them) {
    const auto text = [](const char* name, int group, card::FieldKey key) {
        const auto report = judged(name);
        const auto* field = report.holder().find(key);
        return field && field->group == group ? field->text : std::string("none");
    };
    EXPECT_EQ(text("names", 11, FieldId::place_of_birth), "HA, NOI");
    EXPECT_EQ(text("broken-tag", 11, FieldId::place_of_birth), "HA, NOI");
    EXPECT_EQ(text("unknown-tag", 11, FieldId::place_of_birth), "HA, NOI");
    EXPECT_EQ(text("dg16-odd", 16, {FieldId::notify_name, 1}), "ERIKSSON, ERIK");
    EXPECT_EQ(text("dg12-cut", 12, FieldId::issuing_authority), "X");
    EXPECT_EQ(text("field-twice", 13, FieldId::full_name), "Nguyễn Văn Thử");
}

/// The middle of each quarter, in the order of tests/specimens/pictures.py.
std::vector<std::array<int, 3>> quarters(const card::Image& image) {
    std::vector<std::array<int, 3>> found;
    for (const unsigned y : {8U, 24U})
        for (const unsigned x : {8U, 24U}) {
            const auto at = (std::size_t{y} * image.width + x) * 3;
            found.push_back({image.rgb[at], image.rgb[at + 1], image.rgb[at + 2]});
        }
    return found;
}

TEST(Pictures, in_every_colour_form_are_shown_rightly) {
    using Colours = std::vector<std::array<int, 3>>;
    const Colours colours{{200, 40, 30}, {30, 180, 60}, {40, 50, 210}, {128, 128, 128}};
    Colours greys;
    for (const auto& [r, g, b] : colours) {
        const int grey = (299 * r + 587 * g + 114 * b + 500) / 1000;
        greys.push_back({grey, grey, grey});
    }
    std::size_t seen = 0;
    for (const auto& name : support::specimen("vn-citizen-2021").variations()) {
        if (!name.starts_with("content-picture-")) continue;
        ++seen;
        const auto report = judged(name.substr(8));
        ASSERT_TRUE(report.portrait()) << name << *report.check("dg.content.2");
        EXPECT_FALSE(report.check("dg.content.2")->attention) << name;
        const auto image = card::decode(*report.portrait());
        const auto& wanted = name.find("grey") == std::string::npos ? colours : greys;
        const auto found = quarters(image);
        const int near = name.find("4-bits") != std::string::npos ? 9 : 4;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            for (std::size_t c = 0; c < 3; ++c)
                EXPECT_NEAR(found[i][c], wanted[i][c], near) << name << " quarter " << i;
    }
    EXPECT_EQ(seen, 20U);
}

}  // namespace
