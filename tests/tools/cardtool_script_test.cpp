// SPDX-License-Identifier: Apache-2.0
// cardtool in scripts: options that swallow nothing, exit codes, secrets outside argv, output that
// mixes and loses nothing.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "card/readers.h"
#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;

std::string trust() { return " --trust " + (support::specimens() / "trust").string(); }
const std::string kRead = "read --reader sim:vn-citizen-2021";

std::vector<nlohmann::json> lines_of(const std::string& out) {
    std::vector<nlohmann::json> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

/// A saved right document and a forged one.
class Script : public testing::Test {
protected:
    std::string save(const char* name, const std::string& lie = {}) const {
        auto path = (folder.path() / name).string();
        cardtool(kRead + lie + " --can 000123 --save " + path + trust());
        return path;
    }
    void write(const char* name, const std::string& text) const {
        std::ofstream(folder.path() / name) << text;
    }
    std::string path(const char* name) const { return (folder.path() / name).string(); }
    support::Folder folder;
};

TEST_F(Script, options_may_stand_before_documents_and_swallow_none) {
    const auto forged = save("a", ",dg2-other-portrait"), good = save("b");
    const std::string both = " " + forged + " " + good;
    for (const auto& command :
         {"verify" + trust() + both, "verify" + both + trust(),
          "verify --trust=" + (support::specimens() / "trust").string() + both,
          "verify --state VN" + trust() + both, "verify --source issuer" + both + trust(),
          "verify --citizen --jobs 2" + trust() + both}) {
        const auto ran = cardtool(command);
        EXPECT_EQ(ran.exit_code, 12) << command;
        EXPECT_NE(ran.out.find("12  not genuine  " + forged + "\n"), std::string::npos) << command;
        EXPECT_NE(ran.out.find("10  data authentic, chip unproven  " + good + "\n"),
                  std::string::npos)
            << command;
    }
    EXPECT_EQ(cardtool("show" + trust() + " " + good + "/DG1.bin").exit_code, 0);
    EXPECT_EQ(cardtool("show --json " + good + "/DG1.bin").exit_code, 0);
    const std::string to = path("store"), csca = (support::specimens() / "trust/csca.cer").string(),
                      pin = card::certificate_fingerprint(support::read_file(csca));
    EXPECT_EQ(cardtool("trust import --to " + to + " --fingerprint " + pin + " " + csca).exit_code,
              0);
    EXPECT_EQ(cardtool("trust update --to " + to + " " + csca).exit_code, 0);
    EXPECT_EQ(cardtool("trust list --trust " + to).exit_code, 0);
    EXPECT_EQ(cardtool("trust check --json " + to).exit_code, 0);
}

TEST_F(Script, one_line_forms_name_what_people_must_see) {
    const auto told = save("told", ",sod-ber"), plain = save("plain");
    const auto batch = cardtool("verify" + trust() + " " + told + " " + plain);
    EXPECT_NE(batch.out.find("10  data authentic, chip unproven  attention: sod.structure  " +
                             told + "\n"),
              std::string::npos)
        << batch.out;
    EXPECT_NE(batch.out.find("10  data authentic, chip unproven  " + plain + "\n"),
              std::string::npos)
        << batch.out;
    write("one", "000123\n");
    EXPECT_EQ(cardtool(kRead + ",sod-ber --watch --can -" + trust() + " < " + path("one")).out,
              "0  genuine  attention: sod.structure\n");
}

TEST_F(Script, a_document_s_folder_brings_no_anchor) {
    const auto attacker = save("attacker"), next = save("next");
    fs::copy(support::specimens() / "trust/csca.cer", attacker + "/csca.cer");
    fs::copy(support::specimens() / "trust/csca.crl", attacker + "/csca.crl");
    const std::string other = " --trust " + (support::specimens() / "trust-utopia").string();
    EXPECT_EQ(cardtool("verify" + other + " " + attacker + " " + next).exit_code, 11);
}

TEST_F(Script, each_kind_of_error_has_its_exit_code_in_every_verb) {
    const std::string key = " --can 000123";
    EXPECT_EQ(cardtool(kRead + key + " --nonsense").exit_code, 2);
    EXPECT_EQ(cardtool(kRead + ",pace-broken-bac-open" + key).exit_code, 3);
    EXPECT_EQ(cardtool(kRead + " --can 999999").exit_code, 4);
    EXPECT_EQ(cardtool("survey --with-consent --reader sim:vn-citizen-2021 --can 999999").exit_code,
              4);
    const std::string nobody = "PCSCLITE_CSOCK_NAME=/nonexistent/pcscd.comm";
    for (const char* verb : {"read --can 000123", "readers", "survey --with-consent --can 000123"})
        EXPECT_EQ(cardtool(verb, "2>/dev/null", nobody).exit_code, 5) << verb;
    EXPECT_EQ(cardtool("read --reader replay:/nonexistent" + key).exit_code, 5);
    const auto saved = save("saved");
    for (const std::string& verb : {kRead + key, "verify " + saved, std::string("trust list"),
                                    std::string("trust check"), std::string("doctor")})
        EXPECT_EQ(cardtool(verb + " --trust /nonexistent").exit_code, 7) << verb;
    for (const std::string& verb :
         {kRead + key, kRead + key + " --json", "verify " + saved, "show " + saved + "/DG1.bin",
          std::string("--help"), "trust list" + trust(), std::string("simulate --list")})
        EXPECT_EQ(cardtool(verb, ">/dev/full 2>/dev/null").exit_code, 8) << verb;
    EXPECT_EQ(cardtool(kRead + key + " --save /proc/none/here").exit_code, 8);
    EXPECT_EQ(cardtool(kRead + key + " --record /nonexistent/file").exit_code, 8);
}

TEST_F(Script, a_card_that_left_ends_with_its_own_exit_code) {
    // A transcript that ends in mid-reading: the card was gone.
    ASSERT_EQ(cardtool(kRead + " --can 000123 --record " + path("whole")).exit_code, 11);
    std::ifstream whole(path("whole"));
    std::ofstream torn(path("torn"));
    std::string line;
    for (int count = 0; count < 40 && std::getline(whole, line); ++count) torn << line << '\n';
    torn.close();
    EXPECT_EQ(cardtool("read --can 000123 --reader replay:" + path("torn")).exit_code, 6);
}

TEST_F(Script, a_secret_need_not_stand_among_the_words) {
    const auto specimen = support::specimen("vn-citizen-2021");
    write("can", "000123\n");
    write("mrz", specimen.text("mrz"));
    write("qr", "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Hà Nội|02022022\r\n");
    write("id", "999099000123\n1999-01-01\n01/01/2039\n");
    for (const char* kind : {"can", "mrz", "qr", "id"}) {
        const std::string option = " --" + std::string(kind), file = path(kind);
        EXPECT_EQ(cardtool(kRead + option + "-file " + file + trust()).exit_code, 0) << kind;
        for (const char* dash : {" -", "-file -"})
            EXPECT_EQ(
                cardtool(kRead + option + dash + trust() + " < " + file, "2>/dev/null").exit_code,
                0)
                << option << dash;
    }
    EXPECT_EQ(cardtool(kRead + " --can-file /nonexistent").exit_code, 2);
    EXPECT_EQ(cardtool(kRead + " --can 000123 --can-file " + path("can")).exit_code, 2);
    EXPECT_EQ(cardtool(kRead + trust() + " < /dev/null").exit_code, 2);
}

TEST_F(Script, a_terminal_is_asked_and_shows_nothing_of_the_answer) {
    for (const char* key : {"", " --can -"}) {
        const auto ran =
            support::cardtool_on_terminal(kRead + key + trust() + " | head -1", "", "", "000123\n");
        EXPECT_NE(ran.out.find("typing is not shown"), std::string::npos) << ran.out;
        EXPECT_NE(ran.out.find("[genuine]"), std::string::npos) << ran.out;
        EXPECT_EQ(ran.out.find("000123"), std::string::npos) << ran.out;
    }
}

TEST_F(Script, record_and_picture_write_into_no_pipe_and_wait_for_no_reader_of_it) {
    ASSERT_EQ(mkfifo(path("pipe").c_str(), S_IRUSR | S_IWUSR), 0);
    for (const char* option : {" --record ", " --picture ", " --save "}) {
        const auto ran = cardtool(kRead + " --can 000123" + option + path("pipe"), "2>&1");
        EXPECT_EQ(ran.exit_code, 2) << option << ran.out;
        EXPECT_NE(ran.out.find(path("pipe")), std::string::npos) << ran.out;
    }
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

TEST_F(Script, save_and_record_write_over_nothing_and_leave_nothing_half) {
    const auto mix = save("mix");
    const auto before = support::read_file(mix + "/DG1.bin");
    const std::string other = "read --reader sim:vn-citizen-highlands --can " +
                              support::specimen("vn-citizen-highlands").text("can");
    const auto refused = cardtool(other + " --save " + mix, "2>&1");
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.out.find("not an empty folder"), std::string::npos) << refused.out;
    EXPECT_EQ(support::read_file(mix + "/DG1.bin"), before);
    write("precious", "text");
    for (const char* option : {" --record ", " --picture ", " --save "})
        EXPECT_EQ(cardtool(other + option + path("precious")).exit_code, 2) << option;
    EXPECT_EQ(cardtool("survey --with-consent --reader sim:vn-citizen-2021 --can 000123 --to " +
                       path("precious"))
                  .exit_code,
              2);
    EXPECT_EQ(support::read_file(path("precious")).size(), 4U);
    fs::create_directory(path("empty"));
    EXPECT_EQ(cardtool(other + " --save " + path("empty") + "/").exit_code, 11);
    EXPECT_TRUE(fs::exists(path("empty") + "/DG2.bin"));
    for (const auto& entry : fs::directory_iterator(folder.path()))
        EXPECT_EQ(entry.path().string().find(".new-"), std::string::npos) << entry.path();
}

TEST_F(Script, a_watch_reads_each_card_once_and_tells_it_in_one_line) {
    // Two cards, one after the other: the seed's numbers go on through both.
    const auto seed = card::from_hex("00112233445566778899AABBCCDDEEFF");
    {
        card::SeededRandom random{card::SecretBytes(seed)};
        card::ReadOptions options;
        options.random = &random;
        const auto reader =
            card::record(card::open_reader("sim:vn-citizen-2021"), path("two"), seed);
        for (int card = 0; card < 2; ++card)
            card::read(*reader, card::AccessKey::from_can("000123"), options);
    }
    const std::string watch = "read --watch --can 000123 --reader replay:" + path("two") + trust();
    const auto text = cardtool(watch);
    EXPECT_EQ(text.exit_code, 10);
    EXPECT_EQ(text.out, "10  data authentic, chip unproven\n10  data authentic, chip unproven\n");
    const auto lines = lines_of(cardtool(watch + " --json").out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NE(lines[0].at("report_id"), lines[1].at("report_id"));
    EXPECT_EQ(cardtool(watch + " --save " + path("x")).exit_code, 2);
}

TEST_F(Script, a_watch_takes_a_line_of_standard_input_for_each_card) {
    write("keys", "000123\n\n999999\nabc\n000123\n");
    const auto ran =
        cardtool(kRead + " --watch --json --can -" + trust() + " < " + path("keys"), "2>/dev/null");
    const auto lines = lines_of(ran.out);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].at("verdict"), "genuine");
    EXPECT_EQ(lines[1].at("error").at("code"), "wrong_key");
    EXPECT_EQ(lines[2].at("error").at("code"), "usage");
    EXPECT_EQ(lines[3].at("verdict"), "genuine");
    EXPECT_EQ(ran.exit_code, 4);
}

TEST_F(Script, standard_input_and_folders_in_folders_hold_documents) {
    const auto saved = save("saved");
    fs::create_directories(path("tree") + "/year/month");
    fs::copy(saved, path("tree") + "/year/month/card");
    fs::copy(saved + "/EF_SOD.bin", path("plain"));
    EXPECT_EQ(cardtool("verify -" + trust() + " < " + saved + "/EF_SOD.bin").exit_code, 11);
    EXPECT_EQ(cardtool("verify " + path("plain") + trust()).exit_code, 11);
    EXPECT_EQ(cardtool("show - < " + saved + "/DG1.bin").exit_code, 0);
    EXPECT_EQ(cardtool("show /dev/stdin < " + saved + "/DG1.bin").exit_code, 0);
    const auto deep = cardtool("verify --jobs 1 " + path("tree") + trust());
    EXPECT_EQ(deep.exit_code, 10);
    EXPECT_NE(deep.out.find("/year/month/card\n"), std::string::npos) << deep.out;
}

}  // namespace
