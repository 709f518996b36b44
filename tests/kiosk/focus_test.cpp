// SPDX-License-Identifier: Apache-2.0
// Who has no finger on the glass: the keyboard is always somewhere, goes through a page in one
// order, and a press from afar is a person's.
#include <gtest/gtest.h>

#include <QAccessible>
#include <QQuickItem>

#include "kiosk/scenes.h"
#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;
using namespace std::chrono_literals;

QString words(Kiosk& kiosk, const char* id) { return kiosk.app.texts().text(QLatin1String(id)); }

/// The item that has the keyboard, as a person would name it; empty: none that can be seen.
QString focused(Kiosk& kiosk) {
    const auto* item = kiosk.app.window()->activeFocusItem();
    if (!item || !item->isVisible()) return {};
    const auto text = item->property("text").toString();
    return text.isEmpty() ? item->property("spoken").toString() : text;
}

class FocusOn : public testing::TestWithParam<walk::Scene> {};

TEST_P(FocusOn, a_page_is_where_a_screen_reader_can_begin_and_stays_there) {
    Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk));
    if (kiosk.flow.at() == Page::verdict || kiosk.app.admin().cleaning() > 0)
        GTEST_SKIP() << "a desk has the verdict's own keys; a screen that is cleaned has none";
    const auto* item = kiosk.app.window()->activeFocusItem();
    ASSERT_NE(item, nullptr);
    EXPECT_TRUE(item->isVisible());
    EXPECT_TRUE(item->property("isAction").toBool() || item->property("isHeading").toBool() ||
                item->property("isField").toBool())
        << item->metaObject()->className();
    for (const char* tool : {"g.lang", "g.size", "g.contrast"}) {
        auto* place = kiosk.find(words(kiosk, tool));
        if (!place) continue;
        place->forceActiveFocus();
        kiosk.wait_hand();
        kiosk.press(Qt::Key_Space, QStringLiteral(" "));
        kiosk.quiet(200ms);
        kiosk.settle();
        EXPECT_EQ(focused(kiosk), words(kiosk, tool)) << tool;
    }
}

TEST_P(FocusOn, a_page_goes_from_its_content_to_what_goes_on_then_to_leaving_then_to_the_tools) {
    Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk));
    const auto* top = kiosk.app.window()->property("top").value<QQuickItem*>();
    ASSERT_NE(top, nullptr);
    const auto* primary = top->findChild<QQuickItem*>(QStringLiteral("primary"));
    const auto* leave = top->findChild<QQuickItem*>(QStringLiteral("leave"));
    if (!primary || !primary->isVisible() || !leave || !leave->isVisible())
        GTEST_SKIP() << "it does not have both";
    const QStringList wanted{primary->property("text").toString(),
                             leave->property("text").toString(), words(kiosk, "g.lang")};
    QStringList order;
    kiosk.wait_hand();
    for (int i = 0; i < 60; ++i) {
        kiosk.press(Qt::Key_Right);
        const auto name = focused(kiosk);
        if (order.contains(name)) break;
        order.append(name);
    }
    // Round and round: the order counts from what goes on.
    const auto at = order.indexOf(wanted[0]);
    ASSERT_GE(at, 0) << order.join(u'|').toStdString();
    std::rotate(order.begin(), order.begin() + at, order.end());
    EXPECT_LT(order.indexOf(wanted[1]), order.indexOf(wanted[2])) << order.join(u'|').toStdString();
    EXPECT_GT(order.indexOf(wanted[1]), 0) << order.join(u'|').toStdString();
}

