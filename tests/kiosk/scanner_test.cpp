// SPDX-License-Identifier: Apache-2.0
// A scanner that types like a keyboard, fast or slow, with every prefix and suffix: its code opens
// the card, and it presses nothing. A hand's digits all arrive.
#include <gtest/gtest.h>

#include <QTest>

#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::kQr;
using walk::page;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kGaps[]{20ms, 40ms, 60ms, 100ms, 150ms};

/// A pause that ends every code.
constexpr auto kPause = 1s;

TEST(Scanner, of_any_speed_opens_the_card_on_the_key_page) {
    for (const auto gap : kGaps)
        for (const bool with_end : {true, false}) {
            Kiosk kiosk(hospital());
            kiosk.to_key();
            kiosk.scan(kQr, gap, with_end);
            kiosk.quiet(kPause);
            EXPECT_EQ(kiosk.key.count(), 0) << "no digit of a code stays typed";
            EXPECT_TRUE(kiosk.until_page(Page::confirmed)) << gap.count();
        }
}

TEST(Scanner, may_send_a_mark_before_the_code) {
    for (const QString& mark :
         {QStringLiteral("\\000026"), QStringLiteral("]Q1"), QStringLiteral("]Q2\\000026"),
          QString(QChar(0xfeff)), QStringLiteral(" "), QString(QChar(2))}) {
        Kiosk kiosk(hospital());
        kiosk.to_key();
        kiosk.scan(mark + kQr, 40ms);
        kiosk.quiet(kPause);
        EXPECT_TRUE(kiosk.until_page(Page::confirmed)) << mark.toStdString();
    }
}

TEST(Scanner, of_any_speed_never_gives_the_consent) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank})
        for (const bool ticked : {false, true}) {
            auto options = hospital();
            options.profile = profile;
            Kiosk kiosk(options);
            kiosk.without_card();
            kiosk.flow.start();
            kiosk.settle();
            for (int i = 0; ticked && i < kiosk.app.consent().boxes().size(); ++i)
                if (!kiosk.app.consent().boxes()[i].toMap()[QStringLiteral("ticked")].toBool())
                    kiosk.app.consent().tick(i);
            const auto before = kiosk.app.consent().boxes();
            for (const auto gap : kGaps)
                for (const QString& end :
                     {QString(), QStringLiteral("\n"), QStringLiteral(" \n")}) {
                    kiosk.quiet(kPause);
                    kiosk.scan(kQr + end, gap);
                    kiosk.quiet(kPause);
                    kiosk.settle();
                    EXPECT_EQ(page(kiosk), Page::consent) << gap.count();
                    EXPECT_EQ(kiosk.app.consent().boxes(), before) << gap.count();
                }
        }
}

TEST(Scanner, begins_a_counter_s_visit_and_does_not_agree_in_it) {
    for (const auto gap : kGaps) {
        Kiosk kiosk;
        kiosk.without_card();
        if (page(kiosk) != Page::welcome) kiosk.flow.stop();
        kiosk.scan(kQr, gap);
        EXPECT_EQ(page(kiosk), Page::consent) << gap.count();
        kiosk.quiet(kPause);
        kiosk.settle();
        EXPECT_EQ(page(kiosk), Page::consent) << gap.count();
        EXPECT_TRUE(kiosk.flow.state().pad.has_pending());
    }
}

TEST(Scanner, in_the_midst_of_typing_leaves_what_was_typed_before) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    for (const char digit : std::string("999")) {
        kiosk.quiet(kPause);
        kiosk.press(Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
    }
    kiosk.quiet(kPause);
    kiosk.scan(QStringLiteral("https://example.org/a-menu-of-a-restaurant-1234567"), 100ms);
    kiosk.quiet(kPause);
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("e.qrother.b"));
    EXPECT_EQ(kiosk.key.digits(), QStringLiteral("999"));
}

TEST(Keyboard, loses_no_digit_at_any_speed) {
    for (const auto gap : kGaps)
        for (const std::string number : {"123456", "000000", "999099000123"}) {
            Kiosk kiosk(hospital());
            kiosk.to_key();
            for (const char digit : number) {
                kiosk.quiet(gap);
                kiosk.press(Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
            }
            kiosk.quiet(kPause);
            EXPECT_EQ(kiosk.key.count(), static_cast<int>(number.size())) << gap.count();
            EXPECT_EQ(page(kiosk), Page::key);
        }
}

TEST(Keyboard, ends_a_number_with_enter_right_behind_it) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    for (const char digit : std::string("000123")) {
        kiosk.quiet(100ms);
        kiosk.press(Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
    }
    kiosk.quiet(100ms);
    kiosk.press(Qt::Key_Return, QStringLiteral("\r"));
    EXPECT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(Keyboard, erases_with_backspace_right_behind_a_digit) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    for (const char digit : std::string("0001")) {
        kiosk.quiet(600ms);
        kiosk.press(Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
    }
    kiosk.quiet(100ms);
    kiosk.press(Qt::Key_Backspace);
    EXPECT_EQ(kiosk.key.digits(), QStringLiteral("000"));
}

}  // namespace
