// SPDX-License-Identifier: Apache-2.0
// What is printed otherwise is marked by its content: only the words that differ.
#include <gtest/gtest.h>

#include "ui/word_difference.h"

namespace {

/// Words with "*" before each that differs.
std::string text_of(const std::vector<kiosk::MarkedWord>& words) {
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : " ") + std::string(word.differs ? "*" : "") +
                word.text.toStdString();
    return text;
}

void expect_marked(const char* printed, const char* chip, const char* marked_printed,
                   const char* marked_chip) {
    const auto marked =
        kiosk::mark_differences(QString::fromUtf8(printed), QString::fromUtf8(chip));
    EXPECT_EQ(text_of(marked.printed), marked_printed);
    EXPECT_EQ(text_of(marked.chip), marked_chip);
}

TEST(Differences, mark_one_word_where_one_word_is_missing) {
    expect_marked("Nguyễn Thử", "Nguyễn Văn Thử", "Nguyễn Thử", "Nguyễn *Văn Thử");
    expect_marked("Số 9 Đường Thử, Hà Nội", "Số 1 Đường Thử, Phường Mẫu, Hà Nội",
                  "Số *9 Đường Thử, Hà Nội", "Số *1 Đường Thử, *Phường *Mẫu, Hà Nội");
}

TEST(Differences, leave_accents_alone_that_a_scanner_cannot_send) {
    expect_marked("Tran Thi Mai", "Trần Thị Mẫu", "Tran Thi *Mai", "Trần Thị *Mẫu");
    expect_marked("Nguyn V?n Khac", "Nguyễn Văn Thử", "Nguyn V?n *Khac", "Nguyễn Văn *Thử");
    expect_marked("Dang", "Đăng", "Dang", "Đăng");
}

TEST(Differences, mark_accents_that_were_sent_and_differ) {
    expect_marked("Tràn Văn A", "Trần Văn A", "*Tràn Văn A", "*Trần Văn A");
    expect_marked("Nguyễn Văn Khác", "Nguyễn Văn Thử", "Nguyễn Văn *Khác", "Nguyễn Văn *Thử");
}

TEST(Differences, of_texts_without_a_common_word_mark_all_and_lose_none) {
    expect_marked("02011999", "01011999", "*02011999", "*01011999");
    expect_marked("", "Nam", "", "*Nam");
    const auto marked =
        kiosk::mark_differences(QStringLiteral("a ").repeated(150), QStringLiteral("a"));
    EXPECT_EQ(marked.printed.size(), 150U);
    EXPECT_EQ(marked.chip.size(), 1U);
}

}  // namespace
