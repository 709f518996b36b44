// SPDX-License-Identifier: Apache-2.0
// What befalls any visit: its time runs out, its comfort is forgotten, the reader goes.
#include <gtest/gtest.h>

#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::page;

TEST(Time, is_announced_twenty_seconds_before_and_can_be_extended_ten_times) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.start();
    const auto run = [&](int seconds) {
        for (int i = 0; i < seconds; ++i) kiosk.flow.pass();
    };
    for (int i = 0; i < kiosk::visit::kMostExtensions; ++i) {
        run(69);
        EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
        run(1);
        EXPECT_EQ(kiosk.flow.secondsLeft(), 20);
        kiosk.flow.more();
        EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
    }
    run(70);
    kiosk.flow.more();
    EXPECT_EQ(page(kiosk), Page::welcome) << "an eleventh time is not given";
}

TEST(Time, whoever_lays_a_card_or_takes_it_need_not_answer_whether_more_is_wanted) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.start();
    const auto until_asked = [&] {
        for (int i = 0; i < 90 && kiosk.flow.secondsLeft() < 0; ++i) kiosk.flow.pass();
        ASSERT_EQ(kiosk.flow.secondsLeft(), 20);
    };
    until_asked();
    kiosk.table.lay("vn-citizen-2021");
    EXPECT_TRUE(kiosk.until([&] { return kiosk.flow.secondsLeft() < 0; })) << "it was laid down";
    EXPECT_EQ(page(kiosk), Page::consent) << "and agrees to nothing";
    until_asked();
    kiosk.table.lift();
    EXPECT_TRUE(kiosk.until([&] { return kiosk.flow.secondsLeft() < 0; })) << "it was taken";
    EXPECT_EQ(page(kiosk), Page::consent);
}

TEST(Behalf, of_a_child_without_a_card_leads_to_a_number_without_a_card) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.helpSomebody();
    ASSERT_EQ(page(kiosk), Page::behalf);
    kiosk.settle();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("b.nocard"))));
    EXPECT_EQ(page(kiosk), Page::no_card);
}

TEST(Time, a_visit_that_is_left_clears_itself_and_voice_doubles_the_limit) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.app.comfort().switchVoice();
    kiosk.flow.start();
    EXPECT_EQ(kiosk.flow.limit(), 180);
    for (int i = 0; i < 180; ++i) kiosk.flow.pass();
    EXPECT_EQ(page(kiosk), Page::welcome);
    EXPECT_FALSE(kiosk.app.comfort().voice()) << "forgotten at clearing";
}

TEST(Time, a_verdict_stays_while_the_card_lies_there) {
    Kiosk kiosk;
    kiosk.to_result();
    for (int i = 0; i < 500; ++i) kiosk.flow.pass();
    EXPECT_EQ(page(kiosk), Page::verdict);
    EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    for (int i = 0; i < 180; ++i) kiosk.flow.pass();
    EXPECT_EQ(page(kiosk), Page::welcome);
}

TEST(Comfort, everything_is_forgotten_at_clearing) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.start();
    kiosk.flow.switchLanguage();
    kiosk.app.comfort().nextSize();
    kiosk.app.comfort().switchContrast();
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("en"));
    EXPECT_EQ(kiosk.app.comfort().theme(), QStringLiteral("high"));
    kiosk.flow.stop();
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("vi"));
    EXPECT_EQ(kiosk.app.comfort().theme(), QStringLiteral("light"));
    EXPECT_EQ(kiosk.app.comfort().scale(), 1);
}

TEST(Reader, that_goes_is_told_and_the_reading_goes_on_by_itself_when_it_is_back) {
    Kiosk kiosk(hospital());
    kiosk.table.unplug(true);
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.reader"); }));
    kiosk.table.unplug(false);
    EXPECT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(Reader, that_stays_away_is_told_on_the_welcome_page_and_the_kiosk_comes_back_by_itself) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    kiosk.table.unplug(true);
    kiosk.flow.stop();
    EXPECT_TRUE(kiosk.until_page(Page::welcome))
        << "whether a card lies there cannot be known: no tone for ever";
    kiosk.flow.pass(60);
    EXPECT_EQ(page(kiosk), Page::out_of_service);
    kiosk.table.unplug(false);
    EXPECT_TRUE(kiosk.until_page(Page::welcome));
}

}  // namespace
