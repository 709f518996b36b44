// SPDX-License-Identifier: Apache-2.0
// What stands behind an option: empty words, days, states, files of secrets in other encodings.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "card/trust_store.h"
#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using support::cardtool;

std::string trust() { return " --trust " + (support::specimens() / "trust").string(); }
const std::string kRead = "read --reader sim:vn-citizen-2021 --can 000123";

TEST(CardtoolOptions, an_empty_word_is_refused_behind_every_option_and_nothing_is_done) {
    for (const char* option : {"--save", "--record", "--picture", "--trust", "--state", "--at"}) {
        const auto run = cardtool(kRead + trust() + " " + option + " \"\"", "2>&1");
        EXPECT_EQ(run.exit_code, 2) << option;
        EXPECT_NE(run.out.find(std::string("cardtool: ") + option), std::string::npos) << run.out;
        EXPECT_EQ(run.out.find("genuine"), std::string::npos) << run.out;
    }
}

TEST(CardtoolOptions, a_day_that_is_none_is_named_with_its_option_before_anything_is_printed) {
    for (const auto& command :
         {kRead + trust() + " --at 2026-02-30", kRead + trust() + " --sha1-until soon",
          "trust list " + (support::specimens() / "trust").string() + " --today foo",
          std::string("trust check " + (support::specimens() / "trust").string() +
                      " --today 1.1.2026")}) {
        const auto option = command.substr(command.rfind("--"));
        const auto named = option.substr(0, option.find(' '));
        EXPECT_EQ(cardtool(command).exit_code, 2) << command;
        EXPECT_EQ(cardtool(command, "2>/dev/null").out, "") << command;
        const auto said = cardtool(command, "2>&1 >/dev/null").out;
        EXPECT_NE(said.find(named + " wants a day in the form YYYY-MM-DD"), std::string::npos)
            << said;
    }
}

TEST(CardtoolOptions, a_state_is_two_letters_of_either_case) {
    EXPECT_EQ(cardtool(kRead + trust() + " --state vn").exit_code, 0);
    for (const char* word : {"VNM", "Vietnam", "V1", "V"}) {
        const auto run = cardtool(kRead + trust() + " --state " + word, "2>&1");
        EXPECT_EQ(run.exit_code, 2) << word;
        EXPECT_NE(run.out.find("--state wants the two letters of a state"), std::string::npos)
            << run.out;
        EXPECT_EQ(run.out.find(std::string("'") + word), std::string::npos);
    }
}

TEST(CardtoolOptions, a_day_that_the_calendar_has_not_costs_no_try_on_the_card) {
    const std::string by_id = "read --reader sim:vn-citizen-2021 --id 999099000123" + trust();
    EXPECT_EQ(cardtool(by_id + " --birth 01/01/1999 --expiry 01/01/2039").exit_code, 0);
    for (const char* days :
         {" --birth 31/02/1999 --expiry 01/01/2039", " --birth 01/01/1999 --expiry 31.11.2039",
          " --birth 990231 --expiry 390101", " --birth 1999-13-01 --expiry 390101"}) {
        const auto run = cardtool(by_id + days, "2>&1");
        EXPECT_EQ(run.exit_code, 2) << days << run.out;
        EXPECT_EQ(run.out.find("step pace"), std::string::npos) << run.out;
        const bool told = run.out.find("there is no such day") != std::string::npos ||
                          run.out.find("a date must be") != std::string::npos;
        EXPECT_TRUE(told) << run.out;
    }
}

