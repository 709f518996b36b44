// SPDX-License-Identifier: Apache-2.0
// What cardtool says of wrong words, in both languages, and to whom.
#include <gtest/gtest.h>

#include <fstream>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;

std::string trust() { return " --trust " + (support::specimens() / "trust").string(); }
const std::string kRead = "read --reader sim:vn-citizen-2021";

struct Said {
    std::string command, english, vietnamese;
};

TEST(CardtoolSays, which_word_or_option_is_unknown_and_what_was_meant) {
    for (const auto& [command, english, vietnamese] :
         {Said{"read --josn", "no option --josn here (did you mean --json?)",
               "không có tùy chọn --josn ở đây (ý bạn là --json?)"},
          Said{"trust list --fingerprints=00", "no option --fingerprints here",
               "không có tùy chọn --fingerprints"},
          Said{"reed", "no command 'reed' (did you mean read?)", "không có lệnh 'reed'"},
          Said{"trust lst", "no command 'lst' (did you mean list?)", "không có lệnh 'lst'"},
          Said{"", "a command is missing", "thiếu lệnh"},
          Said{"verify", "what is missing: DOCUMENT", "còn thiếu: DOCUMENT"},
          Said{"read --can", "--can needs one word", "--can cần đúng một từ"},
          Said{"read --terminal-key x", "--terminal-key needs another option",
               "--terminal-key cần thêm"},
          Said{"readers --json=x", "--json", "--json"}}) {
        const auto in_english = cardtool("--lang en " + command, "2>&1"),
                   in_vietnamese = cardtool("--lang vi " + command, "2>&1");
        EXPECT_EQ(in_english.exit_code, 2) << command;
        EXPECT_NE(in_english.out.find(english), std::string::npos) << in_english.out;
        EXPECT_NE(in_vietnamese.out.find(vietnamese), std::string::npos) << in_vietnamese.out;
    }
    EXPECT_NE(cardtool("readers --lang xx", "2>&1", "LANG=C").out.find("--lang takes one of these"),
              std::string::npos);
    EXPECT_EQ(cardtool("--lang vi help").exit_code, 0);
    EXPECT_EQ(cardtool("version").exit_code, 0);
    EXPECT_EQ(cardtool("help read").out, cardtool("read --help").out);
}

TEST(CardtoolSays, nothing_again_that_may_be_a_person_s) {
    const std::vector<std::string> slips{"--at 999099000123 --can 000123",
                                         "--revocation 999099000123 --can 000123",
                                         "--cann=999099000123",
                                         "--crl-grace-days 999099000123 --can 000123",
                                         "--can 999099000123",
                                         "--wait 999099000123 --can 000123",
                                         "--can 000123 999099000123",
                                         "--mrz 999099000123",
                                         "--qr '999099000123|x'",
                                         "--id 999099000123 --birth 1 --expiry 2",
                                         "--sha1-until 999099000123 --can 000123",
                                         "--source 999099000123 --can 000123"};
    for (const auto& slip : slips)
        for (const char* language : {" --lang en", " --lang vi"}) {
            const auto ran = cardtool(kRead + " " + slip + language, "2>&1");
            EXPECT_EQ(ran.exit_code, 2) << slip;
            EXPECT_EQ(ran.out.find("999099000123"), std::string::npos) << slip << ran.out;
        }
    for (const char* command : {"999099000123", "read --reader 999099000123 --can 000123"})
        EXPECT_EQ(cardtool(command, "2>&1").out.find("999099000123"), std::string::npos) << command;
}