INSTANTIATE_TEST_SUITE_P(EveryScene, FocusOn, testing::ValuesIn(walk::scenes()),
                         [](const auto& scene) {
                             auto name = scene.param.name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(FocusOf, what_is_typed_is_told_as_a_count_and_a_message_as_an_alert) {
    Kiosk kiosk(walk::hospital());
    kiosk.to_key();
    const auto* field = kiosk.app.window()->activeFocusItem();
    ASSERT_TRUE(field && field->property("isField").toBool());
    for (const char digit : {'1', '2', '3'}) kiosk.key.digit(QString(QLatin1Char(digit)));
    auto* face = QAccessible::queryAccessibleInterface(const_cast<QQuickItem*>(field));
    ASSERT_NE(face, nullptr);
    EXPECT_EQ(face->role(), QAccessible::EditableText);
    EXPECT_EQ(face->text(QAccessible::Name), words(kiosk, "k.type.title"));
    EXPECT_EQ(face->text(QAccessible::Description),
              kiosk.app.texts().text(QStringLiteral("z.digits"), QStringLiteral("3")));
}

TEST(PressFromAfar, by_a_screen_reader_is_somebody_who_is_there) {
    Kiosk kiosk(walk::hospital());
    kiosk.to_key();
    // Letters are no act of the visit: nothing but the press itself tells of somebody.
    auto* key = QAccessible::queryAccessibleInterface(kiosk.find(words(kiosk, "g.size")));
    ASSERT_TRUE(key && key->actionInterface());
    for (int i = 0; i < 30; ++i) {
        kiosk.flow.pass(3);
        ASSERT_LT(kiosk.flow.secondsLeft(), 0) << "asked for more time after " << 3 * i << " s";
        kiosk.now += 3s;
        key->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    }
    kiosk.flow.pass(59);
    EXPECT_GE(kiosk.flow.secondsLeft(), 0) << "and nobody is nobody";
}

TEST(Focus, stays_on_the_voice_s_button_though_what_stands_beside_it_changes) {
    Kiosk kiosk(walk::hospital());
    kiosk.settle();
    for (const auto& [pressed, then] :
         {std::pair{"g.listen", "g.quiet"}, std::pair{"g.quiet", "g.listen"}}) {
        auto* place = kiosk.find(words(kiosk, pressed));
        ASSERT_NE(place, nullptr) << pressed;
        place->forceActiveFocus();
        kiosk.wait_hand();
        kiosk.press(Qt::Key_Space, QStringLiteral(" "));
        kiosk.quiet(200ms);
        kiosk.settle();
        EXPECT_EQ(focused(kiosk), words(kiosk, then));
    }
}

QString over(Kiosk& kiosk) { return kiosk.app.window()->property("overPage").toString(); }

TEST(Help, is_a_page_that_calls_nobody_until_it_is_asked_to) {
    Kiosk kiosk(walk::hospital([](kiosk::Config& config) { config.help_command = {"true"}; }));
    int called = 0;
    QObject::connect(&kiosk.flow, &kiosk::Flow::staffWanted, &kiosk.flow, [&] { ++called; });
    kiosk.to_key();
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.help")));
    EXPECT_EQ(over(kiosk), QStringLiteral("Help"));
    EXPECT_EQ(called, 0);
    kiosk.wait_hand();
    kiosk.press(Qt::Key_7, QStringLiteral("7"));
    kiosk.quiet(1s);
    EXPECT_EQ(kiosk.key.count(), 0) << "what is covered takes no digit";
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.help.call")));
    EXPECT_EQ(called, 1);
    EXPECT_EQ(kiosk.find(words(kiosk, "g.help.call")), nullptr) << "once is enough";
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.close")));
    EXPECT_EQ(over(kiosk), QString());
    EXPECT_EQ(kiosk.flow.at(), Page::key);
}

TEST(Help, is_there_when_a_visitor_is_asked_whether_to_stop_or_needs_more_time) {
    Kiosk kiosk(walk::hospital());
    kiosk.to_result();
    kiosk.flow.leave();
    kiosk.settle();
    ASSERT_EQ(over(kiosk), QStringLiteral("AskStop"));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.help")));
    EXPECT_EQ(over(kiosk), QStringLiteral("Help"));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.close")));
    EXPECT_EQ(over(kiosk), QStringLiteral("AskStop"));
    kiosk.flow.keep();
    for (int i = 0; i < 60 && kiosk.flow.secondsLeft() < 0; ++i) kiosk.flow.pass();
    kiosk.settle();
    ASSERT_EQ(over(kiosk), QStringLiteral("MoreTime"));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.help")));
    EXPECT_EQ(over(kiosk), QStringLiteral("Help"));
    EXPECT_LT(kiosk.flow.secondsLeft(), 0) << "who looks for help has the time for it";
}

}  // namespace
