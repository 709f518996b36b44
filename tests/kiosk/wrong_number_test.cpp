// SPDX-License-Identifier: Apache-2.0
// Numbers and codes that the card refuses: how often, what then, and that everything that looks
// alive is.
#include <gtest/gtest.h>

#include <QQuickItem>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::kQr;
using walk::page;

constexpr const char* kLocks = "vn-citizen-2021,wrong-number-asks-wait";

QString words(Kiosk& kiosk, const char* id) { return kiosk.app.texts().text(QLatin1String(id)); }

bool shows(Kiosk& kiosk, const char* id) {
    return walk::visible_texts(*kiosk.app.window()).contains(words(kiosk, id));
}

walk::Options at(Profile profile, const char* card = "vn-citizen-2021", bool scanner = true) {
    auto options = hospital([scanner](kiosk::Config& config) { config.scanner = scanner; });
    options.profile = profile;
    options.card = card;
    return options;
}

/// Everything on the page that can be chosen, but for the row that every page has.
QStringList choices(Kiosk& kiosk) {
    QStringList list;
    const std::function<void(const QQuickItem&)> look = [&](const QQuickItem& item) {
        if (!item.isVisible() || !item.isEnabled()) return;
        if (item.property("isAction").toBool()) list.append(item.property("text").toString());
        for (const auto* child : item.childItems()) look(*child);
    };
    look(*kiosk.app.window()->property("top").value<QQuickItem*>());
    for (const char* id : {"g.lang", "g.size", "g.contrast", "g.listen", "g.help", "g.lower"})
        list.removeAll(words(kiosk, id));
    list.removeAll(QStringLiteral("▲"));
    list.removeAll(QStringLiteral("▼"));
    return list;
}

TEST(WrongNumber, three_times_leads_to_a_page_that_says_lift_and_goes_on_when_it_was_lifted) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank}) {
        Kiosk kiosk(at(profile));
        kiosk.to_key();
        kiosk.three_wrong_numbers();
        ASSERT_EQ(page(kiosk), Page::lift);
        EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.key3"));
        EXPECT_TRUE(shows(kiosk, "e.key3.b"));
        EXPECT_TRUE(kiosk.find(QStringLiteral("1")) == nullptr) << "no pad that takes nothing";
        kiosk.table.lift();
        ASSERT_TRUE(kiosk.until_page(Page::key));
        kiosk.table.lay("vn-citizen-2021");
        kiosk.type("000123");
        EXPECT_TRUE(kiosk.until([&] { return kiosk.flow.has_result(); }));
    }
}

TEST(WrongNumber, to_a_card_that_locks_itself_is_followed_by_no_other) {
    Kiosk kiosk(at(Profile::hospital, kLocks));
    kiosk.to_result("999999");
    ASSERT_EQ(page(kiosk), Page::lift);
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.locked"));
    EXPECT_EQ(kiosk.find(words(kiosk, "k.toscan")), nullptr) << "a code would be a number, too";
    kiosk.type("000123");
    kiosk.key.scanned(kQr);
    EXPECT_EQ(page(kiosk), Page::lift);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    EXPECT_EQ(page(kiosk), Page::lift) << "put back, it would be the same card";
    ASSERT_TRUE(kiosk.touch(words(kiosk, "h.nocard.take")));
    EXPECT_EQ(page(kiosk), Page::clinic);
}

TEST(WrongNumber, sends_no_clerk_to_the_staff) {
    Kiosk three(at(Profile::counter)), locked(at(Profile::counter, kLocks));
    three.to_key();
    three.three_wrong_numbers();
    locked.to_result("999999");
    EXPECT_TRUE(shows(locked, "e.locked.clerk"));
    for (auto* kiosk : {&three, &locked})
        for (const auto& text : walk::visible_texts(*kiosk->app.window())) {
            EXPECT_FALSE(text.contains(QStringLiteral("nhân viên."))) << text.toStdString();
            EXPECT_FALSE(text.contains(QStringLiteral("Mời đến"))) << text.toStdString();
        }
}

TEST(WrongNumber, offers_the_code_only_where_something_can_see_it) {
    Kiosk nothing(at(Profile::bank, "vn-citizen-2021", false));
    nothing.to_key();
    nothing.three_wrong_numbers();
    EXPECT_EQ(choices(nothing), QStringList{words(nothing, "g.stop")});
    Kiosk camera(at(Profile::bank, "vn-citizen-2021", false));
    camera.camera->plug_in();
    camera.to_key();
    camera.three_wrong_numbers();
    ASSERT_TRUE(camera.touch(words(camera, "k.toscan")));
    EXPECT_EQ(page(camera), Page::key);
    EXPECT_EQ(camera.key.mode(), QStringLiteral("scan"));
    EXPECT_EQ(camera.find(words(camera, "k.totype")), nullptr);
    camera.key.scanned(kQr);
    EXPECT_TRUE(camera.until_page(Page::confirmed));
}

