// SPDX-License-Identifier: Apache-2.0
// A second tap on the glass where a button just was: it never undoes what the first one did.
#include <gtest/gtest.h>

#include <QAccessible>
#include <QQuickItem>
#include <QTest>

#include "kiosk/screens.h"
#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::page;
using namespace std::chrono_literals;

QString words(Kiosk& kiosk, const char* id) { return kiosk.app.texts().text(QLatin1String(id)); }

/// The upright screen of 21.5 inches, where the primary action is the widest and lowest.
void upright(Kiosk& kiosk) { kiosk.resize(1080, 1920, 268); }

/// Taps the button, and the same place of the glass again: by a double tap, and by a hesitant one
/// after the page rests no more.
void tap_twice(Kiosk& kiosk, const char* button, Page next) {
    const auto place = kiosk.place_of(words(kiosk, button));
    ASSERT_TRUE(kiosk.touch(words(kiosk, button))) << button;
    ASSERT_TRUE(kiosk.until_page(next));
    for (const auto pause : {350ms, 350ms}) {
        kiosk.now += pause;
        kiosk.tap(place);
        EXPECT_EQ(page(kiosk), next);
        EXPECT_FALSE(kiosk.flow.asksStop());
        EXPECT_EQ(kiosk.key.count(), 0);
    }
}

TEST(SecondTap, on_agree_leads_not_back_from_the_key_page) {
    Kiosk kiosk(hospital());
    upright(kiosk);
    ASSERT_TRUE(kiosk.touch(words(kiosk, "w.start")));
    tap_twice(kiosk, "c.agree", Page::key);
}

TEST(SecondTap, on_start_agrees_to_nothing) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank})
        for (const auto& screen : {walk::kScreens[3], walk::kScreens[5]}) {
            Kiosk kiosk({profile, "vn-citizen-2021", {}, card::Milliseconds(0)});
            kiosk.to_welcome();
            walk::put_on(kiosk, screen, "light", 1);
            tap_twice(kiosk, "w.start", Page::consent);
        }
}

TEST(SecondTap, on_yes_stops_no_visit) {
    Kiosk kiosk(hospital());
    upright(kiosk);
    kiosk.to_result();
    tap_twice(kiosk, "s.ok.yes", Page::clinic);
    EXPECT_TRUE(kiosk.flow.has_result());
}

TEST(SecondTap, on_no_goes_not_on_before_where_to_go_was_read) {
    Kiosk kiosk(hospital());
    upright(kiosk);
    kiosk.to_result();
    const auto place = kiosk.place_of(words(kiosk, "s.ok.no"));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "s.ok.no")));
    EXPECT_TRUE(kiosk.app.result().disputed());
    for (int i = 0; i < 3; ++i) {
        kiosk.now += 350ms;
        kiosk.tap(place);
    }
    EXPECT_EQ(page(kiosk), Page::confirmed);
}

TEST(SecondTap, on_done_below_the_first_date_gives_the_second_no_end) {
    Kiosk kiosk(hospital());
    upright(kiosk);
    kiosk.to_key();
    kiosk.type("999099000999");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.flow.retry();
    kiosk.type("999099000999");
    kiosk.settle();
    ASSERT_EQ(kiosk.key.mode(), QStringLiteral("dates"));
    const auto done = kiosk.place_of(words(kiosk, "k.ok"));
    const auto never = kiosk.place_of(words(kiosk, "k.date.never"));
    EXPECT_NE(done, never) << "each has its place from the first date on";
    kiosk.now += 1s;
    kiosk.tap(never);
    EXPECT_EQ(kiosk.key.dateAt(), 0) << "a birth has a date";
    for (const char digit : std::string("01011999")) kiosk.key.digit(QString(QLatin1Char(digit)));
    kiosk.settle();
    ASSERT_EQ(kiosk.key.dateAt(), 1) << "it goes on by itself";
    kiosk.now += 1s;
    kiosk.tap(done);
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("k.less")) << "the card does have an end";
}

TEST(SecondTap, on_what_led_to_a_list_chooses_nothing_on_a_wide_screen_either) {
    Kiosk kiosk(hospital());
    kiosk.resize(1280, 800, 217);
    kiosk.to_result();
    tap_twice(kiosk, "s.ok.yes", Page::clinic);
    EXPECT_EQ(kiosk.app.window()->property("overPage").toString(), QString());
}

