// SPDX-License-Identifier: Apache-2.0
// Whole visits through the real pages: order, keys, hostile scanners.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::hospital;
using walk::Kiosk;
using walk::kQr;
using walk::page;
using namespace std::chrono_literals;

TEST(Counter, a_scan_before_the_consent_is_kept_and_read_only_when_the_customer_has_agreed) {
    Kiosk kiosk;
    kiosk.without_card();
    kiosk.flow.stop();
    kiosk.settle();
    ASSERT_EQ(page(kiosk), Page::welcome);
    kiosk.scan(kQr);
    EXPECT_EQ(page(kiosk), Page::consent);
    kiosk.table.lay("vn-citizen-2021");
    kiosk.settle();
    EXPECT_FALSE(kiosk.flow.has_result());
    kiosk.app.consent().agree();
    ASSERT_TRUE(kiosk.until_page(Page::verdict));
    EXPECT_EQ(kiosk.app.result().plate(), QStringLiteral("genuine"));
    EXPECT_TRUE(kiosk.app.result().differences().isEmpty());
    for (const auto& check : kiosk.app.result().checks())
        EXPECT_TRUE(check.toMap()[QStringLiteral("text")] != QStringLiteral("q.printed") ||
                    check.toMap()[QStringLiteral("outcome")] == QStringLiteral("q.pass"));
}

TEST(Counter, text_comes_before_the_portrait_and_no_portrait_before_the_verdict) {
    QStringList order;
    Kiosk kiosk({Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(2)});
    QObject::connect(&kiosk.flow, &kiosk::Flow::fieldsChanged, &kiosk.flow, [&] {
        if (!kiosk.app.result().fields().isEmpty() && !order.contains(QStringLiteral("text")))
            order.append(QStringLiteral("text"));
    });
    QObject::connect(&kiosk.flow, &kiosk::Flow::readingChanged, &kiosk.flow, [&] {
        EXPECT_FALSE(kiosk.app.result().hasPortrait() && kiosk.flow.at() == Page::reading);
        const auto photo = kiosk.flow.stages()[4].toMap();
        if (photo[QStringLiteral("state")] == QStringLiteral("now") &&
            !order.contains(QStringLiteral("photo")))
            order.append(QStringLiteral("photo"));
    });
    kiosk.to_result();
    EXPECT_EQ(order, (QStringList{QStringLiteral("text"), QStringLiteral("photo")}));
    EXPECT_TRUE(kiosk.app.result().hasPortrait());
}

TEST(Counter, shows_no_portrait_and_no_value_without_a_trusted_hash) {
    Kiosk kiosk({Profile::counter, "vn-citizen-2021,sod-unknown-csca", {}, card::Milliseconds(0)});
    kiosk.to_result();
    EXPECT_FALSE(kiosk.app.result().hasPortrait());
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    EXPECT_TRUE(walk::visible_texts(*kiosk.app.window())
                    .contains(kiosk.app.texts().text(QStringLiteral("v.nophoto"))));
}

TEST(Counter, works_by_keys_alone) {
    Kiosk kiosk;
    ASSERT_TRUE(kiosk.until_page(Page::consent)) << "laying the card down begins a counter's visit";
    kiosk.wait_hand();
    kiosk.press(Qt::Key_Return, QStringLiteral("\r"));
    ASSERT_TRUE(kiosk.until_page(Page::key));
    for (const char digit : std::string("000123")) {
        kiosk.wait_hand();
        kiosk.press(Qt::Key_0 + (digit - '0'), QString(QLatin1Char(digit)));
        const int before = kiosk.key.count();
        ASSERT_TRUE(kiosk.until([&] { return kiosk.key.count() > before; }));
    }
    kiosk.wait_hand();
    kiosk.press(Qt::Key_Return, QStringLiteral("\r"));
    ASSERT_TRUE(kiosk.until_page(Page::verdict));
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F4);
    EXPECT_TRUE(kiosk.until([] {
        return QGuiApplication::clipboard()->text().contains(QStringLiteral("Nguyễn Văn Thử"));
    }));
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.app.result().decide(QStringLiteral("same"));
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F2);
    EXPECT_TRUE(kiosk.until_page(Page::welcome));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QString());
}

