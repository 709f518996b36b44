// SPDX-License-Identifier: Apache-2.0
// Single files in words: what terminals show, what stands above a chip's files, and where a
// defective one is defective.
#include <gtest/gtest.h>

#include "card/describe.h"
#include "card/error.h"
#include "card/explain.h"
#include "support/deliveries.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::Language;
using card::tlv::make;

std::string shown(const Bytes& file, Language language = Language::en) {
    return card::describe(file, language, std::string::npos);
}

/// What the error says, in this language; empty where there is none.
std::string refusal(const Bytes& file, Language language = Language::en) {
    try {
        shown(file, language);
    } catch (const card::Error& error) {
        return language == Language::en ? error.what() : text_of(card::explain(error), language);
    }
    return {};
}

TEST(Describe, a_card_verifiable_certificate_shows_whose_it_is_and_what_it_may_read) {
    const auto folder = support::specimens() / "terminal-ecdsa";
    const auto file = support::read_file(folder / "fingers-only.cvcert");
    const auto english = shown(file), vietnamese = shown(file, Language::vi);
    EXPECT_TRUE(english.starts_with("Card verifiable certificate (chips judge it)\n")) << english;
    for (const char* line :
         {"  role                     terminal\n", "  may read                 DG3\n"})
        EXPECT_NE(english.find(line), std::string::npos) << english;
    for (const char* label : {"  holder ", "  authority ", "  valid ", "  key algorithm "})
        EXPECT_NE(english.find(label), std::string::npos) << english;
    EXPECT_TRUE(vietnamese.starts_with("Chứng thư thiết bị, CVC (chip xét chứng thư này)\n"));
    for (const char* line :
         {"  vai trò                  thiết bị đọc\n", "  được đọc                 DG3\n"})
        EXPECT_NE(vietnamese.find(line), std::string::npos) << vietnamese;
    EXPECT_NE(shown(support::read_file(folder / "root.cvcert")).find("authority (CVCA)"),
              std::string::npos);
}

TEST(Describe, ef_cvca_shows_its_references) {
    Bytes padded = make(0x42, card::as_octets("ZZTESTCVA00002"));
    card::append(padded, make(0x42, card::as_octets("ZZTESTCVA00001")));
    padded.resize(36, 0);
    EXPECT_EQ(shown(padded),
              "EF.CVCA, whose certificates for terminals the chip takes\n"
              "  authority                ZZTESTCVA00002\n"
              "  authority                ZZTESTCVA00001\n");
    EXPECT_EQ(shown(padded, Language::vi),
              "EF.CVCA, chip nhận chứng thư thiết bị của những cơ quan này\n"
              "  bên cấp                  ZZTESTCVA00002\n"
              "  bên cấp                  ZZTESTCVA00001\n");
}

TEST(Describe, certificates_and_lists_are_named_for_what_they_are) {
    const auto first_line = [](const char* name, Language language) {
        const auto text = shown(support::read_file(support::delivery(name)), language);
        return text.substr(0, text.find('\n'));
    };
    EXPECT_EQ(first_line("root.cer", Language::en),
              "Certificate (judged by 'cardtool trust import' and 'verify')");
    EXPECT_EQ(first_line("new.crl", Language::en),
              "Revocation list (judged by 'cardtool trust update')");
    EXPECT_EQ(first_line("new.ml", Language::en),
              "CSCA master list (judged by 'cardtool trust import')");
    EXPECT_EQ(first_line("a.dl", Language::en),
              "Deviation list (judged by 'cardtool trust import')");
    EXPECT_EQ(first_line("root.cer", Language::vi),
              "Chứng thư (được xét bằng 'cardtool trust import' và 'verify')");
    EXPECT_EQ(first_line("new.ml", Language::vi),
              "Danh sách CSCA (master list) (được xét bằng 'cardtool trust import')");
}

TEST(Describe, displayed_pictures_fingers_and_persons_show_what_they_have) {
    EXPECT_EQ(shown(from_hex("670D0201015F43074A46494600010A")),
              "DG7, displayed pictures\n"
              "  picture                  neither JPEG nor JPEG 2000, 7 octets\n");
    EXPECT_EQ(shown(from_hex("670D0201015F43074A46494600010A"), Language::vi),
              "DG7, ảnh hiển thị\n"
              "  ảnh                      không phải JPEG hay JPEG 2000, 7 octet\n");
    const auto instance = make(0x7F60, from_hex("A1005F2E03010203"));
    Bytes templates = from_hex("020101");
    card::append(templates, instance);
    EXPECT_EQ(shown(make(0x63, make(0x7F61, templates))),
              "DG3, biometric templates (their content is not parsed)\n"
              "  template                 3 octets\n");
}

TEST(Describe, a_defect_is_told_with_the_file_and_the_element) {
    // 61 { 5F1F, said to be longer than what is there }
    const auto cut = from_hex("61055F1F5A4142");
    EXPECT_EQ(refusal(cut), "a length beyond the end (DG1, element 61/5F1F at octet 2)");
    EXPECT_EQ(refusal(cut, Language::vi),
              "độ dài vượt quá cuối dữ liệu (DG1, phần tử 61/5F1F tại octet 2)");
    EXPECT_EQ(refusal(from_hex("60045F370100")),
              "another tag than the one that must stand here (5F01) (EF.COM)");
    EXPECT_EQ(refusal(from_hex("0403010203")), "not a file of an electronic travel document");
    EXPECT_EQ(refusal(from_hex("0403010203"), Language::vi),
              "không phải tệp của giấy tờ đi lại điện tử");
}

TEST(Describe, every_file_of_a_card_is_described_in_vietnamese) {
    for (const auto* name : {"vn-citizen-2021", "passport-cam"}) {
        const auto files = support::specimen(name).data().at("files");
        for (const auto& [id, octets] : files.items()) {
            if (id == "0103") continue;  // a specimen's fingers are zeros
            const auto text = shown(from_hex(octets.get<std::string>()), Language::vi);
            for (const char* english : {" the ", "picture", "certificate ", "signature", "octets",
                                        "signers", "version", "machine readable", "details"})
                EXPECT_EQ(text.find(english), std::string::npos) << id << "\n" << text;
        }
    }
}

}  // namespace