TEST(SecondTap, on_take_a_number_closes_no_number) {
    Kiosk kiosk(hospital());
    upright(kiosk);
    kiosk.to_result();
    kiosk.flow.next();
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.settle();
    tap_twice(kiosk, "h.take", Page::number);
    EXPECT_EQ(kiosk.app.hospital().number(), QStringLiteral("A001"));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.close")));
    EXPECT_EQ(page(kiosk), Page::done) << "closing has a place of its own";
}

TEST(SecondTap, on_a_page_that_has_just_come_is_ignored_at_every_button) {
    Kiosk kiosk(hospital());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "w.start")));
    ASSERT_TRUE(kiosk.touch_after(499ms, words(kiosk, "c.refuse")));
    EXPECT_EQ(page(kiosk), Page::consent);
    ASSERT_TRUE(kiosk.touch_after(1ms, words(kiosk, "c.refuse")));
    EXPECT_EQ(page(kiosk), Page::refused);
}

TEST(SecondTap, that_begins_early_and_ends_late_is_ignored_too) {
    Kiosk kiosk(hospital());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "w.start")));
    const auto place = kiosk.place_of(words(kiosk, "c.refuse"));
    kiosk.now += 400ms;
    QTest::mousePress(kiosk.app.window(), Qt::LeftButton, Qt::NoModifier, place);
    kiosk.now += 400ms;
    QTest::mouseRelease(kiosk.app.window(), Qt::LeftButton, Qt::NoModifier, place);
    kiosk.settle();
    EXPECT_EQ(page(kiosk), Page::consent);
}

TEST(SecondTap, of_a_finger_on_the_glass_is_ignored_like_one_of_a_mouse) {
    Kiosk kiosk(hospital());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "w.start")));
    const auto place = kiosk.place_of(words(kiosk, "c.refuse"));
    auto* glass = QTest::createTouchDevice();
    const auto tap = [&] {
        QTest::touchEvent(kiosk.app.window(), glass).press(0, place);
        QTest::touchEvent(kiosk.app.window(), glass).release(0, place);
        kiosk.settle();
    };
    kiosk.now += 300ms;
    tap();
    EXPECT_EQ(page(kiosk), Page::consent);
    kiosk.now += 300ms;
    tap();
    EXPECT_EQ(page(kiosk), Page::refused);
}

TEST(SecondTap, that_comes_by_a_key_is_ignored_and_a_key_held_down_presses_nothing) {
    Kiosk kiosk;
    ASSERT_TRUE(kiosk.until_page(Page::consent));
    const auto enter = [&](bool again) {
        QKeyEvent event(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"),
                        again);
        QCoreApplication::sendEvent(kiosk.app.window(), &event);
        kiosk.quiet(200ms);
    };
    kiosk.now += 400ms;
    enter(false);
    EXPECT_EQ(page(kiosk), Page::consent) << "the page had just come";
    for (int i = 0; i < 20; ++i) {
        kiosk.now += 50ms;
        enter(true);
    }
    EXPECT_EQ(page(kiosk), Page::consent) << "held down";
    kiosk.now += 50ms;
    enter(false);
    EXPECT_EQ(page(kiosk), Page::key);
}

TEST(SecondTap, is_no_matter_for_presses_of_assistive_technology) {
    Kiosk kiosk(hospital());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "w.start")));
    auto* button = QAccessible::queryAccessibleInterface(kiosk.find(words(kiosk, "c.refuse")));
    ASSERT_TRUE(button && button->actionInterface());
    button->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    kiosk.settle();
    EXPECT_EQ(page(kiosk), Page::refused);
}

TEST(Stop, asks_once_after_a_card_was_read_and_loses_nothing_when_it_was_a_mistake) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    kiosk.flow.next();
    ASSERT_EQ(page(kiosk), Page::clinic);
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.stop")));
    EXPECT_TRUE(kiosk.flow.asksStop());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "u.stop.keep")));
    EXPECT_FALSE(kiosk.flow.asksStop());
    EXPECT_EQ(page(kiosk), Page::clinic);
    EXPECT_TRUE(kiosk.flow.has_result());
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.stop")));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.stop")));
    EXPECT_EQ(page(kiosk), Page::done);
    EXPECT_FALSE(kiosk.flow.has_result());
}

TEST(Stop, asks_nothing_before_a_card_was_read) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    ASSERT_TRUE(kiosk.until_page(Page::clinic));
    ASSERT_TRUE(kiosk.touch(words(kiosk, "g.stop")));
    EXPECT_EQ(page(kiosk), Page::welcome);
}

