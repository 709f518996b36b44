// SPDX-License-Identifier: Apache-2.0
// What cardtool says, in both languages, and what it must not repeat.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using support::cardtool;

std::string trust(const char* name = "trust") {
    return " --trust " + (support::specimens() / name).string();
}

TEST(Cardtool, every_verdict_s_screen_says_what_to_do_and_what_nobody_but_the_issuer_knows) {
    const auto said = [](const std::string& lie, const char* language) {
        return cardtool("read --reader sim:vn-citizen-2021" + lie + " --can 000123 --lang " +
                        language + trust() + " | tr -s '\\n ' '  '")
            .out;
    };
    struct Screen {
        const char *lie, *english, *vietnamese;
    };
    for (const auto& screen :
         {Screen{"", "Compare the photo with the person.", "So ảnh với người trước mặt."},
          {",dsc-revoked",
           "The issuer has withdrawn this signature; do not rely on the chip, check the card by "
           "other means.",
           "Cơ quan cấp thẻ đã thu hồi chữ ký này; không dựa vào chip, hãy kiểm tra thẻ bằng cách "
           "khác."},
          {",clone-hides-keys",
           "This card must be able to prove itself and does not: treat it as a copy.",
           "Thẻ này phải tự chứng minh được nhưng không làm: hãy coi như bản sao."},
          {",dg2-other-portrait", "Data in the chip was changed after the card was issued.",
           "Dữ liệu trong chip đã bị thay đổi sau khi cấp thẻ."}}) {
        EXPECT_NE(said(screen.lie, "en").find(screen.english), std::string::npos)
            << said(screen.lie, "en");
        EXPECT_NE(said(screen.lie, "vi").find(screen.vietnamese), std::string::npos)
            << said(screen.lie, "vi");
        EXPECT_NE(
            said(screen.lie, "en")
                .find(
                    "Whether the card was reported lost or cancelled is known to the issuer only."),
            std::string::npos);
        EXPECT_NE(
            said(screen.lie, "vi")
                .find("Thẻ có bị báo mất hoặc bị hủy hay không thì chỉ cơ quan cấp thẻ mới biết."),
            std::string::npos);
    }
}

TEST(Cardtool, what_asks_for_attention_stands_beside_the_verdict_in_words) {
    const auto top_of = [](const std::string& lie, const char* language) {
        const auto screen = cardtool("read --reader sim:vn-citizen-2021" + lie +
                                     " --can 000123 --lang " + language + trust())
                                .out;
        return screen.substr(0, screen.find(std::string(language) == "en" ? "Holder" : "Chủ thẻ"));
    };
    EXPECT_NE(top_of(",sod-ber", "en").find("Look at this as well\n  sod.structure"),
              std::string::npos)
        << top_of(",sod-ber", "en");
    EXPECT_NE(top_of(",sod-ber", "vi").find("Cần xem thêm\n  sod.structure"), std::string::npos)
        << top_of(",sod-ber", "vi");
    EXPECT_EQ(top_of("", "en").find("Look at this as well"), std::string::npos);
}

TEST(Cardtool, a_refused_access_is_told_with_what_to_do_in_vietnamese) {
    const auto error =
        cardtool("read --reader sim:vn-citizen-2021,pace-broken-bac-open --can 000123 --lang=vi",
                 "2>&1")
            .out;
    EXPECT_NE(error.find("bước PACE bị từ chối"), std::string::npos) << error;
    EXPECT_NE(error.find("xác minh bằng cách khác"), std::string::npos) << error;
}

