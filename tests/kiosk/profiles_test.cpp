// SPDX-License-Identifier: Apache-2.0
// The hospital's and the bank's visits, and the consent.
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::hospital;
using walk::journal_of;
using walk::Kiosk;
using walk::kQr;
using walk::page;

TEST(Hospital, goes_from_welcome_to_a_number_and_clears_when_the_card_is_taken) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    EXPECT_EQ(page(kiosk), Page::confirmed);
    EXPECT_EQ(kiosk.app.result().givenName(), QStringLiteral("Thử"));
    kiosk.app.result().correct(true);
    kiosk.app.hospital().choose(0);
    EXPECT_EQ(page(kiosk), Page::check) << "nobody is asked for a priority that few have";
    EXPECT_EQ(kiosk.app.hospital().priority(), QString());
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_EQ(kiosk.app.hospital().number(), QStringLiteral("A001"));
    EXPECT_TRUE(kiosk.app.hospital().ticket().by_chip);
    kiosk.flow.next();
    EXPECT_EQ(page(kiosk), Page::done);
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    kiosk.flow.start();
    EXPECT_EQ(page(kiosk), Page::done) << "the next visitor cannot start before the card is taken";
    QSignalSpy sounds(&kiosk.app.sounds(), &kiosk::Sounds::played);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
}

TEST(Hospital, an_old_person_is_seen_first_without_being_asked) {
    auto options = hospital([](kiosk::Config& config) {
        config.priority_age = 74;
    });  // born in 1951, the day is not known
    options.card = "vn-citizen-one-word";
    Kiosk kiosk(options);
    kiosk.to_result();
    kiosk.app.result().correct(true);
    kiosk.app.hospital().choose(0);
    EXPECT_EQ(page(kiosk), Page::check);
    EXPECT_EQ(kiosk.app.hospital().priority(), QStringLiteral("age"));
}

TEST(Hospital, who_has_priority_without_a_card_that_shows_it_says_so) {
    Kiosk kiosk(hospital());
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    kiosk.app.hospital().choose(0);
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("h.prio.ask"))));
    EXPECT_EQ(page(kiosk), Page::priority);
    kiosk.app.hospital().back();
    EXPECT_EQ(page(kiosk), Page::check);
    kiosk.app.hospital().askPriority();
    ASSERT_TRUE(kiosk.touch(QStringLiteral("Từ đủ 75 tuổi")));
    EXPECT_EQ(page(kiosk), Page::check);
    EXPECT_EQ(kiosk.app.hospital().priority(), QStringLiteral("age"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_TRUE(kiosk.app.hospital().ticket().priority);
}

TEST(Hospital, a_card_that_fails_gets_a_number_and_no_accusation) {
    auto options = hospital();
    options.card = "vn-citizen-2021,clone-ca-other-key";
    Kiosk kiosk(options);
    kiosk.to_result();
    EXPECT_EQ(page(kiosk), Page::confirmed);
    const auto texts = walk::visible_texts(*kiosk.app.window()).join(QLatin1Char(' '));
    EXPECT_TRUE(texts.contains(QStringLiteral("Nhân viên sẽ xem lại giấy tờ")));
    for (const char* id :
         {"verdict.not_genuine.title", "verdict.not_genuine.clone", "verdict.not_genuine.advice"})
        EXPECT_FALSE(texts.contains(kiosk.app.texts().text(QLatin1String(id))));
    EXPECT_FALSE(texts.contains(QStringLiteral("Nguyễn")));
    kiosk.flow.next();
    kiosk.app.hospital().choose(-1);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_FALSE(kiosk.app.hospital().ticket().by_chip);
}

TEST(Hospital, without_a_card_there_is_a_number_and_nobody_s_consent) {
    Kiosk kiosk(
        hospital([](kiosk::Config& config) { config.journal = config.state / "journal.jsonl"; }));
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    EXPECT_EQ(page(kiosk), Page::clinic);
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("pregnant"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    kiosk.settle();
    const auto shown = walk::visible_texts(*kiosk.app.window());
    for (const char* said : {"t.prio", "h.papers"})
        EXPECT_TRUE(shown.contains(kiosk.app.texts().text(QLatin1String(said), kiosk.flow.desk())))
            << said;
    kiosk.flow.next();
    const auto lines = journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("ended":"no_card")"), std::string::npos) << lines[0];
    EXPECT_NE(lines[0].find(R"("by":"")"), std::string::npos) << lines[0];
}

TEST(Bank, asks_for_each_purpose_and_hands_over_by_a_random_code) {
    Kiosk kiosk({Profile::bank, "vn-citizen-2021",
                 [](kiosk::Config& config) {
                     config.send_to = {"Ngân hàng Thử", "Test Bank"};
                     config.optional_purposes = {{"Nhận tin", "News"}};
                     config.journal = config.state / "journal.jsonl";
                 },
                 card::Milliseconds(0)});
    kiosk.flow.start();
    EXPECT_EQ(kiosk.app.consent().boxes().size(), 1)
        << "nothing is sent, so reading is all that is needed: one button agrees to it";
    for (const auto& box : kiosk.app.consent().boxes())
        EXPECT_FALSE(box.toMap()[QStringLiteral("ticked")].toBool()) << "none is ticked beforehand";
    kiosk.app.consent().tick(1);
    kiosk.app.consent().agree();
    kiosk.table.lay("vn-citizen-2021");
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(Page::confirmed));
    kiosk.app.result().correct(true);
    EXPECT_EQ(page(kiosk), Page::handover);
    EXPECT_EQ(kiosk.app.result().transaction().size(), 9);
    const auto code = kiosk.app.result().transaction().remove(QChar(0x00A0)).toStdString();
    kiosk.flow.next();
    const auto lines = journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("purposes":["read","optional.0"])"), std::string::npos) << lines[0];
    EXPECT_NE(lines[0].find("\"transaction\":\"" + code), std::string::npos) << lines[0];
    for (const char* value : {"Nguyễn", "Thử\"", "999099", "000123", "1999"})
        EXPECT_EQ(lines[0].find(value), std::string::npos) << value;
}

TEST(Bank, the_teller_s_window_shows_the_verdict_and_empties_with_the_visit) {
    Kiosk kiosk({Profile::bank, "vn-citizen-2021",
                 [](kiosk::Config& config) { config.teller_window = true; },
                 card::Milliseconds(0)});
    auto* teller = kiosk.app.teller_window();
    ASSERT_TRUE(teller);
    kiosk.to_result();
    EXPECT_TRUE(walk::visible_texts(*teller).contains(
        kiosk.app.texts().text(QStringLiteral("verdict.genuine.title"))));
    EXPECT_FALSE(walk::visible_texts(*kiosk.app.window())
                     .contains(kiosk.app.texts().text(QStringLiteral("verdict.genuine.title"))));
    kiosk.flow.stop();
    kiosk.settle();
    EXPECT_FALSE(walk::visible_texts(*teller).contains(QStringLiteral("Nguyễn Văn Thử")));
}

TEST(Consent, that_nobody_gave_is_not_in_the_journal) {
    Kiosk kiosk(
        hospital([](kiosk::Config& config) { config.journal = config.state / "journal.jsonl"; }));
    kiosk.flow.helpSomebody();
    kiosk.flow.helpFor(QStringLiteral("child"));
    kiosk.table.lay("vn-citizen-2021");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.card_there(); }));
    kiosk.flow.stop();
    EXPECT_EQ(page(kiosk), Page::done)
        << "a card that was laid down before its key is waited for as well";
    const auto lines = journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("by":"","time":0)"), std::string::npos) << lines[0];
}

