// SPDX-License-Identifier: Apache-2.0
// What cardtool prints under --json; that every line fits the schema is report_schema_test.py's.
#include <algorithm>
#include <filesystem>
#include <set>

#include "run_cardtool.h"
#include "support/fixtures.h"

namespace {

using nlohmann::json;
using support::cardtool;

std::string trust() { return " --trust " + (support::specimens() / "trust").string(); }

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
    return lines;
}

const json& check_of(const json& report, const std::string& id) {
    for (const auto& check : report.at("checks"))
        if (check.at("id") == id) return check;
    throw std::runtime_error("no such check: " + id);
}

TEST(CardtoolJson, lists_specimens_and_what_they_can_do) {
    const auto specimens =
        nlohmann::json::parse(support::cardtool("simulate --specimens --json").out);
    const auto& names = specimens.at("specimens");
    EXPECT_NE(std::ranges::find(names, "vn-citizen-extended"), names.end());
    const auto variations = nlohmann::json::parse(support::cardtool("simulate --list --json").out);
    const auto& lies = variations.at("variations");
    EXPECT_NE(std::ranges::find(lies, "clone-refuses"), lies.end());
}

}  // namespace

TEST(CardtoolJson, says_when_by_which_reader_and_by_whose_signature_a_chip_was_read) {
    const auto ran = cardtool("read --reader sim:vn-citizen-2021 --can 000123 --json" + trust());
    EXPECT_EQ(ran.exit_code, 0);
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 1U);
    const auto& report = lines.front();
    EXPECT_EQ(report.at("format"), 2);
    EXPECT_EQ(report.at("verdict"), "genuine");
    EXPECT_EQ(report.at("headline"), "verdict.genuine.title");
    EXPECT_EQ(report.at("advice"), "verdict.genuine.advice");
    EXPECT_EQ(report.at("because"), json::array());
    EXPECT_EQ(report.at("document"), nullptr);
    EXPECT_FALSE(report.at("reader").get<std::string>().empty());
    EXPECT_TRUE(report.at("read_at").is_string());
    EXPECT_EQ(report.at("access").at("protocol"), "PACE");
    EXPECT_GT(report.at("counters").at("bytes_received").get<int>(), 18000);
    EXPECT_EQ(report.at("signer").at("sha256").get<std::string>().size(), 64U);
    EXPECT_NE(report.at("signer").at("subject").get<std::string>().find("C=VN"), std::string::npos);
    EXPECT_FALSE(report.at("signer").at("serial").get<std::string>().empty());
}

TEST(CardtoolJson, gives_each_field_with_its_source_and_its_days_in_iso_8601) {
    const auto citizen =
        lines_of(cardtool("read --reader sim:vn-citizen-2021 --can 000123 --json" + trust()).out)
            .front();
    const auto& holder = citizen.at("holder");
    EXPECT_EQ(holder.at("full_name"), (json{{"text", "Nguyễn Văn Thử"}, {"source", "DG13"}}));
    EXPECT_EQ(holder.at("date_of_birth"),
              (json{{"text", "01/01/1999"}, {"date", "1999-01-01"}, {"source", "DG13"}}));
    EXPECT_EQ(holder.at("mrz_date_of_birth"),
              (json{{"text", "990101"}, {"date", "1999-01-01"}, {"source", "DG1"}}));
    EXPECT_EQ(holder.at("mrz_date_of_expiry"),
              (json{{"text", "390101"}, {"date", "2039-01-01"}, {"source", "DG1"}}));
    const auto endless =
        lines_of(cardtool("read --reader sim:vn-citizen-no-expiry --can 000789 --json --trust " +
                          (support::specimens() / "trust-expired").string())
                     .out);
    EXPECT_EQ(endless.front().at("holder").at("date_of_expiry").at("date"), nullptr);
}

TEST(CardtoolJson, names_the_decisive_check_its_code_and_its_effect) {
    const auto report =
        lines_of(
            cardtool("read --reader sim:vn-citizen-2021,dg2-other-portrait --can 000123 --json" +
                     trust())
                .out)
            .front();
    EXPECT_EQ(report.at("headline"), "verdict.not_genuine.title");
    EXPECT_EQ(report.at("because"), json::array({"dg.hash.2"}));
    const auto& hash = check_of(report, "dg.hash.2");
    EXPECT_EQ(hash.at("decisive"), true);
    EXPECT_EQ(hash.at("code"), "hash_differs");
    EXPECT_EQ(hash.at("effect"), "not_genuine");
    EXPECT_EQ(hash.at("reasons"),
              (json::array({{{"code", "hash_differs"}, {"arguments", json::array({"DG2"})}}})));
    EXPECT_EQ(check_of(report, "dg.hash.1").at("decisive"), false);
    EXPECT_EQ(check_of(report, "dg.hash.1").at("code"), nullptr);
}