TEST(Counter, the_clipboard_empties_itself_and_leaves_another_program_s_text_alone) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.app.desk().copy(QStringLiteral("full_name"));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Nguyễn Văn Thử"));
    EXPECT_EQ(kiosk.app.desk().seconds(), kiosk::kClipboardSeconds);
    kiosk.app.desk().clear();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QString());
    kiosk.app.desk().copy(QStringLiteral("full_name"));
    QGuiApplication::clipboard()->setText(QStringLiteral("another program's"));
    kiosk.app.desk().clear();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("another program's"));
    kiosk.app.desk().copy(QStringLiteral("religion"));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("another program's"))
        << "a field that is not there cannot be copied";
}

TEST(Counter, another_card_clears_everything_first) {
    Kiosk kiosk;
    kiosk.to_result();
    EXPECT_FALSE(kiosk.app.result().fields().isEmpty());
    QSignalSpy cleared(&kiosk.flow, &kiosk::Flow::cleared);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.table.lay("vn-citizen-long-name");
    ASSERT_TRUE(kiosk.until_page(Page::consent)) << "it is the next customer's";
    EXPECT_EQ(cleared.count(), 1);
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    EXPECT_FALSE(kiosk.app.result().hasPortrait());
}

TEST(Hospital, another_card_after_the_reading_clears_everything_and_says_so) {
    Kiosk kiosk(hospital());
    kiosk.to_result();
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.table.lay("vn-citizen-long-name");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.swap"));
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    kiosk.flow.retry();
    EXPECT_EQ(page(kiosk), Page::consent) << "the next person is asked first";
}

TEST(Counter, the_same_card_put_back_leaves_the_verdict_where_it_was) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.app.result().decide(QStringLiteral("same"));
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    EXPECT_EQ(kiosk.app.desk().message(), QStringLiteral("o.lifted"));
    kiosk.table.lay("vn-citizen-2021");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.covered(); }));
    EXPECT_FALSE(kiosk.find(kiosk.app.texts().text(QStringLiteral("o.next")))) << "covered";
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.covered(); }));
    kiosk.settle();
    EXPECT_EQ(page(kiosk), Page::verdict);
    EXPECT_EQ(kiosk.app.result().decision(), QStringLiteral("same"));
    EXPECT_EQ(kiosk.app.desk().message(), QStringLiteral("o.same"));
    EXPECT_TRUE(kiosk.find(kiosk.app.texts().text(QStringLiteral("o.next"))));
}

TEST(Counter, a_scan_that_is_no_card_s_code_is_refused_at_once_and_not_kept) {
    Kiosk kiosk;
    ASSERT_TRUE(kiosk.until_page(Page::consent));
    kiosk.scan(QStringLiteral("https://example.org/a-menu-of-a-restaurant"));
    EXPECT_EQ(kiosk.flow.said(), QStringLiteral("e.qrother.b"));
    kiosk.app.consent().agree();
    EXPECT_EQ(page(kiosk), Page::key);
    EXPECT_EQ(kiosk.key.message(), QString());
}

TEST(Key, a_card_that_is_put_back_after_a_wrong_number_is_no_other_card) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    kiosk.type("999999");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.table.lay("vn-citizen-2021");
    kiosk.flow.retry();
    kiosk.type("000123");
    EXPECT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(Key, dates_are_asked_for_only_when_the_right_number_was_refused) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    kiosk.type("999099999999");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    kiosk.flow.retry();
    kiosk.type("999099888888");
    ASSERT_TRUE(kiosk.until_page(Page::problem)) << "another number is tried as such";
    kiosk.flow.retry();
    kiosk.type("999099888888");
    EXPECT_EQ(kiosk.key.mode(), QStringLiteral("dates"));
    for (const char digit : std::string("31021999")) kiosk.key.digit(QString(QLatin1Char(digit)));
    EXPECT_EQ(kiosk.key.message(), QStringLiteral("k.date.bad"));
    EXPECT_EQ(kiosk.key.argument(), QStringLiteral("31/02/1999"));
}

TEST(Key, dates_and_number_together_open_the_chip) {
    Kiosk kiosk(hospital());
    kiosk.to_key();
    // The card's own number, refused once by a chip that wants the MRZ's key: the second typing
    // asks for the dates.
    kiosk.without_card();
    kiosk.type("999099000123");
    kiosk::Happening refusal;
    refusal.kind = kiosk::Happening::Kind::failed;
    refusal.visit = kiosk.flow.state().visit;
    refusal.text_id = "e.key";
    kiosk.flow.happen(kiosk::visit::Act::card, kiosk::visit::Source::reader, refusal);
    kiosk.flow.retry();
    kiosk.type("999099000123");
    ASSERT_EQ(kiosk.key.mode(), QStringLiteral("dates"));
    for (const char digit : std::string("0101199901012039"))
        kiosk.key.digit(QString(QLatin1Char(digit)));
    kiosk.table.lay("vn-citizen-2021");
    EXPECT_TRUE(kiosk.until_page(Page::confirmed));
}

