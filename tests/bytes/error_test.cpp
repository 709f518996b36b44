// SPDX-License-Identifier: Apache-2.0
// Errors, and the names of their codes and steps.
#include <gtest/gtest.h>

#include <set>

#include "card/error.h"
#include "card/progress.h"

namespace {

using card::Errc;
using card::Step;
using card::StepArea;

TEST(Step, every_step_has_one_name_that_leads_back_to_it) {
    std::set<std::string_view> names;
    for (const auto& row : card::kSteps) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_EQ(name_of(row.step), row.name);
        EXPECT_EQ(card::step_from_name(row.name), row.step);
    }
    EXPECT_EQ(name_of(Step::access_pace_select), "access.pace.select");
    EXPECT_FALSE(card::step_from_name("access.pace"));
    EXPECT_FALSE(card::step_from_name(""));
}

TEST(Step, the_first_word_of_a_protocols_step_is_its_area) {
    for (const auto& row : card::kSteps) {
        EXPECT_EQ(row.name.starts_with("access.pace."), row.area == StepArea::pace) << row.name;
        EXPECT_EQ(row.name.starts_with("access.bac"), row.area == StepArea::bac) << row.name;
        EXPECT_EQ(row.name.starts_with("sm."), row.area == StepArea::sm) << row.name;
        EXPECT_EQ(row.name.starts_with("read."), row.area == StepArea::read) << row.name;
        EXPECT_EQ(row.name.starts_with("card."), row.area == StepArea::card) << row.name;
    }
}

TEST(Error, an_error_keeps_its_code_its_step_its_sentence_and_the_status) {
    const card::Error error(Errc::protocol, Step::sm_mac, "the checksum is wrong", 0x9000);
    EXPECT_EQ(error.code(), Errc::protocol);
    EXPECT_EQ(error.step(), Step::sm_mac);
    EXPECT_STREQ(error.what(), "the checksum is wrong");
    EXPECT_EQ(error.status(), 0x9000);
    EXPECT_FALSE(card::Error(Errc::io, Step::file, "no such file").status());
}

TEST(Error, every_code_and_every_stage_of_progress_has_its_own_name) {
    std::set<std::string_view> codes, stages;
    for (int code = 0; code <= static_cast<int>(Errc::io); ++code)
        EXPECT_TRUE(codes.insert(name_of(static_cast<Errc>(code))).second) << code;
    using Stage = card::Progress::Step;
    for (int stage = 0; stage <= static_cast<int>(Stage::other_card); ++stage)
        EXPECT_TRUE(stages.insert(name_of(static_cast<Stage>(stage))).second) << stage;
    EXPECT_FALSE(codes.contains("unknown") || stages.contains("unknown"));
    EXPECT_EQ(name_of(Errc::wrong_key), "wrong_key");
    EXPECT_EQ(name_of(Stage::other_card), "other_card");
}

}  // namespace
