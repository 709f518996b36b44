// SPDX-License-Identifier: Apache-2.0
// The hospital's and the bank's visits, the consent, time, comfort, and the administrator.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <fstream>

#include "kiosk/layout.h"
#include "kiosk/walk.h"

namespace {

using kiosk::Profile;
using walk::Kiosk;

const QString kQr = QStringLiteral(
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
    "Nội|02022022");

std::string page(const Kiosk& kiosk) { return kiosk.flow.page().toStdString(); }

std::vector<std::string> journal_of(const std::filesystem::path& file, std::size_t lines) {
    std::vector<std::string> list;
    for (int tries = 0; tries < 2000 && list.size() < lines; ++tries) {
        list.clear();
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) list.push_back(line);
        if (list.size() < lines) QThread::msleep(5);
    }
    return list;
}

walk::Options hospital(std::function<void(kiosk::Config&)> more = {}) {
    return {
        Profile::hospital, "vn-citizen-2021",
        [more](kiosk::Config& config) {
            config.clinics = {
                {"general", {"Khám tổng quát", "General"}, {"tầng 1", "floor 1"}, "101", "A", 0}};
            if (more) more(config);
        },
        card::Milliseconds(0)};
}

TEST(Hospital, goes_from_welcome_to_a_number_and_clears_when_the_card_is_taken) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    EXPECT_EQ(page(kiosk), "confirmed");
    EXPECT_EQ(kiosk.flow.givenName(), QStringLiteral("Thử"));
    kiosk.flow.correct(true);
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().chooseKind(QStringLiteral("bhyt"));
    EXPECT_EQ(page(kiosk), "priority") << "27 years old: asked";
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("number")));
    EXPECT_EQ(kiosk.app.hospital().number(), QStringLiteral("A001"));
    EXPECT_TRUE(kiosk.app.hospital().ticket().by_chip);
    kiosk.flow.next();
    EXPECT_EQ(page(kiosk), "done");
    EXPECT_TRUE(kiosk.flow.fields().isEmpty());
    kiosk.flow.start();
    EXPECT_EQ(page(kiosk), "done") << "the next visitor cannot start before the card is taken";
    QSignalSpy sounds(&kiosk.app.sounds(), &kiosk::Sounds::played);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("welcome")));
}

TEST(Hospital, an_old_person_is_seen_first_without_being_asked) {
    auto options = hospital([](kiosk::Config& config) {
        config.priority_age = 74;
    });  // born in 1951, the day is not known
    options.card = "vn-citizen-one-word";
    Kiosk kiosk(options);
    kiosk.to_result();
    kiosk.flow.correct(true);
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().chooseKind(QStringLiteral("self"));
    EXPECT_EQ(page(kiosk), "check");
    EXPECT_EQ(kiosk.app.hospital().priority(), QStringLiteral("age"));
}

TEST(Hospital, a_card_that_fails_gets_a_number_and_no_accusation) {
    auto options = hospital();
    options.card = "vn-citizen-2021,clone-ca-other-key";
    Kiosk kiosk(options);
    kiosk.to_result();
    EXPECT_EQ(page(kiosk), "confirmed");
    const auto texts = walk::visible_texts(*kiosk.app.window()).join(QLatin1Char(' '));
    EXPECT_TRUE(texts.contains(QStringLiteral("Nhân viên sẽ xem lại giấy tờ")));
    for (const char* id :
         {"verdict.not_genuine.title", "verdict.not_genuine.clone", "verdict.not_genuine.advice"})
        EXPECT_FALSE(texts.contains(kiosk.app.texts().text(QLatin1String(id))));
    EXPECT_FALSE(texts.contains(QStringLiteral("Nguyễn")));
    kiosk.flow.next();
    kiosk.app.hospital().choose(-1);
    kiosk.app.hospital().chooseKind(QStringLiteral("again"));
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("number")));
    EXPECT_FALSE(kiosk.app.hospital().ticket().by_chip);
}