TEST(CardtoolOptions, a_file_of_a_secret_may_have_a_mark_and_one_in_utf16_is_told_as_that) {
    const support::Folder folder;
    const auto file = (folder.path() / "can").string();
    const std::string from_file = "read --reader sim:vn-citizen-2021 --can-file " + file + trust();
    std::ofstream(file) << "\xEF\xBB\xBF"
                           "000123\r\n";
    EXPECT_EQ(cardtool(from_file).exit_code, 0);
    std::ofstream(file, std::ios::binary) << std::string(
        "\xFF\xFE"
        "0\0"
        "0\0"
        "0\0"
        "1\0"
        "2\0"
        "3\0",
        14);
    const auto wide = cardtool(from_file, "2>&1");
    EXPECT_EQ(wide.exit_code, 2);
    EXPECT_NE(wide.out.find("UTF-16: save it as UTF-8"), std::string::npos) << wide.out;
}

/// What this command says, and that it says it as wrong use.
std::string refused(const std::string& command) {
    const auto run = cardtool(command, "2>&1");
    EXPECT_EQ(run.exit_code, 2) << command << run.out;
    EXPECT_EQ(run.out.find("genuine"), std::string::npos) << run.out;
    return run.out;
}

TEST(CardtoolOptions, a_word_that_does_not_fit_is_answered_with_those_that_do) {
    const std::pair<const char*, const char*> kUnfit[]{
        {"--revocation never", "--revocation takes one of these: 'required', 'when_available'"},
        {"--source me", "--source takes one of these: 'issuer', 'own list', 'foreign list'"},
        {"--lang xx", "--lang takes one of these: 'en', 'vi'"},
        {"--crl-grace-days 366", "--crl-grace-days wants a whole number, 0 - 365"},
        {"--crl-grace-days -1", "--crl-grace-days wants a whole number, 0 - 365"},
        {"--terminal /nowhere --terminal-key k", "--terminal wants a folder that there is"}};
    for (const auto& [words, sentence] : kUnfit)
        EXPECT_NE(refused(kRead + trust() + " " + words).find(sentence), std::string::npos)
            << words << refused(kRead + trust() + " " + words);
}

TEST(CardtoolOptions, an_input_without_a_word_is_told_as_that) {
    for (const char* from : {"</dev/null", "<&-"})
        for (const char* way : {"--can", "--mrz", "--qr", "--id"})
            EXPECT_NE(
                refused("read --reader sim:vn-citizen-2021 " + std::string(way) + " - " + from)
                    .find("nothing came on standard input"),
                std::string::npos)
                << way << from;
}

TEST(CardtoolOptions, two_dates_that_are_swapped_cost_no_try_on_the_card) {
    const std::string by_id = "read --reader sim:vn-citizen-2021 --id 999099000123" + trust();
    for (const char* days :
         {" --birth 01/01/2039 --expiry 01/01/1999", " --birth 2039-01-01 --expiry 01.01.1999"}) {
        const auto out = refused(by_id + days);
        EXPECT_NE(out.find("are the two dates swapped?"), std::string::npos) << out;
    }
    EXPECT_EQ(cardtool(by_id + " --birth 990101 --expiry 390101").exit_code, 0);
}

TEST(CardtoolOptions, a_time_to_wait_is_a_number_in_its_range) {
    for (const char* word : {"nan", "inf", "-1", "0", "1e9", "soon", "5s"})
        EXPECT_NE(refused(kRead + trust() + " --wait " + word).find("--wait wants seconds"),
                  std::string::npos)
            << word;
    EXPECT_EQ(cardtool(kRead + trust() + " --wait 0.5").exit_code, 0);
}