TEST(Key, a_code_that_opens_another_card_says_so) {
    Kiosk kiosk;
    kiosk.to_key();
    kiosk.key.scanned(QStringLiteral("999099000999|1|Nguyễn Văn Thử|01011999|Nam|x|02022022"));
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.qrold"));
}

/// What a scanner takes for a key.
constexpr std::chrono::milliseconds kGaps[]{4ms, 45ms, 100ms, 150ms};

/// Codes that a hostile person may hold under a scanner.
QStringList hostile_codes() {
    return {
        QStringLiteral("\n\n\n\n\n\n\n\n"),
        QStringLiteral("                                "),
        QStringLiteral("246810\n246810\n"),
        QString(5000, QLatin1Char('9')),
        QStringLiteral("\t\t\t\n\t\t\t\n999099000123\n"),
        QStringLiteral("<b>999099000123</b>|||||||||||||||||||||||||||||||||||||||||||||||||||"),
        kQr + QStringLiteral("\n\n \n")};
}

/// Where a code may be held under the scanner.
struct Place {
    Page page;
    std::function<void(Kiosk&)> reach;
    bool begins = false;  ///< a code of a card is taken there before the consent
    kiosk::Consent::By agreed = kiosk::Consent::By::nobody;
};

const std::vector<Place>& places() {
    constexpr auto kBy = kiosk::Consent::By::visitor;
    static const std::vector<Place> kPlaces{
        {Page::welcome, [](Kiosk&) {}, true},
        {Page::behalf, [](Kiosk& kiosk) { kiosk.flow.helpSomebody(); }},
        {Page::consent,
         [](Kiosk& kiosk) {
             kiosk.flow.start();
             kiosk.app.consent().tick(0);
         },
         true},
        {Page::no_card, [](Kiosk& kiosk) { kiosk.flow.noCard(); }},
        {Page::pin, [](Kiosk& kiosk) { kiosk.app.admin().knock(); }},
        {Page::confirmed, [](Kiosk& kiosk) { kiosk.to_result(); }, false, kBy},
        {Page::clinic,
         [](Kiosk& kiosk) {
             kiosk.to_result();
             kiosk.flow.next();
         },
         false, kBy}};
    return kPlaces;
}

TEST(Scanner, presses_no_button_and_types_nothing_on_any_page) {
    card::SystemRandom random;
    const auto pin = kiosk::hash_pin("246810", random);
    std::size_t tried = 0;
    for (const auto& place : places())
        for (const auto& code : hostile_codes()) {
            if (tried++ % support::stride(1, 3) != 0) continue;
            Kiosk kiosk(hospital([&](kiosk::Config& config) { config.admin_pin = pin; }));
            place.reach(kiosk);
            ASSERT_TRUE(kiosk.until_page(place.page));
            kiosk.wait_hand();
            kiosk.scan(code, kGaps[tried % std::size(kGaps)]);
            kiosk.quiet(1s);
            kiosk.settle();
            // A card's own code begins the visit, and nothing more.
            const bool begins = place.begins && code.startsWith(kQr);
            EXPECT_EQ(page(kiosk), begins ? Page::consent : place.page)
                << code.left(40).toStdString();
            EXPECT_EQ(kiosk.flow.state().held.consent.by, place.agreed);
            EXPECT_EQ(kiosk.app.admin().pinLength(), 0);
            EXPECT_EQ(kiosk.key.count(), 0);
            EXPECT_EQ(kiosk.flow.state().pad.has_pending(), begins);
        }
}

TEST(Scanner, a_hostile_code_on_the_key_page_reaches_the_qr_parser_alone) {
    for (const auto& code : hostile_codes()) {
        if (code.startsWith(kQr)) continue;
        Kiosk kiosk(hospital());
        kiosk.to_key();
        for (const auto at : {Page::key, Page::passport}) {
            if (at == Page::passport) kiosk.flow.passport();
            kiosk.wait_hand();
            kiosk.scan(code, 4ms);
            kiosk.quiet(1s);
            EXPECT_EQ(page(kiosk), at) << code.left(40).toStdString();
        }
    }
}

}  // namespace
