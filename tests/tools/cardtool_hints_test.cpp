// SPDX-License-Identifier: Apache-2.0
// What cardtool advises, and of which store, file, folder and recording it speaks.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;

std::string store(const char* name = "trust") { return (support::specimens() / name).string(); }
std::string trust(const char* name = "trust") { return " --trust " + store(name); }
std::string delivery(const char* name) { return store("deliveries/") + name; }
const std::string kRead = "read --reader sim:vn-citizen-2021";

class Hints : public testing::Test {
protected:
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    std::string saved(const std::string& more = {}) const {
        cardtool(kRead + more + " --can 000123 --save " + path("card") + trust());
        return path("card");
    }
    support::Folder folder;
};

void expect_in(const std::string& part, const std::string& whole) {
    EXPECT_NE(whole.find(part), std::string::npos) << part << "\nis not in\n" << whole;
}
void expect_not_in(const std::string& part, const std::string& whole) {
    EXPECT_EQ(whole.find(part), std::string::npos) << part << "\nis in\n" << whole;
}

TEST_F(Hints, name_the_store_that_was_used) {
    const auto card = saved();
    fs::create_directory(path("one"));
    fs::copy(store() + "/csca.cer", path("one") + "/csca.cer");
    for (const char* language : {" --lang en", " --lang vi"}) {
        expect_in(" --to " + store("trust-utopia") + "\n",
                  cardtool("verify " + card + trust("trust-utopia") + language).out);
        expect_in(" --to " + path("one") + ",",
                  cardtool("verify " + card + " --trust " + path("one") + language).out);
    }
    expect_in(" --to FOLDER-OF-THE-STORE,",
              cardtool("verify " + card + " --lang en --trust " + store() + "/csca.cer").out);
}

TEST_F(Hints, files_that_were_not_given_are_no_card_that_was_taken_away) {
    const auto card = saved();
    const auto sod = card + "/EF_SOD.bin";
    for (const auto& what : {sod, "- < " + sod}) {
        const auto said = cardtool("verify" + trust() + " --lang en " + what).out;
        expect_in("Files are missing, so not everything could be checked: DG1, DG2.\n", said);
        expect_not_in("taken away", said);
    }
    fs::remove(card + "/DG2.bin");
    expect_in("checked: DG2.\n", cardtool("verify " + card + trust() + " --lang en").out);
    const auto vietnamese = cardtool("verify " + card + trust() + " --lang vi").out;
    expect_in("Thiếu tệp nên chưa kiểm tra hết: DG2.\n", vietnamese);
    expect_not_in("nhấc ra", vietnamese);
}

TEST_F(Hints, one_path_that_cannot_be_read_keeps_no_other_from_being_taken) {
    ASSERT_EQ(mkfifo(path("pipe").c_str(), S_IRUSR | S_IWUSR), 0);
    const auto pin =
        " --fingerprint " + card::certificate_fingerprint(support::read_file(delivery("root.cer")));
    const auto import = [&](const std::string& files) {
        return cardtool("trust import " + files + pin + " --to " + path("store"));
    };
    const auto alone = import("/nowhere");
    EXPECT_EQ(alone.exit_code, 2) << alone.out;
    EXPECT_FALSE(fs::exists(path("store")));
    const auto part = import("/nowhere " + delivery("root.cer") + " " + path("pipe"));
    EXPECT_EQ(part.exit_code, 1);
    expect_in("LEFT OUT  /nowhere: there is no such file or folder", part.out);
    expect_in("LEFT OUT  " + path("pipe") + ": is no file\n", part.out);
    expect_in("1 taken, 0 there already, 2 left out", part.out);
    EXPECT_EQ(cardtool("trust check " + path("store")).exit_code, 0);
}

