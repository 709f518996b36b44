// SPDX-License-Identifier: Apache-2.0
// Where finished visits go: each output by its configuration, all of them beside each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "outputs/folder.h"
#include "outputs/outputs.h"
#include "outputs/record.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;
using kiosk::Config;
using kiosk::OutputRow;
using kiosk::Outputs;
using support::kToday;

const char* const kRecord =
    R"({"transaction":"0011","time":1795262400,"profile":"counter","ended":"genuine",)"
    R"("milliseconds":1234,"decision":"","details_disputed":false,"demo":false,)"
    R"("consent":{"by":"visitor","time":1795262390,"version":"3","language":"vi",)"
    R"("purposes":["read","optional.0"]}})";

kiosk::Visit a_visit() {
    kiosk::Visit visit;
    visit.transaction = "0011";
    visit.time = kToday;
    visit.milliseconds = 1234;
    visit.ended = "genuine";
    visit.consent = {kiosk::Consent::By::visitor, kToday - 10, "3", "vi", {"read", "optional.0"}};
    visit.document = std::make_shared<card::Document>();
    visit.report = std::make_shared<card::Report>();
    return visit;
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

/// Keeps what it is handed.
class Kept final : public kiosk::VisitSink {
public:
    explicit Kept(bool wants) : wants_(wants) {}
    bool wants_document() const override { return wants_; }
    bool sends() const override { return wants_; }
    void take(const kiosk::Visit& visit) override { visits.push_back(visit); }
    std::vector<kiosk::Visit> visits;

private:
    bool wants_;
};

class Breaks final : public kiosk::VisitSink {
public:
    void take(const kiosk::Visit&) override { throw std::runtime_error("no"); }
};

class Places : public testing::Test {
protected:
    Places() { fs::create_directory(folder_); }
    Outputs outputs() {
        return Outputs(config_, [this] { return now_; });
    }
    std::string refusal() const {
        try {
            kiosk::check_outputs(config_);
        } catch (const kiosk::ConfigError& error) {
            return error.what();
        }
        return "none";
    }
    support::Folder place_;
    fs::path folder_ = place_.path() / "visits", journal_ = place_.path() / "journal.jsonl";
    Config config_;
    std::int64_t now_ = kToday;
};

TEST_F(Places, the_journal_holds_one_line_a_visit_and_no_value_of_anybody) {
    config_.journal = journal_;
    auto outputs = this->outputs();
    outputs.take(a_visit());
    outputs.take(a_visit());
    EXPECT_EQ(lines_of(journal_), (std::vector<std::string>{kRecord, kRecord}));
    EXPECT_EQ(fs::status(journal_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Places, a_folder_holds_a_whole_file_a_visit_with_what_the_journal_holds) {
    config_.outputs = {{"folder", {{"path", folder_.string()}}, "kiosk.toml, line 1"}};
    auto outputs = this->outputs();
    auto second = a_visit();
    second.transaction = "0012";
    second.ticket = {.number = "B001", .clinic = "eyes", .code = ""};
    outputs.take(a_visit());
    outputs.take(second);
    EXPECT_EQ(names_in(folder_),
              (std::vector<std::string>{"1795262400-0011.json", "1795262400-0012.json"}));
    EXPECT_EQ(lines_of(folder_ / "1795262400-0011.json"), std::vector<std::string>{kRecord});
    EXPECT_EQ(lines_of(folder_ / "1795262400-0012.json"),
              std::vector<std::string>{kiosk::record_of(second)});
    EXPECT_EQ(fs::status(folder_ / "1795262400-0011.json").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Places, a_folder_that_nobody_empties_is_full_and_loses_nothing_that_waits) {
    config_.outputs = {{"folder", {{"path", folder_.string()}}, "kiosk.toml, line 1"}};
    for (std::size_t i = 0; i + 1 < kiosk::kMostFilesWaiting; ++i)
        std::ofstream(folder_ / std::to_string(i)) << "";
    auto outputs = this->outputs();
    outputs.take(a_visit());
    EXPECT_EQ(outputs.states()[0].health.failures, 0U);
    auto second = a_visit();
    second.transaction = "0012";
    outputs.take(second);
    outputs.take(second);
    EXPECT_EQ(outputs.states()[0].health.failures, 2U);
    EXPECT_EQ(outputs.states()[0].health.reason, "a.output.full");
    EXPECT_EQ(names_in(folder_).size(), kiosk::kMostFilesWaiting);
    EXPECT_TRUE(fs::exists(folder_ / "1795262400-0011.json"));
    fs::remove(folder_ / "0");
    outputs.take(second);
    EXPECT_EQ(outputs.states()[0].health.reason, "");
    EXPECT_TRUE(fs::exists(folder_ / "1795262400-0012.json"));
}

TEST_F(Places, each_takes_every_visit_whatever_became_of_it_at_the_others) {
    config_.journal = place_.path() / "missing/journal.jsonl";
    config_.outputs = {{"folder", {{"path", folder_.string()}, {"name", "HIS"}}, "line 1"}};
    Kept kept(false);
    Breaks breaks;
    auto outputs = this->outputs();
    outputs.add("breaks", breaks);
    outputs.add("kept", kept);
    outputs.take(a_visit());
    now_ += 60;
    outputs.take(a_visit());
    EXPECT_EQ(names_in(folder_).size(), 1U);
    EXPECT_EQ(kept.visits.size(), 2U);
    const auto states = outputs.states();
    ASSERT_EQ(states.size(), 4U);
    const auto is = [&states](std::size_t at, const char* name, std::size_t failures,
                              const char* reason, std::int64_t success) {
        EXPECT_EQ(states[at].name, name);
        EXPECT_EQ(states[at].health.failures, failures) << name;
        EXPECT_EQ(states[at].health.reason, reason) << name;
        EXPECT_EQ(states[at].health.last_success, success) << name;
    };
    is(0, "journal", 2, "a.output.unwritten", 0);
    is(1, "HIS", 0, "", kToday + 60);
    is(2, "breaks", 2, "a.output.failed", 0);
    is(3, "kept", 0, "", kToday + 60);
}

TEST_F(Places, one_that_failed_is_well_again_with_the_next_visit_that_it_takes) {
    config_.journal = place_.path() / "later/journal.jsonl";
    auto outputs = this->outputs();
    outputs.take(a_visit());
    fs::create_directory(place_.path() / "later");
    outputs.take(a_visit());
    const auto health = outputs.states()[0].health;
    EXPECT_EQ(health.failures, 1U);
    EXPECT_EQ(health.reason, "");
    EXPECT_EQ(health.last_success, kToday);
}

TEST_F(Places, the_cards_data_are_handed_to_those_alone_that_ask_for_them) {
    Kept with(true), without(false);
    auto outputs = this->outputs();
    EXPECT_FALSE(outputs.wants_document());
    outputs.add("without", without);
    EXPECT_FALSE(outputs.wants_document());
    EXPECT_FALSE(outputs.sends());
    outputs.add("with", with);
    EXPECT_TRUE(outputs.wants_document());
    EXPECT_TRUE(outputs.sends());
    outputs.take(a_visit());
    EXPECT_TRUE(with.visits.at(0).document && with.visits.at(0).report);
    EXPECT_FALSE(without.visits.at(0).document || without.visits.at(0).report);
}

TEST_F(Places, a_slip_in_an_output_is_told_with_its_line_and_what_was_meant) {
    const auto of = [this](OutputRow row) {
        row.where = "kiosk.toml, line 7";
        config_.outputs = {std::move(row)};
        return refusal();
    };
    const std::string at = "kiosk.toml, line 7: ";
    EXPECT_EQ(of({"folder", {{"path", "/var/spool"}}, ""}), "none");
    EXPECT_EQ(of({"", {}, ""}), at + "this [[output]] lacks its kind");
    EXPECT_EQ(of({"foldr", {}, ""}), at + "there is no output of kind 'foldr'; is 'folder' meant?");
    EXPECT_EQ(of({"folder", {{"path", "/var/spool"}, {"nam", "HIS"}}, ""}),
              at + "there is no key 'nam'; is 'name' meant?");
    EXPECT_EQ(of({"folder", {{"path", ""}}, ""}),
              at + "an output of kind 'folder' needs 'path': where the files wait until they are "
                   "picked up");
    config_.journal = "/var/lib/card/journal.jsonl";
    EXPECT_EQ(of({"journal", {{"file", "/var/lib/card/journal.jsonl"}}, ""}),
              at + "/var/lib/card/journal.jsonl is an output already: each visit would be in it "
                   "twice");
}

TEST_F(Places, a_folder_that_is_not_there_is_told_beforehand) {
    config_.journal = journal_;
    config_.outputs = {{"folder", {{"path", folder_.string()}}, "kiosk.toml, line 3"}};
    EXPECT_EQ(kiosk::problems_of_outputs(config_), std::vector<std::string>());
    config_.journal = place_.path() / "missing/journal.jsonl";
    config_.outputs[0].values["path"] = journal_.string();
    std::ofstream(journal_) << "no folder";
    EXPECT_EQ(
        kiosk::problems_of_outputs(config_),
        (std::vector<std::string>{"journal.file: there is no folder " +
                                      (place_.path() / "missing").string() + ": nothing is written",
                                  "kiosk.toml, line 3: there is no folder " + journal_.string() +
                                      ": nothing is written"}));
}

TEST_F(Places, are_read_from_the_configuration_with_the_old_key_first_and_none_in_a_demo) {
    std::ofstream(place_.path() / "kiosk.toml")
        << "journal.file = \"" << journal_.string() << "\"\n"
        << "[[output]]\nkind = \"folder\"\nname = \"HIS\"\npath = \"" << folder_.string() << "\"\n";
    config_ = kiosk::load_config(place_.path() / "kiosk.toml");
    auto outputs = this->outputs();
    const auto states = outputs.states();
    ASSERT_EQ(states.size(), 2U);
    EXPECT_EQ(states[0].name, "journal");
    EXPECT_EQ(states[1].name, "HIS");
    EXPECT_EQ(states[1].kind, "folder");
    EXPECT_EQ(config_.outputs[0].where, (place_.path() / "kiosk.toml, line 2").string());
    kiosk::make_demo(config_, "vn-citizen-2021", "trust");
    EXPECT_TRUE(this->outputs().states().empty());
    std::ofstream(place_.path() / "kiosk.toml") << "[[output]]\nkind = 5\n";
    try {
        kiosk::load_config(place_.path() / "kiosk.toml");
        FAIL() << "a number is no kind";
    } catch (const kiosk::ConfigError& error) {
        EXPECT_EQ(error.what(), (place_.path() / "kiosk.toml").string() +
                                    ", line 2: output.kind: a text in quotes is expected");
    }
}

TEST(Docs, show_every_kind_of_output_and_its_keys) {
    const auto page = support::read_file(fs::path(CARD_SOURCE_DIR) / "docs/kiosk.md");
    EXPECT_NE(card::as_text(page).find(kiosk::describe_outputs()), std::string::npos)
        << "put what card-kiosk --describe-config prints into docs/kiosk.md";
}

}  // namespace
