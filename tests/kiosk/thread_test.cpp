// SPDX-License-Identifier: Apache-2.0
// The thread of the pages waits for nobody: no card, no disk. Calls are counted, not timed.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <thread>

#include "kiosk/walk.h"

namespace {

using kiosk::visit::Page;
std::atomic<int> on_pages, elsewhere;
std::atomic<std::thread::id> pages;

void count() { ++(std::this_thread::get_id() == pages.load() ? on_pages : elsewhere); }

}  // namespace

extern "C" {
int __real_fsync(int descriptor);
int __wrap_fsync(int descriptor) {
    count();
    return __real_fsync(descriptor);
}
int __real_rename(const char* from, const char* to);
int __wrap_rename(const char* from, const char* to) {
    count();
    return __real_rename(from, to);
}
}

namespace {

using kiosk::Profile;

TEST(Threads, of_a_whole_visit_with_ticket_and_journal_leave_the_pages_free) {
    pages = std::this_thread::get_id();
    on_pages = elsewhere = 0;
    walk::Kiosk kiosk(
        {Profile::hospital, "vn-citizen-2021",
         [](kiosk::Config& config) {
             config.clinics = {{"general", {"Khám tổng quát", "General"}, {}, "101", "A", 0}};
             config.journal = config.state / "journal.jsonl";
         },
         card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.flow.next();
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    kiosk.flow.next();
    ASSERT_TRUE(kiosk.until([&] { return elsewhere >= 2; }))
        << "the ticket's counter is kept on the disk";
    EXPECT_EQ(on_pages, 0);
    EXPECT_FALSE(kiosk.table.talkers().empty());
    EXPECT_FALSE(kiosk.table.talkers().contains(std::this_thread::get_id()))
        << "the card was spoken to by the thread of the pages";
}

TEST(Threads, of_an_administrator_and_an_export_leave_the_pages_free) {
    support::Folder out;
    card::SystemRandom random;
    const auto pin = kiosk::hash_pin("246810", random);
    pages = std::this_thread::get_id();
    on_pages = elsewhere = 0;
    walk::Kiosk kiosk({Profile::counter, "vn-citizen-2021",
                       [&](kiosk::Config& config) {
                           config.demo = false;
                           config.export_folder = out.path();
                           config.admin_pin = pin;
                       },
                       card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.app.desk().exportFile();
    ASSERT_TRUE(
        kiosk.until([&] { return kiosk.app.desk().message() == QLatin1String("o.exported"); }));
    kiosk.table.lift();
    kiosk.flow.next();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    auto& admin = kiosk.app.admin();
    admin.knock();
    for (const char digit : std::string("111111")) admin.digit(QString(QLatin1Char(digit)));
    admin.enter();
    ASSERT_TRUE(kiosk.until([&] { return admin.pinMessage() == QLatin1String("a.pin.wrong"); }));
    EXPECT_GE(elsewhere, 2);
    EXPECT_EQ(on_pages, 0);
}

/// A reading that stands still must not stand in anybody's way.
TEST(Threads, beat_on_while_a_card_does_not_answer) {
    walk::Kiosk kiosk({kiosk::Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(5)});
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(Page::reading));
    kiosk.table.freeze(true);
    int beats = 0;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, [&] { ++beats; });
    beat.start(0);
    ASSERT_TRUE(kiosk.until([&] { return beats >= 100; }));
    kiosk.flow.stop();  // and the visitor's wish to stop is heard
    EXPECT_EQ(kiosk.flow.at(), Page::done);
}

}  // namespace