TEST(CardtoolOptions, what_cannot_both_be_done_is_refused_before_the_card_is_read) {
    const support::Folder folder;
    const auto one = (folder.path() / "one").string(),
               same = (folder.path() / "." / "one").string();
    for (const auto& pair :
         {" --save " + one + " --record " + same, " --picture " + one + " --save " + same,
          " --record " + one + " --picture " + one})
        EXPECT_NE(refused(kRead + trust() + pair).find("is named for two things"),
                  std::string::npos)
            << pair;
    EXPECT_NE(refused(kRead + trust() + " --no-portrait --picture " + one)
                  .find("--picture needs the portrait"),
              std::string::npos);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(CardtoolOptions, a_port_that_there_is_not_is_wrong_use) {
    for (const char* place : {"localhost", "localhost:", "localhost:99999", "localhost:0",
                              "localhost:http", "localhost:-1", "localhost:35963x"})
        EXPECT_NE(refused("simulate --vpcd " + std::string(place)).find("--vpcd must be"),
                  std::string::npos)
            << place;
}

TEST(CardtoolOptions, an_option_in_capitals_is_named_and_so_is_an_empty_path) {
    EXPECT_NE(refused("read --reader sim:vn-citizen-2021 --CAN 000123" + trust())
                  .find("there is no option --CAN here (did you mean --can?)"),
              std::string::npos);
    const auto secret = refused("read --reader sim:vn-citizen-2021 --NGUYEN" + trust());
    EXPECT_EQ(secret.find("NGUYEN"), std::string::npos) << secret;
    const support::Folder folder;
    for (const char* verb : {"verify ''", "trust list ''"})
        EXPECT_NE(refused(verb + trust()).find("an empty word stands"), std::string::npos) << verb;
    EXPECT_NE(refused("trust update '' --to " + (folder.path() / "s").string())
                  .find("an empty word stands"),
              std::string::npos);
}

TEST(CardtoolOptions, a_word_in_the_wrong_place_is_told_as_that) {
    EXPECT_NE(refused("--json " + kRead + trust()).find("--json belongs behind the command"),
              std::string::npos);
    EXPECT_NE(refused("frob --json").find("there is no command 'frob'"), std::string::npos);
    EXPECT_NE(refused("reed --can 000123").find("'reed' (did you mean read?)"), std::string::npos);
    EXPECT_NE(refused(kRead + trust() + " --birth 1999-01-01").find("--birth needs another"),
              std::string::npos);
    const support::Folder folder;
    for (const char* option : {"--save", "--record", "--picture"})
        EXPECT_NE(refused(kRead + trust() + " " + option + " -").find("instead of -"),
                  std::string::npos)
            << option;
}

TEST(CardtoolOptions, a_watch_that_is_given_nothing_that_opens_a_card_is_wrong_use) {
    EXPECT_NE(refused("read --watch --reader sim:vn-citizen-2021 --can -" + trust())
                  .find("came on standard input"),
              std::string::npos);
}

TEST(CardtoolOptions, the_clock_of_a_store_that_there_is_not_is_no_clock) {
    const support::Folder folder;
    const auto none = (folder.path() / "none").string();
    const auto run = cardtool("trust clock --trust " + none, "2>&1");
    EXPECT_EQ(run.exit_code, 7);
    EXPECT_NE(run.out.find(none + ": there is no such file or folder"), std::string::npos);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(CardtoolOptions, simulate_tells_its_errors_in_json_where_that_was_asked_for) {
    const auto run = cardtool("simulate --json --specimen nobody", "2>/dev/null");
    EXPECT_NE(run.exit_code, 0);
    EXPECT_NO_THROW(EXPECT_TRUE(nlohmann::json::parse(run.out).contains("error")) << run.out);
}

TEST(CardtoolOptions, a_line_of_many_documents_is_in_the_reader_s_language) {
    const support::Folder folder;
    const auto saved = (folder.path() / "card").string();
    ASSERT_EQ(cardtool(kRead + trust() + " --save " + saved).exit_code, 0);
    const auto line = cardtool("verify --jobs 1 --lang vi " + saved + trust(), "2>/dev/null").out;
    EXPECT_EQ(line.substr(0, line.find("  " + saved)),
              "10  Thông tin đúng, chưa xác minh được chip");
    const auto english = cardtool("verify --jobs 1 " + saved + trust(), "2>/dev/null").out;
    EXPECT_EQ(english.substr(0, english.find("  " + saved)), "10  data authentic, chip unproven");
}

TEST(CardtoolFiles, that_were_spoilt_on_their_way_accuse_nobody) {
    const support::Folder folder;
    const auto saved = folder.path() / "card";
    ASSERT_EQ(cardtool(kRead + trust() + " --save " + saved.string()).exit_code, 0);
    const std::string verify = "verify " + saved.string() + trust();
    ASSERT_EQ(cardtool(verify).exit_code, 10);
    for (const char* file : {"DG1.bin", "DG2.bin", "DG13.bin", "EF_SOD.bin", "EF_COM.bin"}) {
        std::stringstream whole;
        whole << std::ifstream(saved / file, std::ios::binary).rdbuf();
        const auto text = whole.str();
        for (const auto& spoilt :
             {std::string(), text.substr(0, 1), text.substr(0, text.size() - 1), text + "\n",
              card::to_hex(card::as_octets(text))}) {
            std::ofstream(saved / file, std::ios::binary) << spoilt;
            const auto told = cardtool(verify, "2>&1");
            EXPECT_EQ(told.exit_code, 2) << file << spoilt.size();
            EXPECT_NE(told.out.find(std::string(file) + ": is cut off or was changed on its way"),
                      std::string::npos)
                << told.out;
        }
        std::ofstream(saved / file, std::ios::binary) << text;
    }
    EXPECT_EQ(cardtool(verify).exit_code, 10);
}

TEST(CardtoolFiles, are_known_in_any_case_and_a_card_access_that_was_cut_accuses_nobody) {
    const support::Folder folder;
    const auto saved = folder.path() / "card";
    ASSERT_EQ(cardtool(kRead + trust() + " --save " + saved.string()).exit_code, 0);
    const std::string verify = "verify " + saved.string() + trust();
    for (const char* name : {"DG1.bin", "EF_SOD.bin"}) {
        std::string small = name;
        for (char& c : small) c = static_cast<char>(std::tolower(c));
        std::filesystem::rename(saved / name, saved / small);
    }
    EXPECT_EQ(cardtool(verify).exit_code, 10);
    std::filesystem::copy(saved / "dg1.bin", saved / "DG1.bin");
    EXPECT_NE(refused(verify).find("lies there twice"), std::string::npos);
    std::filesystem::remove(saved / "DG1.bin");
    std::filesystem::resize_file(saved / "EF_CardAccess.bin", 0);
    EXPECT_NE(refused(verify).find("EF_CardAccess.bin: is cut off"), std::string::npos);
}

TEST(CardtoolOptions, a_folder_that_holds_nothing_is_told_and_a_first_store_is_made) {
    const support::Folder folder;
    const auto empty = folder.path() / "empty", store = folder.path() / "store";
    std::filesystem::create_directories(empty);
    const auto root = (support::specimens() / "deliveries/root.cer").string();
    const auto fingerprint = card::certificate_fingerprint(support::read_file(root));
    const auto import = [&](const std::string& files, const std::string& more) {
        return cardtool("trust import " + files + " --to " + store.string() + more, "2>&1");
    };
    const auto first =
        import(root + " " + empty.string(), " --fingerprint '" + fingerprint + "  root.cer'");
    EXPECT_EQ(first.exit_code, 1) << first.out;
    EXPECT_NE(first.out.find("empty: a folder that holds no file"), std::string::npos);
    EXPECT_NE(first.out.find("store: made; it now has"), std::string::npos) << first.out;
    EXPECT_NE(cardtool("trust check " + empty.string(), "2>&1").out.find("holds no file"),
              std::string::npos);
    EXPECT_NE(refused("trust foo --json").find("there is no command 'foo'"), std::string::npos);
}

TEST(CardtoolFiles, are_never_taken_for_a_stream_that_was_closed) {
    for (const char* closed : {">&- 2>/dev/null", ">&- 2>&-", ">&- 2>&- <&-"})
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(cardtool(kRead + trust(), closed).exit_code, 8) << closed;
    EXPECT_EQ(cardtool(kRead + trust(), "2>&- >/dev/null").exit_code, 0);
}

}  // namespace