TEST(CardtoolSays, an_error_about_what_was_given_in_vietnamese_alone) {
    for (const auto& [command, text] :
         {std::pair{kRead + " --can 12", "số CAN có sáu chữ số"},
          std::pair{kRead + " --mrz x", "MRZ phải là 90, 72 hoặc 88"},
          std::pair{kRead + " --qr x", "đây không phải mã QR của thẻ căn cước"},
          std::pair{kRead + " --id 12345678901 --birth 010199 --expiry 010139",
                    "số căn cước có mười hai chữ số"},
          std::pair{kRead + " --id 1 --birth 2 --expiry 3", "ngày phải có dạng YYMMDD"},
          std::pair{std::string("verify /nowhere"), "không mở được như thư mục"},
          std::pair{std::string("trust list --trust /nowhere"), "/nowhere: không"}}) {
        const auto out = cardtool(command + " --lang vi", "2>&1").out;
        EXPECT_NE(out.find(text), std::string::npos) << out;
        for (const char* english : {"the ", "cannot", "must", " is "})
            EXPECT_EQ(out.find(english), std::string::npos) << out;
    }
}

TEST(CardtoolSays, policy_trust_and_help_in_vietnamese) {
    const auto report = cardtool(kRead + " --can 000123 --citizen --lang vi" + trust()).out;
    for (const char* text : {"kiểm tra thu hồi: bắt buộc", "tệp (cơ quan cấp)",
                             "ngày cấp trong DG13", "chứng thư gốc từ: cơ quan cấp"})
        EXPECT_NE(report.find(text), std::string::npos) << text;
    EXPECT_NE(cardtool("trust list --lang vi" + trust()).out.find("chứng thư gốc"),
              std::string::npos);
    for (const char* verb :
         {"", "read", "verify", "show", "trust", "trust import", "trust update", "trust list",
          "trust check", "readers", "doctor", "survey", "simulate"}) {
        const auto help = cardtool(std::string(verb) + " --help --lang vi").out;
        EXPECT_NE(help.find("Cách dùng: cardtool"), std::string::npos) << verb;
        EXPECT_NE(help.find("Mã thoát"), std::string::npos) << verb;
        for (const char* english : {"Usage", "Options", " the ", "OPTIONS"})
            EXPECT_EQ(help.find(english), std::string::npos) << verb << help;
    }
}

TEST(CardtoolSays, why_the_holder_is_not_shown) {
    support::Folder folder;
    const auto saved = (folder.path() / "card").string();
    ASSERT_EQ(cardtool(kRead + " --can 000123 --save " + saved + trust()).exit_code, 0);
    const auto said = [&](const std::string& store) {
        return cardtool("verify " + saved + store + " --lang en").out;
    };
    EXPECT_NE(said("").find("signature over them is not proven"), std::string::npos);
    auto octets = support::read_file(saved + "/DG1.bin");
    octets[20] ^= 1;
    std::ofstream(saved + "/DG1.bin", std::ios::binary)
        .write(reinterpret_cast<const char*>(octets.data()),
               static_cast<std::streamsize>(octets.size()));
    EXPECT_NE(said(trust()).find("DG1 is not what the issuer signed"), std::string::npos);
    fs::remove(saved + "/DG1.bin");
    EXPECT_NE(cardtool("verify " + saved + "/EF_SOD.bin" + trust() + " --lang en")
                  .out.find("DG1, which holds them, was not given"),
              std::string::npos);
}

TEST(CardtoolSays, whole_lines_to_a_pipe_and_colours_to_who_wants_them) {
    const std::string read = kRead + " --can 000123 --lang en" + trust();
    EXPECT_NE(cardtool(read).out.find("O=libcard specimens, not an authority, serialNumber=001, "
                                      "CN=CSCA Specimen Vietnam, SHA-256"),
              std::string::npos);
    EXPECT_EQ(cardtool(read).out.find('\033'), std::string::npos);
    EXPECT_NE(support::cardtool_on_terminal(read).out.find("\033[1;32m"), std::string::npos);
    for (const char* none : {"NO_COLOR=1", "TERM=dumb"})
        EXPECT_EQ(support::cardtool_on_terminal(read, "2>/dev/null", none).out.find('\033'),
                  std::string::npos)
            << none;
}

TEST(CardtoolSays, a_defective_file_by_its_name) {
    support::Folder folder;
    std::ofstream(folder.path() / "x.bin") << "\x61\x05";
    const auto name = (folder.path() / "x.bin").string();
    EXPECT_NE(cardtool("show " + name, "2>&1").out.find(name + ": "), std::string::npos);
}

}  // namespace