TEST(Hospital, a_day_s_limit_ends_with_the_day) {
    Kiosk kiosk(hospital([](kiosk::Config& config) { config.clinics[0].daily_limit = 1; }));
    const auto full = [&] {
        return kiosk.app.hospital().list()[0].toMap()[QStringLiteral("full")].toBool();
    };
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_TRUE(full());
    kiosk.time += 86400;
    kiosk.app.hospital().choose(0);
    EXPECT_FALSE(full());
}

TEST(Hospital, a_ticket_is_the_chosen_clinic_s_even_when_the_visitor_goes_back_meanwhile) {
    Kiosk kiosk(hospital());
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    kiosk.app.hospital().back();
    kiosk.app.hospital().choose(-1);
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_EQ(kiosk.app.hospital().number(), QStringLiteral("A001"));
    EXPECT_EQ(kiosk.app.hospital().name(), QStringLiteral("Khám tổng quát"));
}

TEST(Consent, nothing_is_scanned_or_read_before_it_and_a_refusal_leaves_nothing) {
    Kiosk kiosk(
        hospital([](kiosk::Config& config) { config.journal = config.state / "journal.jsonl"; }));
    kiosk.without_card();
    kiosk.camera->plug_in();
    kiosk.flow.start();
    EXPECT_FALSE(kiosk.app.camera().isOpen());
    kiosk.scan(kQr);
    EXPECT_EQ(page(kiosk), Page::consent);
    EXPECT_FALSE(kiosk.flow.cardLeft());
    kiosk.app.consent().refuse();
    EXPECT_EQ(page(kiosk), Page::refused);
    const auto lines = journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("ended":"refused")"), std::string::npos);
}

TEST(Bank, that_is_sent_the_details_is_named_as_who_keeps_them) {
    struct Delivers final : kiosk::VisitSink {
        bool sends() const override { return true; }
        void take(const kiosk::Visit&) override {}
    } delivers;
    for (const bool sends : {true, false}) {
        Kiosk kiosk({Profile::bank, "vn-citizen-2021",
                     [](kiosk::Config& config) {
                         config.send_to = {"Ngân hàng Thử Nghiệm", "Test Bank"};
                     },
                     card::Milliseconds(0), sends ? &delivers : nullptr});
        kiosk.flow.start();
        kiosk.settle();
        const auto shown = walk::visible_texts(*kiosk.app.window());
        const auto kept = kiosk.app.texts().text(QStringLiteral("c.keep.sent"),
                                                 QStringLiteral("Ngân hàng Thử Nghiệm"));
        EXPECT_EQ(shown.contains(kept), sends) << shown.join(u'|').toStdString();
    }
}

}  // namespace
