// SPDX-License-Identifier: Apache-2.0
// cardtool as its users call it: exit codes, screens of 80 columns, nothing on a pipe but the
// report.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using support::cardtool;

std::string trust(const char* name = "trust") {
    return " --trust " + (support::specimens() / name).string();
}

TEST(Cardtool, exit_codes_are_those_of_the_verdict_table) {
    const std::string read = "read --reader sim:vn-citizen-2021";
    EXPECT_EQ(cardtool(read + " --can 000123" + trust()).exit_code, 0);
    EXPECT_EQ(cardtool(read + " --can 000123" + trust() + " --at 2040-01-01").exit_code, 13);
    EXPECT_EQ(cardtool(read + ",clone-refuses --can 000123" + trust()).exit_code, 10);
    EXPECT_EQ(cardtool(read + " --can 000123").exit_code, 11);
    EXPECT_EQ(cardtool(read + ",dg2-other-portrait --can 000123" + trust()).exit_code, 12);
    EXPECT_EQ(cardtool(read + " --can 12").exit_code, 2);
    EXPECT_EQ(cardtool(read).exit_code, 2);
    EXPECT_EQ(cardtool("no-such-verb").exit_code, 2);
    EXPECT_EQ(cardtool("read --reader usb: --can 000123").exit_code, 2);
    for (const char* day : {"2040-1-01", "2040- 1- 1", "+040-01-01", "2040-02-30", "2040-01-011"})
        EXPECT_EQ(cardtool(read + " --can 000123 --at '" + day + "'").exit_code, 2) << day;
    EXPECT_EQ(cardtool(read + " --can 999999" + trust()).exit_code, 4);
}

TEST(Cardtool, saved_files_are_never_genuine_and_a_sod_alone_is_undetermined_at_best) {
    support::Folder folder;
    const std::string saved = (folder.path() / "card").string();
    EXPECT_EQ(cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + saved + trust())
                  .exit_code,
              0);
    EXPECT_EQ(cardtool("verify " + saved + trust()).exit_code, 10);
    EXPECT_EQ(cardtool("verify " + saved + "/EF_SOD.bin" + trust()).exit_code, 11);
    for (const char* file : {"EF_SOD.bin", "EF_COM.bin", "EF_CardAccess.bin", "DG1.bin", "DG2.bin",
                             "DG13.bin", "DG14.bin", "DG15.bin"})
        EXPECT_TRUE(std::filesystem::exists(saved + "/" + file)) << file;
    EXPECT_EQ(std::filesystem::status(saved + "/DG1.bin").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(cardtool("verify " + folder.path().string() + trust()).exit_code, 10);
}