TEST(Stop, by_escape_asks_too_and_escape_again_keeps) {
    Kiosk kiosk;
    kiosk.to_result();
    const auto escape = [&] {
        kiosk.wait_hand();
        kiosk.press(Qt::Key_Escape);
        kiosk.quiet(200ms);
    };
    escape();
    EXPECT_TRUE(kiosk.flow.asksStop());
    escape();
    EXPECT_FALSE(kiosk.flow.asksStop());
    EXPECT_EQ(page(kiosk), Page::verdict);
}

TEST(Stop, by_the_visitor_s_escape_takes_no_verdict_from_a_teller_who_looks_at_it) {
    Kiosk kiosk({Profile::bank, "vn-citizen-2021",
                 [](kiosk::Config& config) { config.teller_window = true; },
                 card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.flow.next();
    ASSERT_EQ(page(kiosk), Page::handover);
    kiosk.flow.leave();
    EXPECT_EQ(page(kiosk), Page::done) << "the visitor's part is over";
    EXPECT_FALSE(kiosk.flow.asksStop());
    EXPECT_FALSE(kiosk.flow.has_result());
    EXPECT_TRUE(kiosk.app.teller()->result().there());
}

TEST(Stop, that_is_asked_for_ends_with_the_page_s_time) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    kiosk.flow.leave();
    ASSERT_TRUE(kiosk.flow.asksStop());
    for (int i = 0; i < 60; ++i) kiosk.flow.pass();
    EXPECT_FALSE(kiosk.flow.asksStop());
    EXPECT_EQ(page(kiosk), Page::done);
}

struct Bar {
    Page page;
    QRectF primary, leave;
};

/// Where the page on top has its primary action and leaving.
Bar bar_of(Kiosk& kiosk) {
    Bar bar{page(kiosk), {}, {}};
    const auto* top = kiosk.app.window()->property("top").value<QQuickItem*>();
    if (!top) return bar;
    const auto place = [top](const char* name) {
        const auto* item = top->findChild<QQuickItem*>(QLatin1String(name));
        return item && item->isVisible()
                   ? item->mapRectToScene(QRectF(0, 0, item->width(), item->height()))
                   : QRectF();
    };
    bar.primary = place("primary");
    bar.leave = place("leave");
    return bar;
}

/// Each screen's bars, page by page.
using Bars = std::map<std::string, std::vector<Bar>>;

void look(Kiosk& kiosk, Bars& bars) {
    for (const auto& screen : walk::kScreens)
        for (const double size : walk::kTextSizes) {
            walk::put_on(kiosk, screen, "light", size);
            bars[screen.name + std::to_string(size)].push_back(bar_of(kiosk));
        }
}

/// A visit to a hospital, page by page, and what may lie over a page.
void walk_through(Kiosk& kiosk, const std::function<void()>& look) {
    const std::function<void()> steps[]{
        [] {},
        [&] { kiosk.flow.start(); },
        [&] { kiosk.to_key(); },
        [&] { kiosk.to_result("999999"); },
        [&] { kiosk.flow.retry(), kiosk.type("000123"); },
        [&] { kiosk.until_page(Page::confirmed); },
        [&] { kiosk.flow.leave(); },
        [&] { kiosk.flow.keep(), kiosk.flow.next(); },
        [&] { kiosk.app.hospital().choose(0); },
        [&] { kiosk.app.hospital().askPriority(); },
        [&] { kiosk.app.hospital().choosePriority(QStringLiteral("none")); },
        [&] { kiosk.app.hospital().take(), kiosk.until_page(Page::number); }};
    for (const auto& step : steps) {
        step();
        kiosk.settle();
        look();
    }
}

TEST(SecondTap, finds_leaving_nowhere_where_a_page_of_the_visit_had_its_primary_action) {
    Kiosk kiosk(hospital([](kiosk::Config& config) { config.voice = false; }));
    kiosk.without_card();
    kiosk.table.lay("vn-citizen-2021");
    Bars bars;
    walk_through(kiosk, [&] { look(kiosk, bars); });
    for (const auto& [screen, pages] : bars) {
        ASSERT_EQ(pages.size(), 12U);
        std::size_t pairs = 0;
        for (std::size_t i = 0; i + 1 < pages.size(); ++i)
            for (std::size_t j = i + 1; j < pages.size(); ++j) {
                const auto& before = pages[i].primary;
                const auto& after = pages[j].leave;
                pairs += before.isEmpty() || after.isEmpty() ? 0 : 1;
                EXPECT_FALSE(before.intersects(after))
                    << screen << ": " << testing::PrintToString(pages[j].page) << " leaves where "
                    << testing::PrintToString(pages[i].page) << " goes on";
            }
        EXPECT_GT(pairs, 10U) << screen;
    }
}

}  // namespace
