// SPDX-License-Identifier: Apache-2.0
// What an import and a store say: exact in both languages, of every kind of file that people put
// there, and of what came in part.
#include <gtest/gtest.h>

#include <openssl/evp.h>

#include <nlohmann/json.hpp>

#include "card/error.h"
#include "card/explain.h"
#include "support/deliveries.h"

namespace {

namespace fs = std::filesystem;
using card::Bytes;
using card::Language;
using card::text_of;
using support::delivery;
using support::fingerprint;
using Result = card::TrustImportLine::Result;

std::string chars(const Bytes& octets) { return std::string(card::as_text(octets)); }
std::string root() { return chars(support::read_file(delivery("root.cer"))); }

std::string base64(const std::string& octets) {
    std::string text(octets.size() * 2 + 4, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(octets.data()),
                                     static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}
std::string armoured(const std::string& label, const std::string& octets) {
    return "-----BEGIN " + label + "-----\n" + base64(octets) + "\n-----END " + label + "-----\n";
}
std::string der(const char* hex) { return chars(card::from_hex(hex)); }

struct Kind {
    const char* name;
    std::string content;
    const char *english, *vietnamese;
};

class StoreWords : public testing::Test {
protected:
    fs::path file(const std::string& name, const std::string& content) const {
        fs::create_directories((folder_.path() / name).parent_path());
        std::ofstream(folder_.path() / name, std::ios::binary) << content;
        return folder_.path() / name;
    }
    card::TrustImportResult import_of(const std::vector<fs::path>& files,
                                      const std::vector<std::string>& pins = {}) const {
        return card::import_trust(folder_.path() / "none", {files, pins, {}, support::kToday});
    }
    /// One line of import, one note of a store, the same words in both.
    void expect_told(const Kind& kind) const {
        const auto path = file(kind.name, kind.content);
        const auto imported = import_of({path});
        ASSERT_EQ(imported.lines.size(), 1U) << kind.name;
        const auto& line = imported.lines[0];
        EXPECT_EQ(line.result, Result::left_out) << kind.name;
        EXPECT_EQ(line.text, kind.english) << kind.name;
        EXPECT_EQ(text_of(line.sentence, Language::en), kind.english) << kind.name;
        EXPECT_EQ(text_of(line.sentence, Language::vi), kind.vietnamese) << kind.name;
        const auto store = card::TrustStore::from_paths(std::vector{path});
        ASSERT_EQ(store.notes().size(), 1U) << kind.name;
        EXPECT_TRUE(store.notes()[0].refused) << kind.name;
        EXPECT_EQ(store.notes()[0].text, std::string("refused: ") + kind.english);
        EXPECT_EQ(text_of(store.notes()[0].sentence, Language::vi),
                  std::string("bị từ chối: ") + kind.vietnamese);
    }
    support::Folder folder_;
};

const char* const kZip = "a zip archive: unpack it, then name what is in it";
const char* const kZipVi = "tệp nén zip: hãy giải nén, rồi chỉ ra các tệp bên trong";
const char* const kOffice = "an Office document, no certificate: ask for the file itself";
const char* const kOfficeVi =
    "tài liệu văn phòng (Office), không phải chứng thư: hãy xin chính tệp chứng thư";
const char* const kPicture = "a picture, no certificate: ask for the file itself";
const char* const kPictureVi = "tệp ảnh, không phải chứng thư: hãy xin chính tệp chứng thư";
const char* const kArchive = "an archive: unpack it, then name what is in it";
const char* const kArchiveVi = "tệp nén: hãy giải nén, rồi chỉ ra các tệp bên trong";
const char* const kKey = "a private key, no certificate: it has no place here, keep it secret";
const char* const kKeyVi = "khóa riêng, không phải chứng thư: không được để ở đây, hãy giữ bí mật";
const char* const kRequest =
    "a certificate request, no certificate: ask for what its authority has issued";
const char* const kRequestVi =
    "yêu cầu cấp chứng thư (CSR), không phải chứng thư: hãy xin chứng thư mà cơ quan cấp đã cấp";
const char* const kPublic = "a public key alone, no certificate: ask for the certificate over it";
const char* const kPublicVi =
    "chỉ là khóa công khai, không phải chứng thư: hãy xin chứng thư của khóa này";
const char* const kMail = "an e-mail: save what is attached to it, then name that";
const char* const kMailVi = "thư điện tử: hãy lưu tệp đính kèm, rồi chỉ ra tệp đó";
const char* const kCvc =
    "a card verifiable certificate, for terminals: put it into the folder of --terminal";
const char* const kCvcVi = "chứng thư thiết bị (CVC): hãy đặt vào thư mục của --terminal";

TEST_F(StoreWords, archives_documents_and_pictures_are_named_with_what_to_do) {
    const auto zip = std::string("PK\x03\x04", 4) + std::string(40, '\0');
    for (const auto& kind : {
             Kind{"list.zip", zip, kZip, kZipVi},
             Kind{"report.docx", zip + "[Content_Types].xml", kOffice, kOfficeVi},
             Kind{"report.odt", zip + "mimetypeapplication/vnd.oasis.opendocument.text", kOffice,
                  kOfficeVi},
             Kind{"old.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(500, '\0'), kOffice,
                  kOfficeVi},
             Kind{"letter.rtf", "{\\rtf1 hello}", kOffice, kOfficeVi},
             Kind{"a.gz", std::string("\x1F\x8B\x08\0\0", 5),
                  "a gzip archive: unpack it, then name what is in it",
                  "tệp nén gzip: hãy giải nén, rồi chỉ ra các tệp bên trong"},
             Kind{"a.7z", "7z\xBC\xAF\x27\x1C", "a 7z archive: unpack it, then name what is in it",
                  "tệp nén 7z: hãy giải nén, rồi chỉ ra các tệp bên trong"},
             Kind{"a.tar", "csca.cer" + std::string(249, '\0') + "ustar" + std::string(250, '\0'),
                  "a tar archive: unpack it, then name what is in it",
                  "tệp gói tar: hãy giải gói, rồi chỉ ra các tệp bên trong"},
             Kind{"a.xz", "\xFD\x37zXZ", kArchive, kArchiveVi},
             Kind{"a.rar", "Rar!\x1A\x07", kArchive, kArchiveVi},
             Kind{"a.pdf", "%PDF-1.7\n", "a PDF, no certificate", "tệp PDF, không phải chứng thư"},
             Kind{"scan.png", "\x89PNG\r\n\x1A\n", kPicture, kPictureVi},
             Kind{"scan.jpg", std::string("\xFF\xD8\xFF\xE0\0\x10JFIF", 10), kPicture, kPictureVi},
         })
        expect_told(kind);
}

TEST_F(StoreWords, pages_mails_and_keys_are_named_with_what_to_do) {
    for (const auto& kind : {
             Kind{"page.cer", "<!DOCTYPE html>\n<title>404</title>",
                  "a web page, no certificate: fetch the file itself",
                  "trang web, không phải chứng thư: hãy tải chính tệp đó"},
             Kind{"answer.xml", "<?xml version='1.0'?><a/>",
                  "a page of a web server or XML, no certificate: fetch the file itself",
                  "trang của máy chủ web hoặc XML, không phải chứng thư: hãy tải chính tệp đó"},
             Kind{"mail.eml", "Return-Path: <a@b>\r\nSubject: CSCA\r\n\r\nhello", kMail, kMailVi},
             Kind{"mail.txt", "From: someone\nTo: you\n\nhello", kMail, kMailVi},
             Kind{"key.pem", armoured("PRIVATE KEY", "key"), kKey, kKeyVi},
             Kind{"key2.pem", armoured("ENCRYPTED PRIVATE KEY", "key"), kKey, kKeyVi},
             Kind{"key3.pem", armoured("EC PRIVATE KEY", "key"), kKey, kKeyVi},
             Kind{"key.der", der("300C020100300506035504030400"), kKey, kKeyVi},
             Kind{"key2.der", der("3006020101040109"), kKey, kKeyVi},
             Kind{"csr.pem", armoured("CERTIFICATE REQUEST", "csr"), kRequest, kRequestVi},
             Kind{"csr.der", der("3016300902010030003000A00030050603550403030200AA"), kRequest,
                  kRequestVi},
             Kind{"pub.pem", armoured("PUBLIC KEY", "key"), kPublic, kPublicVi},
             Kind{"pub.der", der("300B30050603550403030200AA"), kPublic, kPublicVi},
             Kind{"id.pub", "ssh-ed25519 AAAA me@here", kPublic, kPublicVi},
             Kind{"store.p12", der("300C02010330070603550403A000"),
                  "a PKCS#12 file, which may hold a private key: export the certificate alone, "
                  "then name that",
                  "tệp PKCS#12, có thể chứa khóa riêng: hãy xuất riêng chứng thư, rồi chỉ ra tệp "
                  "đó"},
             Kind{"store.jks", "\xFE\xED\xFE\xED",
                  "a Java keystore: export the certificates of it, then name those",
                  "kho khóa Java (keystore): hãy xuất các chứng thư trong đó, rồi chỉ ra chúng"},
             Kind{"answer.ocsp", der("30030A0101"),
                  "an answer of OCSP, no revocation list: ask for the CRL",
                  "câu trả lời OCSP, không phải danh sách thu hồi: hãy xin CRL"},
         })
        expect_told(kind);
}

TEST_F(StoreWords, what_is_for_terminals_and_cards_is_named_with_where_it_belongs) {
    const auto cvc = support::read_file(support::specimens() / "terminal-ecdsa/root.cvcert");
    const auto sod = support::specimen("vn-citizen-2021").data().at("files").at("011D");
    for (const auto& kind :
         {Kind{"root.cvcert", chars(cvc), kCvc, kCvcVi},
          Kind{"EF_SOD.bin", chars(card::from_hex(sod.get<std::string>())),
               "an EF.SOD of a document, no certificate of a CSCA: judge it with cardtool verify",
               "EF.SOD của một giấy tờ, không phải chứng thư CSCA: hãy kiểm tra bằng cardtool "
               "verify"},
          Kind{"empty.cer", "", "is empty", "tệp rỗng"},
          Kind{"blank.cer", "\n \n", "holds nothing but blanks", "chỉ toàn khoảng trắng"},
          Kind{"notes.txt", "a letter", "neither a certificate nor a CRL nor a signed list",
               "không phải chứng thư, CRL hay danh sách đã ký"}})
        expect_told(kind);
}

TEST_F(StoreWords, what_was_cut_off_is_said_with_what_stands_before_the_cut) {
    const auto size = root().size();
    const auto cut = "is cut off: 300 octets of " + std::to_string(size);
    const auto cut_vi = "bị cắt cụt: có 300 trên " + std::to_string(size) + " octet";
    expect_told({"cut.cer", root().substr(0, 300), cut.c_str(), cut_vi.c_str()});
    // Behind 400 letters of base64 one more is no group of four.
    expect_told({"cut.b64", base64(root()).substr(0, 401), cut.c_str(), cut_vi.c_str()});
    expect_told({"half.pem", armoured("CERTIFICATE", root()).substr(0, 300),
                 "the PEM is cut off: what follows has not come, fetch it again; 0 certificates "
                 "and lists stand before the cut",
                 "tệp PEM bị cắt cụt: phần sau chưa có, hãy tải lại; trước chỗ cắt có 0 chứng thư "
                 "và danh sách"});
}

TEST_F(StoreWords, of_a_row_that_was_cut_off_what_came_is_taken_and_the_rest_counted_as_left_out) {
    const auto whole = armoured("CERTIFICATE", root());
    const auto pem = file("two.pem", whole + whole.substr(0, 200));
    const auto pin = fingerprint(delivery("root.cer"));
    const auto of_pem = import_of({pem}, {pin});
    EXPECT_EQ(of_pem.taken, 1U);
    EXPECT_EQ(of_pem.left_out, 1U);
    EXPECT_EQ(of_pem.lines[0].text,
              "the PEM is cut off: what follows has not come, fetch it again; 1 certificates and "
              "lists stand before the cut");
    const auto entry = "dn: cn=1\ncACertificate;binary:: " + base64(root()) + "\n\n";
    for (std::size_t left = 80; left < 84; ++left) {
        const auto of_ldif = import_of({file("two.ldif", entry + entry.substr(0, left))}, {pin});
        EXPECT_EQ(of_ldif.taken, 1U) << left;
        EXPECT_EQ(of_ldif.left_out, 1U) << left;
        EXPECT_EQ(of_ldif.lines[0].text,
                  "the LDIF is cut off: what follows has not come, fetch it again; 1 certificates "
                  "and lists stand before the cut");
        EXPECT_EQ(text_of(of_ldif.lines[0].sentence, Language::vi),
                  "tệp LDIF bị cắt cụt: phần sau chưa có, hãy tải lại; trước chỗ cắt có 1 chứng "
                  "thư và danh sách");
    }
}

TEST_F(StoreWords, a_folder_in_a_folder_is_told_wherever_it_is_named) {
    file("stick/inner/root.cer", root());
    const auto stick = folder_.path() / "stick";
    const auto store = card::TrustStore::from_paths(std::vector{stick});
    ASSERT_EQ(store.notes().size(), 1U);
    EXPECT_EQ(store.notes()[0].file, "inner");
    EXPECT_FALSE(store.notes()[0].refused);
    EXPECT_EQ(store.notes()[0].text, "a folder: what lies in it does not count, name it itself");
    EXPECT_EQ(text_of(store.notes()[0].sentence, Language::vi),
              "là thư mục: những gì trong đó không được tính, hãy chỉ ra chính thư mục đó");
    const auto imported = import_of({stick});
    ASSERT_EQ(imported.lines.size(), 1U);
    EXPECT_EQ(imported.lines[0].text,
              "no part of the store beside it, or a folder: name it itself");
}

TEST_F(StoreWords, a_path_that_is_not_there_is_told_and_keeps_no_other_out) {
    const auto pin = fingerprint(delivery("root.cer"));
    const auto imported = import_of({folder_.path() / "nowhere", delivery("root.cer")}, {pin});
    EXPECT_EQ(imported.taken, 1U);
    ASSERT_EQ(imported.left_out, 1U);
    const auto path = (folder_.path() / "nowhere").string();
    EXPECT_EQ(imported.lines[0].text,
              path + ": there is no such file or folder, or it cannot be read");
    EXPECT_EQ(text_of(imported.lines[0].sentence, Language::vi),
              path + ": không có tệp hay thư mục này, hoặc không đọc được");
}

TEST_F(StoreWords, what_was_taken_known_and_left_out_is_said_in_vietnamese) {
    const auto pin = fingerprint(delivery("root.cer"));
    const auto store = folder_.path() / "store";
    const auto said = [&](const char* name, const std::vector<std::string>& pins = {}) {
        const auto result =
            support::import_into(store, {{delivery(name)}, pins, {}, support::kToday});
        return text_of(result.lines.at(0).sentence, Language::vi);
    };
    EXPECT_TRUE(said("root.cer").starts_with("chứng thư gốc mới, C=")) << said("root.cer");
    EXPECT_NE(said("root.cer")
                  .find(": hãy so SHA-256 với công bố của cơ quan cấp, rồi thêm "
                        "--fingerprint " +
                        pin),
              std::string::npos);
    EXPECT_TRUE(said("root.cer", {pin}).starts_with("chứng thư gốc C="));
    EXPECT_TRUE(said("link.cer").starts_with("chứng thư liên kết C="));
    EXPECT_TRUE(said("new.crl").starts_with("CRL của C="));
    EXPECT_NE(said("old.crl").find(": cũ hơn bản trong kho ngày "), std::string::npos);
    EXPECT_TRUE(said("new.ml").starts_with("danh sách do "));
    EXPECT_NE(said("old.ml").find("cũ hơn danh sách trong kho ngày"), std::string::npos);
    EXPECT_TRUE(said("forged.ml").starts_with("chưa có chứng thư gốc cho bên ký, C="));
}

/// Of the library's errors about a store what() is English, and the explanation has the same in
/// Vietnamese.
TEST_F(StoreWords, an_error_about_a_store_is_explained_in_both_languages) {
    const auto expect = [](const auto& work, const std::string& english,
                           const std::string& vietnamese) {
        try {
            work();
            ADD_FAILURE() << english;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.what(), english);
            const auto explained = card::explain(error);
            EXPECT_EQ(text_of(explained, Language::en), english);
            EXPECT_EQ(text_of(explained, Language::vi), vietnamese);
        }
    };
    const auto import_with = [this](const std::string& pin) {
        return [this, pin] { import_of({delivery("root.cer")}, {pin}); };
    };
    expect(import_with("AB"), "a fingerprint is 64 hexadecimal digits of SHA-256",
           "mã băm SHA-256 gồm 64 chữ số thập lục phân");
    expect(import_with(std::string(40, 'A')),
           "that is a fingerprint of SHA-1: give the one of SHA-256, 64 digits",
           "đó là mã băm SHA-1: hãy cho mã băm SHA-256, gồm 64 chữ số");
    const auto torn = folder_.path() / "torn";
    file("torn/MANIFEST", "half");
    const auto name = (torn / "MANIFEST").string();
    expect([&] { card::TrustStore::from_directory(torn); },
           name +
               ": is cut off or no list of files; bring the whole store again, or make one of "
               "what is left: cardtool trust import FOLDER --fingerprint "
               "SHA-256-OF-A-ROOT --to A-NEW-FOLDER",
           name +
               ": bị cắt cụt hoặc không phải danh sách tệp; hãy mang lại toàn bộ kho, hoặc tạo "
               "kho mới từ phần còn lại: cardtool trust import THƯ-MỤC --fingerprint "
               "SHA-256-CỦA-CHỨNG-THƯ-GỐC --to THƯ-MỤC-MỚI");
    const auto nowhere = folder_.path() / "nowhere";
    expect([&] { card::TrustStore::from_directory(nowhere); },
           nowhere.string() + ": there is no such folder",
           nowhere.string() + ": không có thư mục này");
}

}  // namespace