TEST(Cardtool, show_survives_text_that_is_no_utf8_and_control_characters) {
    support::Folder folder;
    // DG13 of Vietnam whose second field holds FF FE, an escape sequence and half a letter.
    const auto file = card::from_hex(
        "6D1F301D020101060628D316010008"
        "3110300E020102"
        "0C09FFFE1B5B33316DE1BA");
    std::ofstream(folder.path() / "DG13.bin", std::ios::binary)
        .write(reinterpret_cast<const char*>(file.data()),
               static_cast<std::streamsize>(file.size()));
    const auto ran = cardtool("show " + (folder.path() / "DG13.bin").string(), "2>&1");
    EXPECT_EQ(ran.exit_code, 0) << ran.out;
    EXPECT_NE(ran.out.find("DG13, Vietnam"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find('\033'), std::string::npos);
}

TEST(Cardtool, an_error_is_said_in_the_language_of_the_machine) {
    const std::string wrong = "read --reader sim:vn-citizen-2021 --can 999999" + trust();
    EXPECT_NE(
        support::cardtool(wrong, "2>&1", "LANG=vi_VN.UTF-8").out.find("Số không khớp với thẻ này"),
        std::string::npos);
    EXPECT_NE(support::cardtool(wrong, "2>&1", "LANG=C.UTF-8")
                  .out.find("the number does not match this card"),
              std::string::npos);
}

TEST(Cardtool, keys_open_the_card_by_can_mrz_qr_and_numbers) {
    const std::string read = "read --reader sim:vn-citizen-2021" + trust();
    const auto specimen = support::specimen("vn-citizen-2021");
    EXPECT_EQ(cardtool(read + " --mrz '" + specimen.text("mrz") + "'").exit_code, 0);
    EXPECT_EQ(cardtool(read +
                       " --qr '999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Hà Nội|02022022'")
                  .exit_code,
              0);
    EXPECT_EQ(
        cardtool(read + " --id 999099000123 --birth 01/01/1999 --expiry 01/01/2039").exit_code, 0);
    EXPECT_EQ(cardtool(read + " --id 999099000123").exit_code, 2);
    EXPECT_EQ(cardtool(read + " --can 000123 --qr x").exit_code, 2);
}

TEST(Cardtool, a_recorded_card_replays_and_its_transcript_is_the_owners_alone) {
    support::Folder folder;
    const std::string file = (folder.path() / "t").string();
    EXPECT_EQ(cardtool("read --reader sim:vn-citizen-2021 --can 000123 --record " + file + trust())
                  .exit_code,
              0);
    // Nobody's chip is there: who wrote the transcript knew the session's secrets.
    const auto replayed =
        cardtool("read --reader replay:" + file + " --can 000123 --lang en" + trust());
    EXPECT_EQ(replayed.exit_code, 10);
    EXPECT_EQ(replayed.out.find("The chip is the original"), std::string::npos) << replayed.out;
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Cardtool, something_that_is_no_sod_is_wrong_use_and_no_forgery) {
    EXPECT_EQ(cardtool("verify " + (support::specimens() / "trust/csca.cer").string()).exit_code,
              2);
}

/// What people see of cardtool; the files shown lie below `folder`.
std::vector<std::string> screens_of(const std::filesystem::path& folder) {
    const std::string saved = (folder / "card").string();
    cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + saved + trust());
    std::vector<std::string> screens{
        "--help",
        "read --help",
        "verify --help",
        "trust --help",
        "simulate --help",
        "show --help",
        "doctor --help",
        "survey --help",
        "doctor",
        "doctor --lang vi",
        "help --lang vi",
        "read --help --lang vi",
        "verify --help --lang vi",
        "survey --help --lang vi",
        "trust import --help --lang vi",
        "trust list --help",
        "trust list " + (support::specimens() / "trust-utopia").string(),
        "trust list " + (support::specimens() / "trust-utopia-lists").string(),
        "trust check " + (support::specimens() / "trust-utopia-lists").string(),
        "read --reader sim:vn-citizen-2021 --can 000123 --lang vi" + trust(),
        "read --reader sim:vn-citizen-2021 --can 000123 --lang en",
        "read --reader sim:vn-citizen-2021,sod-csca-namesake --can 000123 --lang vi" + trust()};
    for (const char* file :
         {"EF_SOD", "EF_COM", "EF_CardAccess", "DG1", "DG2", "DG13", "DG14", "DG15"})
        screens.push_back("show " + saved + "/" + file + ".bin");
    const std::string passport = (folder / "passport").string();
    cardtool("read --reader sim:passport-cam --can 123456 --save " + passport);
    for (const char* file : {"EF_CardSecurity", "EF_ATR_INFO", "DG7", "DG11", "DG12", "DG16"})
        screens.push_back("show " + passport + "/" + file + ".bin");
    return screens;
}

TEST(Cardtool, every_screen_of_a_terminal_fits_80_columns) {
    support::Folder folder;
    for (const auto& screen : screens_of(folder.path())) {
        const auto ran = support::cardtool_on_terminal(screen, "2>/dev/null", "NO_COLOR=1");
        EXPECT_FALSE(ran.out.empty()) << screen;
        EXPECT_EQ(ran.out.find('\033'), std::string::npos) << screen;
        std::istringstream lines(ran.out);
        for (std::string line; std::getline(lines, line);)
            if (!line.starts_with("     $ ")) {  // a command to be copied
                EXPECT_LE(support::columns(line), 80U) << screen << "\n" << line;
            }
    }
}

