// SPDX-License-Identifier: Apache-2.0
// A bank's second window: the teller keeps the verdict, and what the visitor does there changes
// nothing of it.
#include <gtest/gtest.h>

#include <QKeyEvent>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;
using walk::page;

walk::Options bank(std::function<void(kiosk::Config&)> more = {}) {
    return {kiosk::Profile::bank, "vn-citizen-2021",
            [more](kiosk::Config& config) {
                config.teller_window = true;
                config.counter_number = "3";
                config.journal = config.state / "journal.jsonl";
                if (more) more(config);
            },
            card::Milliseconds(0)};
}

void press(Kiosk& kiosk, int key, const QString& text = {}) {
    kiosk.wait_hand();
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text),
        up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(kiosk.app.teller_window(), &down);
    QCoreApplication::sendEvent(kiosk.app.teller_window(), &up);
    kiosk.quiet(std::chrono::seconds(1));
    kiosk.settle();
}

/// The code stays in sight when the card is taken, until it was read out.
void leave_with_card(Kiosk& kiosk) {
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.card_there(); }));
    EXPECT_EQ(page(kiosk), Page::handover);
    kiosk.flow.next();
    ASSERT_EQ(page(kiosk), Page::done);
}

QStringList texts(Kiosk& kiosk) { return walk::visible_texts(*kiosk.app.teller_window()); }

/// On the desk, and on a window that is too small for it.
bool contains(Kiosk& kiosk, const QString& code) {
    kiosk.settle();
    return texts(kiosk).join(QChar(u'\n')).contains(code);
}

TEST(TellerWindow, says_that_it_waits_and_where_the_visitor_is) {
    Kiosk kiosk(bank());
    ASSERT_TRUE(kiosk.app.teller());
    const auto& words = kiosk.app.teller()->texts();
    EXPECT_TRUE(texts(kiosk).contains(words.text(QStringLiteral("m.idle.title"))));
    EXPECT_EQ(kiosk.app.teller_window()->title(), QStringLiteral("Giao dịch viên, quầy 3"));
    EXPECT_NE(kiosk.app.teller_window()->title(), kiosk.app.window()->title());
    kiosk.to_key();
    kiosk.settle();
    EXPECT_TRUE(
        texts(kiosk).contains(QStringLiteral("▸ ") + words.text(QStringLiteral("m.step.key"))));
    EXPECT_TRUE(kiosk.complaints.isEmpty()) << kiosk.complaints.join(u'\n').toStdString();
}

TEST(TellerWindow, shows_the_verdict_with_the_code_that_the_customer_reads) {
    Kiosk kiosk(bank());
    kiosk.to_result();
    kiosk.flow.next();
    ASSERT_EQ(page(kiosk), Page::handover);
    const auto code = kiosk.app.result().transaction();
    EXPECT_TRUE(contains(kiosk, code)) << "to be matched with what the customer says";
    EXPECT_TRUE(kiosk.complaints.isEmpty()) << kiosk.complaints.join(u'\n').toStdString();
}

TEST(TellerWindow, keeps_the_verdict_when_the_customer_has_gone_and_another_card_comes) {
    Kiosk kiosk(bank());
    kiosk.to_result();
    kiosk.flow.next();
    const auto code = kiosk.app.result().transaction();
    leave_with_card(kiosk);
    kiosk.flow.pass(500);
    kiosk.table.lay("vn-citizen-long-name");
    ASSERT_TRUE(kiosk.until_page(Page::consent));
    EXPECT_TRUE(contains(kiosk, code));
    EXPECT_TRUE(kiosk.app.teller()->result().hasPortrait());
    EXPECT_FALSE(kiosk.app.result().there()) << "nothing of it at the visitor's screen";
    kiosk.flow.stop();
    EXPECT_TRUE(kiosk.app.teller()->result().there()) << "the next visitor's wish is no matter";
}

TEST(TellerWindow, loses_what_a_customer_takes_back) {
    Kiosk kiosk(bank());
    kiosk.to_result();
    EXPECT_TRUE(kiosk.app.teller()->result().there());
    kiosk.flow.stop();
    EXPECT_FALSE(kiosk.app.teller()->result().there());
}