TEST(Cardtool, the_report_names_what_it_was_judged_by_on_the_screen_and_in_json) {
    const std::string read =
        "read --reader sim:vn-citizen-2021 --can 000123 --citizen --at 2026-11-21" + trust();
    const auto screen = cardtool(read).out;
    for (const char* line :
         {"Policy                    revocation required; chip proofs: any; as of 2026-11-21;",
          "Anchor came by            file (issuer)", "Revocation list           07, 2026-01-01",
          "Signed on                 2022-02-02, date of issue in DG13",
          "Library                   libcard 0.1.0", "Trust store               SHA-256 "})
        EXPECT_NE(screen.find(line), std::string::npos) << line << "\n" << screen;
    const auto report = nlohmann::json::parse(cardtool(read + " --json").out);
    EXPECT_EQ(report.at("not_known"),
              "Whether the card was reported lost or cancelled is known to the issuer only.");
    EXPECT_EQ(report.at("policy"), (nlohmann::json{{"revocation", "required"},
                                                   {"chip_proofs", "any"},
                                                   {"crl_grace_days", 0},
                                                   {"allowed_states", {"VN"}},
                                                   {"allowed_sources", {"issuer", "own list"}},
                                                   {"sha1_until", nullptr},
                                                   {"at", "2026-11-21T12:00:00Z"}}));
    const auto& used = report.at("trust");
    EXPECT_EQ(used.at("crl"), (nlohmann::json{{"number", "07"}, {"date", "2026-01-01"}}));
    EXPECT_EQ(used.at("source"), "file");
    EXPECT_EQ(used.at("origin"), "issuer");
    EXPECT_EQ(
        used.at("anchor_name"),
        "C=VN, O=libcard specimens, not an authority, serialNumber=001, CN=CSCA Specimen Vietnam");
    EXPECT_EQ(used.at("anchor"),
              card::to_hex(card::from_hex(used.at("anchor").get<std::string>())));
    EXPECT_EQ(report.at("signing"),
              (nlohmann::json{{"date", "2022-02-02"}, {"source", "date of issue in DG13"}}));
    EXPECT_EQ(report.at("library"), "0.1.0");
}

TEST(Cardtool, words_whose_quotes_were_forgotten_are_not_repeated) {
    for (const char* words :
         {"--mrz 'IDVNM099000' '9901018M' 'NGUYEN<<VAN<THU'", "--can 000123 999099000123"}) {
        const auto ran =
            cardtool("read --reader sim:vn-citizen-2021 " + std::string(words), "2>&1");
        EXPECT_EQ(ran.exit_code, 2);
        EXPECT_NE(ran.out.find("in quotes"), std::string::npos) << ran.out;
        for (const char* value : {"9901018M", "NGUYEN", "999099000123"})
            EXPECT_EQ(ran.out.find(value), std::string::npos) << ran.out;
    }
}

TEST(Cardtool, a_name_from_a_stick_does_not_steer_the_terminal) {
    support::Folder folder;
    std::ofstream(folder.path() / "a\x1b[2J.cer") << "no certificate";
    const std::string read =
        "read --reader sim:vn-citizen-2021 --can 000123 --trust '" + folder.path().string();
    const auto of_store = cardtool(read + "'", "2>&1"),
               of_file = cardtool(read + "/b\x1b[2J'", "2>&1");
    EXPECT_NE(of_store.out.find("a?[2J.cer: refused"), std::string::npos) << of_store.out;
    EXPECT_NE(of_file.out.find("b?[2J"), std::string::npos) << of_file.out;
    EXPECT_EQ(of_store.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(of_file.out.find('\x1b'), std::string::npos);
    // What an import lists is no line of its own either.
    std::ofstream(folder.path() / "c\ntaken     d.cer: root") << "no certificate";
    const auto listed = cardtool("trust import --to " + (folder.path() / "store").string() +
                                     " --fingerprint " + std::string(64, 'A') + " '" +
                                     (folder.path() / "c\ntaken     d.cer: root").string() + "'",
                                 "2>&1");
    EXPECT_NE(listed.out.find("c?taken"), std::string::npos) << listed.out;
    EXPECT_EQ(listed.out.find("\ntaken"), std::string::npos) << listed.out;
}

}  // namespace