TEST(Hospital, without_a_card_there_is_a_number_and_nobody_s_consent) {
    Kiosk kiosk(
        hospital([](kiosk::Config& config) { config.journal = config.state / "journal.jsonl"; }));
    kiosk.flow.noCard();
    kiosk.flow.takeWithoutCard();
    EXPECT_EQ(page(kiosk), "clinic");
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().chooseKind(QStringLiteral("self"));
    kiosk.app.hospital().choosePriority(QStringLiteral("pregnant"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("number")));
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
    EXPECT_EQ(kiosk.flow.boxes().size(), 2) << "nothing is sent, so nobody is asked for it";
    for (const auto& box : kiosk.flow.boxes())
        EXPECT_FALSE(box.toMap()[QStringLiteral("ticked")].toBool()) << "none is ticked beforehand";
    kiosk.flow.tickBox(1);
    kiosk.flow.agree();
    EXPECT_EQ(page(kiosk), "consent") << "reading is needed";
    kiosk.flow.tickBox(0);
    kiosk.flow.agree();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("confirmed")));
    kiosk.flow.correct(true);
    EXPECT_EQ(page(kiosk), "handover");
    EXPECT_EQ(kiosk.flow.transaction().size(), 9);
    const auto code = kiosk.flow.transaction().remove(QChar(0x00A0)).toStdString();
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
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.card_there(); }));
    kiosk.flow.helpSomebody();
    kiosk.flow.helpFor(QStringLiteral("child"));
    kiosk.flow.stop();
    EXPECT_EQ(page(kiosk), "done")
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
    kiosk.app.hospital().chooseKind(QStringLiteral("self"));
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("number")));
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
    kiosk.app.hospital().chooseKind(QStringLiteral("self"));
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    kiosk.app.hospital().back();
    kiosk.app.hospital().choose(-1);
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("number")));
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
    EXPECT_EQ(page(kiosk), "consent");
    EXPECT_FALSE(kiosk.flow.cardLeft());
    kiosk.flow.agree();
    EXPECT_EQ(page(kiosk), "consent") << "not ticked";
    kiosk.flow.refuse();
    EXPECT_EQ(page(kiosk), "refused");
    const auto lines = journal_of(kiosk.folder.path() / "journal.jsonl", 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(R"("ended":"refused")"), std::string::npos);
}

TEST(Time, is_announced_twenty_seconds_before_and_can_be_extended_ten_times) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.start();
    const auto run = [&](int seconds) {
        for (int i = 0; i < seconds; ++i) kiosk.flow.idle().tick();
    };
    for (int i = 0; i < kiosk::kMostExtensions; ++i) {
        run(69);
        EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
        run(1);
        EXPECT_EQ(kiosk.flow.secondsLeft(), 20);
        kiosk.flow.more();
        EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
    }
    run(70);
    kiosk.flow.more();
    EXPECT_EQ(page(kiosk), "welcome") << "an eleventh time is not given";
}

TEST(Time, a_visit_that_is_left_clears_itself_and_voice_doubles_the_limit) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.app.comfort().switchVoice();
    kiosk.flow.start();
    EXPECT_EQ(kiosk.flow.limit(), 180);
    for (int i = 0; i < 180; ++i) kiosk.flow.idle().tick();
    EXPECT_EQ(page(kiosk), "welcome");
    EXPECT_FALSE(kiosk.app.comfort().voice()) << "forgotten at clearing";
}

TEST(Time, a_verdict_stays_while_the_card_lies_there) {
    Kiosk kiosk;
    kiosk.to_result();
    for (int i = 0; i < 500; ++i) kiosk.flow.idle().tick();
    EXPECT_EQ(page(kiosk), "verdict");
    EXPECT_EQ(kiosk.flow.secondsLeft(), -1);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    for (int i = 0; i < 180; ++i) kiosk.flow.idle().tick();
    EXPECT_EQ(page(kiosk), "welcome");
}

TEST(Comfort, everything_is_forgotten_at_clearing) {
    Kiosk kiosk(hospital());
    kiosk.without_card();
    kiosk.flow.start();
    kiosk.flow.switchLanguage();
    kiosk.app.comfort().nextSize();
    kiosk.app.comfort().switchContrast();
    kiosk.app.comfort().switchLowered();
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("en"));
    EXPECT_EQ(kiosk.app.comfort().theme(), QStringLiteral("high"));
    kiosk.flow.stop();
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("vi"));
    EXPECT_EQ(kiosk.app.comfort().theme(), QStringLiteral("light"));
    EXPECT_EQ(kiosk.app.comfort().scale(), 1);
    EXPECT_FALSE(kiosk.app.comfort().lowered());
}

TEST(Reader, that_goes_is_told_and_the_reading_goes_on_by_itself_when_it_is_back) {
    Kiosk kiosk(hospital());
    kiosk.table.unplug(true);
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.reader"); }));
    kiosk.table.unplug(false);
    EXPECT_TRUE(kiosk.until_page(QStringLiteral("confirmed")));
}

TEST(Reader, that_stays_away_is_told_on_the_welcome_page_and_the_kiosk_comes_back_by_itself) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    kiosk.table.unplug(true);
    kiosk.flow.stop();
    EXPECT_TRUE(kiosk.until_page(QStringLiteral("welcome")))
        << "whether a card lies there cannot be known: no tone for ever";
    kiosk.flow.readerGoneLong();
    EXPECT_EQ(page(kiosk), "outofservice");
    kiosk.table.unplug(false);
    EXPECT_TRUE(kiosk.until_page(QStringLiteral("welcome")));
}

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
    ASSERT_TRUE(kiosk.until_page(QStringLiteral("admin")));
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

}  // namespace
