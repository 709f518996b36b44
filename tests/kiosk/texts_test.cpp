// SPDX-License-Identifier: Apache-2.0
// The table of texts: both languages whole, composed, with the same places for values, and without
// words that do not belong.
#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include "kiosk/walk.h"

namespace {

struct Row {
    QString id, role, vi, en;
};

std::vector<Row> rows() {
    std::vector<Row> list;
    QFile file(QStringLiteral(":/kiosk/strings.tsv"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    for (const auto& line :
         QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const auto parts = line.split(QLatin1Char('\t'));
        EXPECT_EQ(parts.size(), 4) << line.toStdString();
        if (parts.size() == 4) list.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
    return list;
}

QStringList places(const QString& text) {
    QStringList list;
    auto found = QRegularExpression(QStringLiteral("%[0-9n]")).globalMatch(text);
    while (found.hasNext()) list.append(found.next().captured());
    list.sort();
    return list;
}

TEST(Texts, are_composed_and_have_the_same_places_in_both_languages) {
    const walk::Kiosk kiosk;  // its program holds the table
    QSet<QString> ids;
    for (const auto& row : rows()) {
        EXPECT_FALSE(ids.contains(row.id)) << row.id.toStdString() << " stands twice";
        ids.insert(row.id);
        EXPECT_EQ(row.vi, row.vi.normalized(QString::NormalizationForm_C)) << row.id.toStdString();
        EXPECT_EQ(places(row.vi), places(row.en)) << row.id.toStdString();
        EXPECT_FALSE(row.vi.trimmed().isEmpty() || row.en.trimmed().isEmpty())
            << row.id.toStdString();
    }
    EXPECT_GT(ids.size(), 260);
}

TEST(Texts, accuse_nobody_borrow_no_authority_and_say_nothing_in_capitals) {
    const walk::Kiosk kiosk;
    for (const auto& row : rows()) {
        for (const char* word :
             {"giả", "bệnh nhân", "quẹt", "chính thức", "quốc gia", "được chứng nhận", "fake",
              "forged", "official", "national", "certified"}) {
            const QRegularExpression whole(
                QStringLiteral("(?<!\\w)") + QString::fromUtf8(word) + QStringLiteral("(?!\\w)"),
                QRegularExpression::CaseInsensitiveOption |
                    QRegularExpression::UseUnicodePropertiesOption);
            EXPECT_FALSE(row.vi.contains(whole) || row.en.contains(whole))
                << row.id.toStdString() << ": " << word;
        }
        for (const auto& word : row.vi.split(QLatin1Char(' ')))
            EXPECT_TRUE(word.size() < 5 || word != word.toUpper() || word == word.toLower() ||
                        word.startsWith(QStringLiteral("CCCD")) || word.contains(QLatin1Char('%')))
                << row.id.toStdString() << ": " << word.toStdString();
    }
}

TEST(Texts, of_every_page_are_in_the_table) {
    const walk::Kiosk kiosk;
    QSet<QString> ids;
    for (const auto& row : rows()) ids.insert(row.id);
    const QRegularExpression used(QStringLiteral("\"([a-z]\\.[a-z0-9.]*[a-z0-9])\""));
    std::vector<std::filesystem::directory_entry> entries;
    for (const char* room : {"kiosk_app/ui", "kiosk_app/outputs"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path(CARD_SOURCE_DIR) / room))
            entries.push_back(entry);
    for (const auto& entry : entries) {
        if (entry.path().extension() != ".qml" && entry.path().extension() != ".cpp") continue;
        QFile file(QString::fromStdString(entry.path().string()));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        auto found = used.globalMatch(QString::fromUtf8(file.readAll()));
        while (found.hasNext()) {
            const auto id = found.next().captured(1);
            // Errors are named without their .t and .b.
            EXPECT_TRUE(ids.contains(id) || ids.contains(id + QStringLiteral(".t")))
                << id.toStdString() << " in " << entry.path().filename();
        }
    }
}

}  // namespace