TEST(Cardtool, every_file_that_a_reading_saved_is_judged_again) {
    support::Folder folder;
    const std::string saved = (folder.path() / "card").string(),
                      by = " --trust " + (support::specimens() / "trust-utopia").string();
    EXPECT_EQ(
        cardtool("read --reader sim:passport-cam --can 123456 --save " + saved + by).exit_code, 0);
    const auto passed = [&] {
        return cardtool("verify " + saved + by).out.find("chip.card_security      passed") !=
               std::string::npos;
    };
    EXPECT_TRUE(passed());
    std::filesystem::remove(saved + "/EF_CardSecurity.bin");
    EXPECT_FALSE(passed());
}

TEST(Cardtool, a_pipe_gets_no_progress_and_the_log_no_value) {
    const auto ran =
        cardtool("-v read --reader sim:vn-citizen-2021 --can 000123" + trust(), "2>&1 >/dev/null");
    EXPECT_NE(ran.out.find("apdu"), std::string::npos);
    for (const char* value : {"000123", "999099000123", "NGUYEN", "Nguyễn", "reading DG2"})
        EXPECT_EQ(ran.out.find(value), std::string::npos) << value;
    EXPECT_EQ(
        cardtool("read --reader sim:vn-citizen-2021 --can 000123" + trust(), "2>&1 >/dev/null").out,
        "");
}

TEST(Cardtool, a_vietnamese_report_says_why_in_vietnamese) {
    for (const auto& [lie, text] :
         {std::pair{"dg2-other-portrait", "DG2 không phải bản cơ quan cấp thẻ đã ký"},
          std::pair{"dsc-revoked", "cơ quan cấp thẻ đã thu hồi chữ ký này"},
          std::pair{"clone-refuses", "chip từ chối"}})
        EXPECT_NE(cardtool(std::string("read --reader sim:vn-citizen-2021,") + lie +
                           " --can 000123 --lang vi" + trust())
                      .out.find(text),
                  std::string::npos)
            << lie;
}

TEST(Cardtool, a_terminal_with_certificates_reads_what_the_chip_protects) {
    support::Folder folder;
    const auto first = folder.path() / "first", second = folder.path() / "second";
    const std::string shown = (support::specimens() / "terminal-ecdsa").string();
    const std::string read = "read --reader sim:passport-guarded --can 123456 --trust " +
                             (support::specimens() / "trust-utopia").string() + " --terminal " +
                             shown + " --terminal-key " + shown;
    EXPECT_NE(cardtool(read + "/other.pem --save " + first.string(), "2>&1")
                  .out.find("stay protected: the chip does not take the terminal's signature"),
              std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(first / "DG1.bin"));
    EXPECT_FALSE(std::filesystem::exists(first / "DG3.bin"));
    EXPECT_EQ(cardtool(read + "/terminal.pem --save " + second.string()).exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(second / "DG3.bin"));
}

TEST(Cardtool, a_service_that_does_not_run_is_told_with_the_command_that_starts_it) {
    setenv("PCSCLITE_CSOCK_NAME", "/nonexistent/pcscd.comm", 1);
    const auto absent = cardtool("readers", "2>&1");
    unsetenv("PCSCLITE_CSOCK_NAME");
    EXPECT_EQ(absent.exit_code, 5);
    EXPECT_NE(absent.out.find("systemctl start pcscd"), std::string::npos) << absent.out;
}

TEST(Cardtool, a_picture_is_decoded_only_with_trust_and_a_proven_hash) {
    support::Folder folder;
    const std::string saved = (folder.path() / "card").string(),
                      forged = (folder.path() / "forged").string();
    cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + saved + trust());
    cardtool("read --reader sim:vn-citizen-2021,dg2-other-portrait --can 000123 --save " + forged +
             trust());
    EXPECT_EQ(cardtool("show " + saved + "/DG2.bin").out.find("decoded:"), std::string::npos);
    EXPECT_NE(cardtool("show " + saved + "/DG2.bin" + trust()).out.find("decoded: JPEG, 240 x 320"),
              std::string::npos);
    EXPECT_NE(cardtool("show " + forged + "/DG2.bin" + trust()).out.find("not decoded"),
              std::string::npos);
}

}  // namespace