TEST(WrongNumber, leaves_a_scanner_a_page_without_a_pad_that_says_how_to_type_again) {
    Kiosk kiosk(at(Profile::counter));
    kiosk.to_key();
    kiosk.three_wrong_numbers();
    ASSERT_TRUE(kiosk.touch(words(kiosk, "k.toscan")));
    ASSERT_EQ(page(kiosk), Page::key);
    EXPECT_TRUE(shows(kiosk, "k.qr.wedge"));
    EXPECT_TRUE(shows(kiosk, "k.lift"));
    EXPECT_EQ(kiosk.find(QStringLiteral("1")), nullptr);
    EXPECT_EQ(kiosk.find(words(kiosk, "k.clear")), nullptr);
    kiosk.key.digit(QStringLiteral("1"));
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("k.lift")) << "a keyboard's digit is answered";
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.key.stopped(); }));
    kiosk.settle();
    EXPECT_NE(kiosk.find(QStringLiteral("1")), nullptr);
}

TEST(WrongNumber, has_no_control_that_is_dead) {
    struct Place {
        const char* card;
        void (Kiosk::*wrong)();
    };
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank})
        for (const auto& place : {Place{"vn-citizen-2021", &Kiosk::three_wrong_numbers},
                                  Place{"vn-citizen-2021", &Kiosk::three_wrong_codes},
                                  Place{kLocks, &Kiosk::three_wrong_numbers}}) {
            qsizetype count = 1;
            for (qsizetype i = 0; i < count; ++i) {
                Kiosk kiosk(at(profile, place.card));
                kiosk.to_key();
                (kiosk.*place.wrong)();
                ASSERT_EQ(page(kiosk), Page::lift);
                const auto list = choices(kiosk);
                count = list.size();
                ASSERT_GT(count, 0) << "a way out";
                ASSERT_TRUE(kiosk.touch(list[i]));
                EXPECT_NE(page(kiosk), Page::lift) << list[i].toStdString();
            }
        }
}

TEST(WrongNumber, is_never_sent_twice_to_the_card_that_lies_there) {
    Kiosk kiosk(at(Profile::hospital));
    kiosk.to_key();
    kiosk.type("999999");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.flow.retry();
    kiosk.type("999999");
    EXPECT_EQ(page(kiosk), Page::key);
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("k.same"));
    kiosk.key.eraseAll();
    kiosk.key.scanned(QStringLiteral("999099999999|1|Nguyễn Văn Thử|01011999|Nam|x|02022022"));
    EXPECT_EQ(page(kiosk), Page::key);
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("e.qrold.b")) << "the same number in a code";
    kiosk.type("999099999999");
    EXPECT_EQ(kiosk.key.mode(), QStringLiteral("dates")) << "the same number, whole";
    const auto dates = [&] {
        for (const char digit : std::string("0101199901012039"))
            kiosk.key.digit(QString(QLatin1Char(digit)));
    };
    dates();
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.flow.retry();
    kiosk.type("999099999999");
    dates();
    EXPECT_EQ(page(kiosk), Page::key);
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("k.same.dates"));
}

TEST(WrongNumber, may_be_right_for_the_next_card) {
    Kiosk kiosk(at(Profile::hospital));
    kiosk.table.lay("vn-citizen-long-name");
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.table.lay("vn-citizen-2021");
    kiosk.flow.retry();
    kiosk.type("000123");
    EXPECT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(WrongNumber, is_not_sent_again_when_the_reader_was_away) {
    Kiosk kiosk(at(Profile::bank, "vn-citizen-2021", false));
    kiosk.to_key();
    kiosk.three_wrong_numbers();
    ASSERT_EQ(page(kiosk), Page::lift);
    kiosk.table.unplug(true);
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.reader"));
    kiosk.table.unplug(false);
    ASSERT_TRUE(kiosk.until_page(Page::lift));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.key3"));
}

TEST(WrongCode, three_times_stops_scanning_until_the_card_leaves) {
    Kiosk kiosk(at(Profile::counter));
    kiosk.to_key();
    kiosk.three_wrong_codes();
    ASSERT_EQ(page(kiosk), Page::lift);
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.qr3"));
    const auto visit = kiosk.flow.state().visit;
    kiosk.key.scanned(kQr);
    EXPECT_EQ(kiosk.flow.state().visit, visit) << "no further code is sent";
    ASSERT_TRUE(kiosk.touch(words(kiosk, "k.totype")));
    EXPECT_EQ(page(kiosk), Page::key);
    EXPECT_EQ(kiosk.key.mode(), QStringLiteral("type"));
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.key.codesStopped(); }));
}

}  // namespace