TEST(CardtoolJson, has_one_shape_for_one_document_and_for_many_and_a_line_for_what_was_none) {
    support::Folder folder;
    const auto good = (folder.path() / "good").string(), other = (folder.path() / "other").string(),
               none = (folder.path() / "none").string();
    for (const auto& to : {good, other})
        cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + to + trust());
    std::filesystem::create_directory(none);
    const auto one = lines_of(cardtool("verify " + good + " --json" + trust()).out);
    const auto many =
        cardtool("verify " + good + " " + other + " " + none + " --json --jobs 2" + trust());
    EXPECT_EQ(many.exit_code, 2);
    const auto lines = lines_of(many.out);
    ASSERT_EQ(one.size(), 1U);
    ASSERT_EQ(lines.size(), 3U);
    std::set<std::string> numbers, documents;
    for (const auto& line : lines) {
        numbers.insert(line.at("report_id"));
        documents.insert(line.at("document"));
        EXPECT_EQ(line.at("read_at"), nullptr);
        if (line.at("document") == none) {
            EXPECT_EQ(line.at("error").at("code"), "usage");
        } else {
            for (const auto& [name, value] : one.front().items())
                EXPECT_EQ(line.contains(name), true) << name;
            EXPECT_EQ(line.size(), one.front().size());
        }
    }
    EXPECT_EQ(numbers.size(), 3U);
    EXPECT_EQ(documents, (std::set<std::string>{good, other, none}));
}

TEST(CardtoolJson, tells_an_error_on_standard_output_with_step_and_status) {
    const auto ran = cardtool("read --reader sim:vn-citizen-2021 --can 000124 --json" + trust());
    const auto error = lines_of(ran.out).front().at("error");
    EXPECT_EQ(error.at("code"), "wrong_key");
    EXPECT_EQ(error.at("step"), "access.pace.token");
    EXPECT_EQ(error.at("status"), "6300");
    EXPECT_EQ(error.at("headline"), "error.wrong_key");
    EXPECT_EQ(error.at("advice"), nullptr);
    const auto refused = cardtool("read --json --nonsense" + trust());
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_EQ(lines_of(refused.out).front().at("error").at("step"), "command_line");
    const auto lost = lines_of(cardtool("verify /nowhere --json" + trust()).out).front();
    EXPECT_EQ(lost.at("document"), "/nowhere");
    EXPECT_EQ(lost.at("error").at("code"), "usage");
}

TEST(CardtoolJson, of_a_name_with_marks_of_direction_steers_no_terminal) {
    support::Folder folder;
    const auto name = folder.path() / "gut\u202etug";
    std::filesystem::create_directory(name);
    const auto ran = cardtool("verify '" + name.string() + "' --json" + trust());
    EXPECT_EQ(ran.out.find("\u202e"), std::string::npos);
    EXPECT_NE(ran.out.find("\\u202E"), std::string::npos);
    EXPECT_EQ(lines_of(ran.out).front().at("document"), name.string());
}

TEST(CardtoolJson, judges_a_signed_object_that_was_saved_without_its_tag) {
    support::Folder folder;
    const auto saved = folder.path() / "card", bare = folder.path() / "EF_SOD.p7b";
    cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + saved.string() + trust());
    const auto sod = support::read_file(saved / "EF_SOD.bin");
    constexpr std::size_t kHeader = 4;  // 77 82 and a length
    std::ofstream(bare, std::ios::binary) << card::as_text(card::ByteView(sod).subspan(kHeader));
    const auto report = lines_of(cardtool("verify " + bare.string() + " --json" + trust()).out);
    ASSERT_EQ(report.size(), 1U);
    EXPECT_EQ(check_of(report.front(), "sod.structure").at("code"), "cms_untagged");
    EXPECT_EQ(check_of(report.front(), "sod.signature").at("outcome"), "passed");
}
