// SPDX-License-Identifier: Apache-2.0
// What cardtool says of stores and files to who reads Vietnamese: whole, with no English left.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "support/deliveries.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::cardtool;
using support::delivery;

/// Words of English sentences, but for those that names in the specimens' certificates have.
std::string english_in(const std::string& said) {
    static const std::set<std::string> kWords{
        "the",    "of",        "is",     "and",         "its",     "it",     "with",     "that",
        "has",    "for",       "signed", "certificate", "file",    "folder", "list",     "store",
        "key",    "signature", "issuer", "signer",      "state",   "issued", "ended",    "refused",
        "anchor", "anchors",   "link",   "octets",      "picture", "length", "withdraws"};
    std::string found, word;
    const auto end = [&] {
        if (kWords.contains(word)) found += word + " ";
        word.clear();
    };
    std::string text = said;
    for (const char* name :
         {"--fingerprint", "(master list)", "cardtool trust import", "of another state"})
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
            text.erase(at, std::string(name).size());
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
            static_cast<unsigned char>(c) >= 0x80)
            word += c;
        else end();
    end();
    return found;
}

class Vietnamese : public testing::Test {
protected:
    support::Ran run(const std::string& words) const {
        auto ran = cardtool(words + " --lang vi", "2>&1");
        EXPECT_EQ(english_in(ran.out), "") << words << "\n" << ran.out;
        return ran;
    }
    std::string import_of(const std::string& words) const {
        return "trust import " + words + " --to " + store().string();
    }
    fs::path file(const std::string& name, const std::string& content) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << content;
        return folder_.path() / name;
    }
    fs::path store() const { return folder_.path() / "kho"; }
    support::Folder folder_;
};

TEST_F(Vietnamese, an_import_says_each_line_and_its_sums) {
    const auto root = delivery("root.cer").string();
    const auto unknown = run(import_of(root));
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_NE(unknown.out.find("BỎ QUA    root.cer: chứng thư gốc mới, C=VN"), std::string::npos)
        << unknown.out;
    const auto pin = " --fingerprint " + support::fingerprint(root);
    const auto taken = run(import_of(root + pin));
    EXPECT_EQ(taken.exit_code, 0);
    EXPECT_NE(taken.out.find("đã nạp    root.cer: chứng thư gốc C=VN"), std::string::npos)
        << taken.out;
    const auto more = run("trust update " + delivery("").string() + " --to " + store().string());
    EXPECT_EQ(more.exit_code, 1) << more.out;
    EXPECT_NE(more.out.find("danh sách do C=VN"), std::string::npos) << more.out;
    EXPECT_NE(more.out.find("cũ hơn danh sách trong kho ngày"), std::string::npos) << more.out;
    const auto wrong = run(import_of(root + " --fingerprint AB"));
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_NE(wrong.out.find("mã băm SHA-256 gồm 64 chữ số thập lục phân"), std::string::npos)
        << wrong.out;
}

TEST_F(Vietnamese, a_store_is_listed_checked_and_refused_whole) {
    const auto root = delivery("root.cer").string();
    run(import_of(root + " --fingerprint " + support::fingerprint(root)));
    run("trust update " + delivery("").string() + " --to " + store().string());
    const auto listed = run("trust list " + store().string());
    EXPECT_NE(listed.out.find("cơ quan cấp: tệp"), std::string::npos) << listed.out;
    EXPECT_NE(listed.out.find("thu hồi"), std::string::npos) << listed.out;
    run("trust check " + store().string());
    EXPECT_EQ(run("trust clock --trust " + store().string()).exit_code, 0);
    std::ofstream(store() / "MANIFEST") << "half";
    const auto torn = run("trust list " + store().string());
    EXPECT_EQ(torn.exit_code, 7);
    EXPECT_NE(torn.out.find("bị cắt cụt hoặc không phải danh sách tệp; hãy mang lại toàn bộ kho"),
              std::string::npos)
        << torn.out;
}

TEST_F(Vietnamese, what_lies_beside_certificates_is_named) {
    const auto stick = folder_.path() / "usb";
    fs::create_directories(stick / "con");
    fs::copy_file(delivery("root.cer"), stick / "root.cer");
    std::ofstream(stick / "a.pdf") << "%PDF-1.7";
    const auto checked = run("trust check " + stick.string());
    EXPECT_EQ(checked.exit_code, 1);
    EXPECT_NE(checked.out.find("tệp PDF, không phải chứng thư"), std::string::npos) << checked.out;
    EXPECT_NE(checked.out.find("con: là thư mục: những gì trong đó không được tính"),
              std::string::npos)
        << checked.out;
}

TEST_F(Vietnamese, an_ldif_that_was_cut_off_ends_with_the_code_of_what_came_in_part) {
    std::ifstream in(delivery("pkd.ldif"));
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const auto root = delivery("root.cer").string();
    ASSERT_EQ(run(import_of(root + " --fingerprint " + support::fingerprint(root))).exit_code, 0);
    const auto cut = file("cut.ldif", whole.substr(0, whole.size() - 40)).string();
    const auto ran = run(import_of(cut));
    EXPECT_EQ(ran.exit_code, 1) << ran.out;
    EXPECT_NE(ran.out.find("tệp LDIF bị cắt cụt: phần sau chưa có, hãy tải lại"), std::string::npos)
        << ran.out;
}

TEST_F(Vietnamese, a_path_that_is_not_there_leaves_the_others_and_is_wrong_use_alone) {
    const auto root = delivery("root.cer").string();
    const auto both =
        run(import_of("/khong-co " + root + " --fingerprint " + support::fingerprint(root)));
    EXPECT_EQ(both.exit_code, 1) << both.out;
    EXPECT_NE(both.out.find("/khong-co: không có tệp hay thư mục này"), std::string::npos)
        << both.out;
    EXPECT_EQ(run(import_of("/khong-co")).exit_code, 2);
}

TEST_F(Vietnamese, a_defective_file_is_shown_with_its_name_and_element) {
    const auto cut = file("DG1.bin", std::string("\x61\x05\x5F\x1F\x5A\x41\x42", 7)).string();
    const auto vietnamese = run("show " + cut),
               english = cardtool("show " + cut + " --lang en", "2>&1");
    EXPECT_EQ(vietnamese.exit_code, 3);
    EXPECT_NE(vietnamese.out.find(cut + ": sai cấu trúc (độ dài vượt quá cuối dữ liệu (DG1, phần "
                                        "tử 61/5F1F tại octet 2))"),
              std::string::npos)
        << vietnamese.out;
    EXPECT_NE(english.out.find(cut + ": a length beyond the end (DG1, element 61/5F1F at octet 2)"),
              std::string::npos)
        << english.out;
}

TEST_F(Vietnamese, json_stays_english_with_its_codes) {
    const auto root = delivery("root.cer").string();
    const auto english = cardtool(import_of(root) + " --json --lang en").out,
               vietnamese = cardtool(import_of(root) + " --json --lang vi").out;
    EXPECT_EQ(vietnamese, english);
    const auto line = nlohmann::json::parse(english).at("lines").at(0);
    EXPECT_EQ(line.at("result"), "left_out");
    EXPECT_TRUE(line.at("text").get<std::string>().starts_with("a new root, C=VN"));
}

}  // namespace