TEST_F(Hints, unknown_words_are_named_where_a_command_is_missing_or_help_is_asked_for) {
    const std::pair<const char*, const char*> kSaid[]{
        {"--josn", "no option --josn here"},
        {"-x", "no option -x here"},
        {"trust --foo", "no option --foo here"},
        {"verify --josn", "no option --josn here (did you mean --json?)"},
        {"help foo", "no command 'foo'"},
        {"help reed", "no command 'reed' (did you mean read?)"},
        {"--lang en help foo", "no command 'foo'"},
        {"help trust lst", "no command 'lst' (did you mean list?)"},
        {"read --josn --help", "no option --josn here (did you mean --json?)"},
        {"read --can 000123 --can 000123", "--can may be given only once"},
        {"verify --trust", "--trust needs one word behind it:"},
    };
    for (const auto& [words, said] : kSaid) {
        const auto ran = cardtool(words, "2>&1", "LC_ALL=C");
        EXPECT_EQ(ran.exit_code, 2) << words;
        expect_in(said, ran.out);
        expect_not_in("Usage:", ran.out);
    }
    expect_in("--can chỉ được dùng một lần",
              cardtool("read --can 1 --can 2 --lang vi", "2>&1").out);
}

TEST_F(Hints, every_help_has_an_example_of_its_own_verb_and_the_verb_s_exit_codes) {
    for (const std::string verb :
         {"read", "verify", "show", "trust", "trust import", "trust update", "trust list",
          "trust check", "trust clock", "readers", "doctor", "survey", "simulate"}) {
        const auto help = cardtool(verb + " --help --lang en").out;
        const auto examples = help.find("\nExamples");
        ASSERT_NE(examples, std::string::npos) << help;
        expect_in("  cardtool " + verb, help.substr(examples));
        const bool of_trust = verb.starts_with("trust");
        EXPECT_EQ(help.find("not genuine", examples) == std::string::npos,
                  of_trust || verb == "doctor")
            << help;
        if (of_trust) expect_in("\n  0 ", help.substr(examples));
    }
    expect_in("1 a part was left out", cardtool("trust import --help --lang en").out);
    expect_in("1 a part of it is refused", cardtool("trust check --help --lang en").out);
    expect_in("1 it is behind the last run", cardtool("trust clock --help --lang en").out);
    expect_in("trust list [PATH...] ", cardtool("trust list --help --lang en").out);
    expect_in("verify DOCUMENT... ", cardtool("verify --help --lang en").out);
}

TEST_F(Hints, a_recording_is_not_to_be_put_on_the_reader_again) {
    const std::string lie = "read --reader sim:vn-citizen-2021,pace-broken-bac-open --can 000123";
    const auto card = cardtool(lie + " --lang en --record " + path("rec"), "2>&1");
    expect_in("Put the card on the reader again", card.out);
    const std::string replay = " --reader replay:" + path("rec") + " --can 000123 --lang en";
    for (const char* verb : {"read", "survey --with-consent"}) {
        const auto ran = cardtool(verb + replay, "2>&1");
        EXPECT_EQ(ran.exit_code, 3) << ran.out;
        expect_in("This is a recording, no card", ran.out);
        expect_not_in("on the reader again", ran.out);
        expect_not_in("not genuine", ran.out);
    }
    const auto json = nlohmann::json::parse(cardtool("read --json" + replay).out);
    EXPECT_EQ(json["error"]["advice"], "error.advice.replay");
}

TEST_F(Hints, a_folder_of_folders_is_judged_without_more_words) {
    const auto card = saved();
    fs::create_directories(path("tree") + "/year/month");
    fs::rename(card, path("tree") + "/year/month/card");
    const auto ran = cardtool("verify " + path("tree") + trust());
    EXPECT_EQ(ran.exit_code, 10);
    EXPECT_EQ(ran.out, "10  data authentic, chip unproven  " + path("tree") + "/year/month/card\n");
    fs::create_directory(path("empty"));
    EXPECT_EQ(cardtool("verify " + path("empty") + trust()).exit_code, 2);
}

