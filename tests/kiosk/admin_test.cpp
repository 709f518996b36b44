// SPDX-License-Identifier: Apache-2.0
// The administrator: PIN, measuring the screen, the clock.
#include <gtest/gtest.h>

#include "core/scanner_trial.h"
#include "core/state_file.h"
#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::page;

TEST(Admin, the_pin_opens_it_a_wrong_one_does_not_and_the_screen_is_measured) {
    card::SystemRandom random;
    const auto hash = kiosk::hash_pin("246810", random);
    Kiosk kiosk(hospital([&](kiosk::Config& config) { config.admin_pin = hash; }));
    auto& admin = kiosk.app.admin();
    const auto enter = [&](const char* pin) {
        for (const char digit : std::string(pin)) admin.digit(QString(QLatin1Char(digit)));
        admin.enter();
    };
    admin.knock();
    enter("111111");
    ASSERT_TRUE(kiosk.until([&] { return admin.pinMessage() == QLatin1String("a.pin.wrong"); }));
    EXPECT_EQ(admin.pinNumber(), 4);
    enter("246810");
    ASSERT_TRUE(kiosk.until_page(Page::admin));
    admin.measure();
    admin.set_screen_pixels(1280);
    admin.wider(static_cast<int>(400 - admin.barWidth()));
    admin.keepMeasure();
    EXPECT_NEAR(kiosk.app.comfort().pixelsPerMm(), 400 / 85.6, 0.001);
    ASSERT_TRUE(kiosk.until([&] { return kiosk::measured_width(kiosk.folder.path()) > 0; }));
    EXPECT_NEAR(kiosk::measured_width(kiosk.folder.path()), 1280 * 85.6 / 400, 0.01);
    admin.writeReport();
    ASSERT_TRUE(kiosk.until([&] { return admin.message() == QLatin1String("a.report.written"); }));
}

TEST(Admin, says_that_the_clock_is_behind_and_that_it_is_right_after_asking_twice) {
    card::SystemRandom random;
    const auto hash = kiosk::hash_pin("246810", random);
    Kiosk kiosk(hospital([&](kiosk::Config& config) {
        config.admin_pin = hash;
        kiosk::save_state(config.state / "last_run.json", R"({"last_run":1795348800})");
    }));
    auto& admin = kiosk.app.admin();
    const auto texts = [&] {
        QStringList list;
        for (const auto& line : admin.lines())
            list.append(line.toMap()[QStringLiteral("text")].toString());
        return list;
    };
    const auto kept = [&] { return kiosk::load_state(kiosk.folder.path() / "last_run.json"); };
    admin.trustClock();
    EXPECT_EQ(admin.message(), QString()) << "without the PIN";
    admin.knock();
    for (const char digit : std::string("246810")) admin.digit(QString(QLatin1Char(digit)));
    admin.enter();
    ASSERT_TRUE(kiosk.until_page(Page::admin));
    EXPECT_TRUE(admin.clockBehind());
    EXPECT_TRUE(texts().contains(QStringLiteral("a.clock.behind")));
    admin.trustClock();
    EXPECT_EQ(admin.message(), QStringLiteral("a.clock.sure"));
    EXPECT_EQ(kept(), R"({"last_run":1795348800})");
    admin.trustClock();
    ASSERT_TRUE(kiosk.until([&] { return admin.message() == QLatin1String("a.clock.set"); }));
    EXPECT_EQ(kept(), R"({"last_run":1795262400})");
    EXPECT_FALSE(admin.clockBehind());
    EXPECT_FALSE(texts().contains(QStringLiteral("a.clock.behind")));
}

TEST(Admin, tries_a_scanner_and_begins_no_visit_by_it) {
    card::SystemRandom random;
    const auto hash = kiosk::hash_pin("246810", random);
    Kiosk kiosk(hospital([&](kiosk::Config& config) { config.admin_pin = hash; }));
    auto& admin = kiosk.app.admin();
    admin.tryScanner();
    EXPECT_EQ(page(kiosk), Page::welcome) << "without the PIN";
    admin.knock();
    for (const char digit : std::string("246810")) admin.digit(QString(QLatin1Char(digit)));
    admin.enter();
    ASSERT_TRUE(kiosk.until_page(Page::admin));
    kiosk.wait_hand();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("a.scan"))));
    ASSERT_EQ(page(kiosk), Page::scanner);
    EXPECT_EQ(admin.scanner(), QString());
    kiosk.wait_hand();
    kiosk.scan(QString::fromUtf8(kiosk::kTrialCode));
    kiosk.quiet(std::chrono::seconds(1));
    EXPECT_EQ(admin.scanner(), QStringLiteral("a.scan.good"));
    kiosk.scan(walk::kQr);
    kiosk.quiet(std::chrono::seconds(1));
    EXPECT_EQ(admin.scanner(), QStringLiteral("a.scan.other"));
    EXPECT_EQ(page(kiosk), Page::scanner);
    kiosk.wait_hand();
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("g.back"))));
    EXPECT_EQ(page(kiosk), Page::admin);
    admin.leave();
    EXPECT_EQ(page(kiosk), Page::welcome);
}

}  // namespace