TEST(TellerWindow, is_done_with_a_verdict_when_it_was_decided_and_f2_was_pressed) {
    Kiosk kiosk(bank());
    kiosk.to_result();
    kiosk.flow.next();
    leave_with_card(kiosk);
    press(kiosk, Qt::Key_F2);
    EXPECT_TRUE(kiosk.app.teller()->result().there()) << "not decided";
    EXPECT_EQ(kiosk.app.teller()->desk().message(), QStringLiteral("m.undecided"));
    press(kiosk, Qt::Key_1, QStringLiteral("1"));
    EXPECT_EQ(kiosk.app.teller()->result().decision(), QStringLiteral("same"));
    EXPECT_EQ(kiosk.app.teller()->desk().message(), QStringLiteral("o.decided"));
    press(kiosk, Qt::Key_F2);
    EXPECT_FALSE(kiosk.app.teller()->result().there());
    const auto lines = walk::journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("decision":"same")"), std::string::npos) << lines[0];
}

TEST(TellerWindow, ends_no_visit_while_the_customer_is_still_at_the_details) {
    Kiosk kiosk(bank());
    kiosk.to_result();
    const auto there = page(kiosk);
    press(kiosk, Qt::Key_1, QStringLiteral("1"));
    press(kiosk, Qt::Key_F2);
    EXPECT_EQ(page(kiosk), there);
    EXPECT_TRUE(kiosk.app.result().there());
    EXPECT_EQ(kiosk.app.teller()->desk().message(), QStringLiteral("m.there"));
    kiosk.flow.next();
    ASSERT_EQ(page(kiosk), Page::handover);
    EXPECT_FALSE(kiosk.app.teller()->result().atVisitors());
    EXPECT_EQ(kiosk.app.teller()->desk().message(), QStringLiteral("m.left"));
    press(kiosk, Qt::Key_F2);
    EXPECT_EQ(page(kiosk), Page::done);
    EXPECT_FALSE(kiosk.app.teller()->result().there());
}

TEST(TellerWindow, has_its_own_language_and_size) {
    Kiosk kiosk(bank());
    kiosk.flow.start();
    kiosk.flow.switchLanguage();
    kiosk.app.comfort().nextSize();
    EXPECT_EQ(kiosk.app.teller()->texts().language(), QStringLiteral("vi"));
    EXPECT_EQ(kiosk.app.teller()->comfort().scale(), 1);
    kiosk.app.teller()->texts().switchLanguage();
    kiosk.flow.stop();
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("vi"));
    EXPECT_EQ(kiosk.app.teller()->texts().language(), QStringLiteral("en")) << "kept";
}

TEST(TellerWindow, types_no_number_at_the_visitor_s_page) {
    Kiosk kiosk(bank());
    kiosk.to_key();
    for (const char digit : std::string("000123"))
        press(kiosk, Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
    press(kiosk, Qt::Key_Return, QStringLiteral("\r"));
    EXPECT_EQ(kiosk.key.count(), 0);
    EXPECT_EQ(page(kiosk), Page::key);
}

TEST(TellerWindow, that_has_the_keyboard_gives_a_scanned_code_to_the_visitor_s_page) {
    Kiosk kiosk(bank());
    kiosk.to_key();
    kiosk.wait_hand();
    for (const QChar character : walk::kQr) {
        kiosk.now += std::chrono::milliseconds(4);
        QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(kiosk.app.teller_window(), &down);
    }
    kiosk.quiet(std::chrono::seconds(1));
    EXPECT_TRUE(kiosk.until([&] { return page(kiosk) != Page::key; }));
}

TEST(TellerWindow, that_is_closed_stays) {
    Kiosk kiosk(bank());
    EXPECT_FALSE(kiosk.app.teller_window()->close());
    EXPECT_TRUE(kiosk.app.teller_window()->isVisible());
}

TEST(TellerWindow, loses_no_visit_when_the_program_ends) {
    support::Folder folder;
    {
        Kiosk kiosk(
            bank([&](kiosk::Config& config) { config.journal = folder.path() / "journal.jsonl"; }));
        kiosk.to_result();
        kiosk.flow.next();
        leave_with_card(kiosk);
    }
    const auto lines = walk::journal_of(folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("decision":"")"), std::string::npos) << lines[0];
}

}  // namespace
