// SPDX-License-Identifier: Apache-2.0
// The page of a passport, by fingers, by a keyboard and by a scanner.
#include <gtest/gtest.h>

#include <QAccessible>
#include <QQuickItem>

#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;
using walk::page;

walk::Options with_passport() {
    auto options = walk::hospital();
    options.card = "passport-cam";
    return options;
}
const QString kNumber = QStringLiteral("L898902C3");
const QString kDates = QStringLiteral("1208197415042032");

/// A finger on a key of the pad; letters are looked for nine at a time.
void press_key(Kiosk& kiosk, const QChar key) {
    const auto text = [&](const char* id) { return kiosk.app.texts().text(QLatin1String(id)); };
    const bool digits_shown = kiosk.find(QStringLiteral("1")) != nullptr;
    if (key.isLetter() == digits_shown) {
        ASSERT_TRUE(kiosk.touch(text(digits_shown ? "k.letters" : "k.digits")));
    }
    for (int layer = 0; layer < 3 && !kiosk.find(QString(key)); ++layer)
        for (const char16_t* more : {u"J–R ›", u"S–Z ›", u"A–I ›"})
            if (kiosk.touch(QString::fromUtf16(more))) break;
    ASSERT_TRUE(kiosk.touch(QString(key))) << QString(key).toStdString();
}

QQuickItem* field_with(QQuickItem& item, const QString& typed) {
    const bool field = item.property("isField").toBool() && item.isVisible();
    if (field && item.property("text").toString() == typed) return &item;
    for (auto* child : item.childItems())
        if (auto* found = field_with(*child, typed)) return found;
    return nullptr;
}

/// A finger on what was typed.
void touch_field(Kiosk& kiosk, const QString& typed) {
    auto* field = field_with(*kiosk.app.window()->contentItem(), typed);
    ASSERT_TRUE(field) << typed.toStdString();
    kiosk.wait_hand();
    kiosk.tap(Kiosk::middle_of(*field));
}

TEST(PassportPage, opens_a_passport_by_what_fingers_type_on_the_pad) {
    Kiosk kiosk(with_passport());
    kiosk.to_key();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("k.passport"))));
    ASSERT_EQ(page(kiosk), Page::passport);
    for (const QChar key : kNumber) press_key(kiosk, key);
    EXPECT_EQ(kiosk.app.passport().texts()[0], kNumber);
    const auto ok = kiosk.app.texts().text(QStringLiteral("k.ok"));
    ASSERT_TRUE(kiosk.touch(ok));
    for (const auto& date : {kDates.left(8), kDates.mid(8)}) {
        for (const QChar key : date) press_key(kiosk, key);
        ASSERT_TRUE(kiosk.touch(ok));
    }
    ASSERT_TRUE(kiosk.until_page(Page::confirmed));
    EXPECT_TRUE(kiosk.app.passport().texts()[0].isEmpty());
    EXPECT_TRUE(kiosk.complaints.isEmpty()) << kiosk.complaints.join(u'\n').toStdString();
}

TEST(PassportPage, opens_it_by_what_a_keyboard_types) {
    Kiosk kiosk(with_passport());
    kiosk.to_key();
    kiosk.flow.passport();
    kiosk.settle();
    const auto type = [&](const QString& text) {
        for (const QChar key : text) {
            kiosk.press(key.toUpper().unicode(), QString(key));
            kiosk.quiet(std::chrono::milliseconds(120));
        }
    };
    type(QStringLiteral("l898902x"));
    kiosk.press(Qt::Key_Backspace);
    kiosk.quiet(std::chrono::seconds(1));
    type(QStringLiteral("c3"));
    kiosk.press(Qt::Key_Return, QStringLiteral("\r"));
    kiosk.quiet(std::chrono::seconds(1));
    EXPECT_EQ(kiosk.app.passport().at(), 1) << kiosk.app.passport().texts()[0].toStdString();
    for (const auto& date : {kDates.left(8), kDates.mid(8)}) {
        type(date);
        kiosk.press(Qt::Key_Return, QStringLiteral("\r"));
        kiosk.quiet(std::chrono::seconds(1));
    }
    ASSERT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(PassportPage, opens_it_by_the_line_that_a_scanner_types_and_keeps_none_of_its_letters) {
    for (const bool on_page : {true, false}) {
        Kiosk kiosk(with_passport());
        kiosk.to_key();
        if (on_page) kiosk.flow.passport();
        kiosk.settle();
        kiosk.scan(QStringLiteral("L898902C36UTO7408122F3204153<<<<<<<<<<<<<<<4"));
        kiosk.quiet(std::chrono::seconds(1));
        ASSERT_TRUE(kiosk.until_page(Page::confirmed)) << on_page;
        EXPECT_EQ(kiosk.flow.state().held.key.body.mrz.size(), 44U);
    }
}

TEST(PassportPage, that_was_refused_comes_back_with_what_was_typed) {
    Kiosk kiosk(with_passport());
    kiosk.to_key();
    kiosk.flow.passport();
    for (const QChar key : kNumber) kiosk.app.passport().character(QString(key));
    kiosk.key.enter();
    for (const auto& date : {QStringLiteral("12081974"), QStringLiteral("16042032")}) {
        for (const QChar key : date) kiosk.app.passport().character(QString(key));
        kiosk.key.enter();
    }
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.mrz"));
    kiosk.flow.retry();
    ASSERT_EQ(page(kiosk), Page::passport);
    kiosk.settle();
    EXPECT_EQ(kiosk.app.passport().texts()[2], QStringLiteral("16/04/2032"));
    touch_field(kiosk, QStringLiteral("12/08/1974"));
    EXPECT_EQ(kiosk.app.passport().at(), 1);
}

TEST(PassportPage, is_left_by_escape_to_the_number_and_the_visit_goes_on) {
    Kiosk kiosk(with_passport());
    kiosk.to_key();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("k.passport"))));
    ASSERT_EQ(page(kiosk), Page::passport);
    kiosk.wait_hand();
    kiosk.press(Qt::Key_Escape);
    kiosk.quiet(std::chrono::milliseconds(400));
    kiosk.settle();
    EXPECT_EQ(page(kiosk), Page::key);
}

TEST(PassportPage, a_field_is_typed_anew_by_assistive_technology_too) {
    Kiosk kiosk(with_passport());
    kiosk.to_key();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("k.passport"))));
    for (const QChar key : kNumber) press_key(kiosk, key);
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("k.ok"))));
    ASSERT_EQ(kiosk.app.passport().at(), 1);
    auto* number = field_with(*kiosk.app.window()->contentItem(), kNumber);
    ASSERT_TRUE(number);
    auto* seen = QAccessible::queryAccessibleInterface(number);
    ASSERT_TRUE(seen && seen->actionInterface());
    seen->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_EQ(kiosk.app.passport().at(), 0);
}

}  // namespace