TEST_F(Hints, what_cannot_be_written_is_told_before_the_card_is_read) {
    const std::string read = kRead + " --can 000123" + trust() + " --record " + path("rec");
    EXPECT_EQ(cardtool(read + " --picture /nowhere/p.ppm").exit_code, 8);
    EXPECT_FALSE(fs::exists(path("rec"))) << "the card was read";
    EXPECT_EQ(cardtool("survey --with-consent --reader sim:vn-citizen-2021 --can 000123 --to "
                       "/nowhere/s.json")
                  .exit_code,
              8);
}

TEST_F(Hints, a_picture_is_written_where_there_is_a_proven_one) {
    const std::string read = " --can 000123 --lang en" + trust() + " --picture " + path("p.ppm");
    const auto none = cardtool(kRead + ",content-no-picture" + read, "2>&1");
    EXPECT_EQ(none.exit_code, 0);
    expect_in("no picture was written", none.out);
    EXPECT_FALSE(fs::exists(path("p.ppm")));
    EXPECT_EQ(cardtool(kRead + read).exit_code, 0);
    const auto picture = support::read_file(path("p.ppm"));
    EXPECT_TRUE(card::as_text(picture).starts_with("P6\n"));
    EXPECT_GT(picture.size(), 1000U);
}

TEST_F(Hints, a_folder_is_neither_a_specimen_nor_a_recording) {
    const auto card = cardtool("read --can 000123 --reader sim:" + path(""), "2>&1");
    expect_in("no such specimen", card.out);
    expect_not_in("filebuf", card.out);
    const auto record = cardtool("read --can 000123 --reader replay:" + path(""), "2>&1");
    EXPECT_EQ(record.exit_code, 5);
    expect_in("cannot be read", record.out);
}

TEST(TrustList, says_of_lists_and_revocation_lists_when_they_end_and_what_they_count_for) {
    const std::string vietnam =
        "C=VN, O=libcard specimens, not an authority, serialNumber=001, CN=CSCA Specimen Vietnam";
    const auto now = cardtool("trust list --lang en --today 2026-06-01 " + store());
    EXPECT_EQ(now.exit_code, 0);
    expect_in("csca.crl: CRL of " + vietnam +
                  ", of 2026-01-01, 1 entries: withdraws and clears what " + vietnam +
                  " issued; until 2046-01-01; key id ",
              now.out);
    const auto late = cardtool("trust list --lang en --today 2099-01-01 " + store()).out;
    expect_in("withdraws what it names of " + vietnam +
                  ", and clears nothing: it ended on 2046-01-01: bring the current one",
              late);
    expect_in(
        "list.ml: 2 certificates, 0 refused, loaded; its signer's certificate ENDED on "
        "2036-06-01; signed on 2026-01-01\n",
        cardtool("trust list --lang en --today 2099-01-01 " + store("trust-late-withdrawn")).out);
    const auto json = nlohmann::json::parse(cardtool("trust list --json " + store()).out);
    EXPECT_EQ(json["revocation_lists"][0]["next_update"], "2046-01-01");
    EXPECT_EQ(json["revocation_lists"][0]["clears"], true);
}

TEST(TrustCheck, says_in_icao_s_codes_and_words_what_a_certificate_lacks) {
    const auto ran = cardtool("trust check --conformance --lang en " + store());
    EXPECT_EQ(ran.exit_code, 0);
    expect_in("\n6 deviations from the profile of Doc 9303-12\n", ran.out);
    expect_in("CN=CSCA Specimen Vietnam, serial 1001, key id ", ran.out);
    expect_in(
        ": CSCA.SAN.14 CSCA:SAN: CSCA Certificate field Subject Alternative Name "
        "Field_Not_Present\n",
        ran.out);
    for (const char* code : {"CSCA.IAN.14 CSCA:IAN:", "CSCA.CDP.14 CSCA:CDP:"})
        expect_in(code, ran.out);
    expect_not_in("deviations", cardtool("trust check --lang en " + store()).out);
}

}  // namespace
