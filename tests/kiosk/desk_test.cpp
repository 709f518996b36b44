// SPDX-License-Identifier: Apache-2.0
// What leaves the pages: the visit's record, forms, numbers; and what befalls a visit in between.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <fstream>
#include <mutex>

#include "kiosk/layout.h"
#include "kiosk/walk.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::Kiosk;

void clinics(kiosk::Config& config) {
    config.clinics = {
        {"general", {"Khám tổng quát", "General"}, {"tầng 1", "floor 1"}, "101", "A", 0}};
}

/// Keeps what it is handed, as evidence or an outbox will.
class Kept final : public kiosk::VisitSink {
public:
    bool wants_document() const override { return true; }
    bool sends() const override { return true; }
    void take(const kiosk::Visit& visit) override {
        const std::lock_guard lock(mutex_);
        visits_.push_back(visit);
    }
    std::vector<kiosk::Visit> visits() const {
        const std::lock_guard lock(mutex_);
        return visits_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<kiosk::Visit> visits_;
};

TEST(Visit, hands_document_report_consent_and_decision_to_a_sink_that_wants_them) {
    Kept sink;
    {
        Kiosk kiosk({Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(0), &sink});
        kiosk.to_result();
        kiosk.app.result().decide(QStringLiteral("same"));
        kiosk.flow.next();
        ASSERT_TRUE(kiosk.until([&] { return !sink.visits().empty(); }));
    }
    const auto visit = sink.visits().front();
    EXPECT_EQ(visit.decision, "same");
    EXPECT_EQ(visit.ended, "genuine");
    EXPECT_TRUE(visit.demo);
    EXPECT_EQ(visit.consent.by, kiosk::Consent::By::clerk);
    EXPECT_EQ(visit.consent.purposes, (std::vector<std::string>{"read"}));
    ASSERT_TRUE(visit.document && visit.report);
    EXPECT_EQ(visit.report->verdict(), card::Verdict::genuine);
    EXPECT_TRUE(visit.document->file(card::FileId::sod));
    EXPECT_EQ(visit.transaction.size(), 24U);
}

TEST(Visit, of_a_child_says_that_the_parent_agreed_and_carries_its_ticket) {
    Kept sink;
    {
        Kiosk kiosk({Profile::hospital, "vn-citizen-2021", clinics, card::Milliseconds(0), &sink});
        kiosk.flow.helpSomebody();
        kiosk.flow.helpFor(QStringLiteral("child"));
        EXPECT_TRUE(walk::visible_texts(*kiosk.app.window())
                        .contains(kiosk.app.texts().text(QStringLiteral("b.consent"))));
        kiosk.app.consent().agree();
        kiosk.table.lay("vn-citizen-2021");
        kiosk.type("000123");
        ASSERT_TRUE(kiosk.until_page(Page::confirmed));
        kiosk.flow.next();
        kiosk.app.hospital().choose(0);
        kiosk.app.hospital().choosePriority(QStringLiteral("child"));
        kiosk.app.hospital().take();
        ASSERT_TRUE(kiosk.until_page(Page::number));
        kiosk.flow.next();
        ASSERT_TRUE(kiosk.until([&] { return !sink.visits().empty(); }));
    }
    const auto visit = sink.visits().front();
    EXPECT_EQ(visit.consent.by, kiosk::Consent::By::parent);
    ASSERT_TRUE(visit.ticket);
    EXPECT_EQ(visit.ticket->number, "A001");
    EXPECT_TRUE(visit.ticket->priority);
}

TEST(Consent, to_sending_is_asked_for_only_where_something_is_sent) {
    const auto bank = [](kiosk::Config& config) {
        config.send_to = {"Ngân hàng Thử Nghiệm", "Test Bank"};
    };
    Kept sink;
    Kiosk sends({Profile::bank, "vn-citizen-2021", bank, card::Milliseconds(0), &sink}),
        keeps({Profile::bank, "vn-citizen-2021", bank, card::Milliseconds(0)});
    sends.flow.start();
    keeps.flow.start();
    EXPECT_EQ(sends.app.consent().boxes().size(), 2);
    EXPECT_EQ(keeps.app.consent().boxes().size(), 0) << "nothing leaves this machine";
    EXPECT_TRUE(keeps.app.consent().mayAgree());
    EXPECT_FALSE(sends.app.consent().mayAgree()) << "each of two purposes has its box";
}

TEST(Order, the_key_may_come_long_before_the_card) {
    Kiosk kiosk;
    kiosk.without_card();
    kiosk.flow.stop();
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(Page::place));
    kiosk.table.lay("vn-citizen-2021");
    ASSERT_TRUE(kiosk.until_page(Page::verdict));
    EXPECT_EQ(kiosk.app.result().plate(), QStringLiteral("genuine"));
}

TEST(Order, another_card_in_the_midst_of_a_reading_clears_everything_first) {
    Kiosk kiosk({Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(4)});
    kiosk.to_key();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.app.result().fields().isEmpty(); }));
    QSignalSpy cleared(&kiosk.flow, &kiosk::Flow::cleared);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.notice() == QLatin1String("e.moved"); }));
    kiosk.table.lay("vn-citizen-2021,dg13-name-changed");  // the same number, another chip
    kiosk.table.lay("vn-citizen-mau");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.at() == Page::problem; }));
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    EXPECT_FALSE(kiosk.flow.has_result());
}

TEST(Order, another_card_while_the_visitor_chooses_a_clinic_clears_everything_first) {
    Kiosk kiosk({Profile::hospital, "vn-citizen-2021", clinics, card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.flow.next();
    ASSERT_EQ(kiosk.flow.at(), Page::clinic);
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.table.lay("vn-citizen-long-name");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.swap"); }));
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
}

TEST(Hospital, names_no_portrait_among_its_stages_and_a_counter_does) {
    Kiosk hospital({Profile::hospital, "vn-citizen-2021", clinics, card::Milliseconds(0)}), counter;
    const auto names = [](const Kiosk& kiosk) {
        QStringList list;
        for (const auto& stage : kiosk.flow.stages())
            list.append(stage.toMap()[QStringLiteral("text")].toString());
        return list;
    };
    EXPECT_FALSE(names(hospital).contains(QStringLiteral("r.photo")));
    EXPECT_TRUE(names(counter).contains(QStringLiteral("r.photo")));
}

TEST(Hospital, that_cannot_keep_its_numbers_sends_to_a_person_and_says_so) {
    Kiosk kiosk({Profile::hospital, "vn-citizen-2021",
                 [](kiosk::Config& config) {
                     clinics(config);
                     config.state = "/proc/no-such-folder";
                 },
                 card::Milliseconds(0)});
    QSignalSpy staff(&kiosk.flow, &kiosk::Flow::staffWanted);
    kiosk.to_result();
    kiosk.flow.next();
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("none"));
    kiosk.app.hospital().take();
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_EQ(kiosk.flow.problem(), QStringLiteral("e.number"));
    EXPECT_EQ(staff.count(), 1);
}

TEST(Hospital, whose_card_cannot_be_read_gives_a_number_like_any_other) {
    Kiosk kiosk(
        {Profile::hospital, "vn-citizen-2021,sm-forged-answer-b", clinics, card::Milliseconds(0)});
    kiosk.to_result();
    ASSERT_EQ(kiosk.flow.at(), Page::problem);
    ASSERT_TRUE(kiosk.touch(kiosk.app.texts().text(QStringLiteral("h.nocard.take"))));
    EXPECT_EQ(kiosk.flow.at(), Page::clinic);
}

TEST(Card, that_nobody_takes_sounds_again_and_again_and_staff_are_told) {
    Kiosk kiosk;
    kiosk.to_result();
    QStringList tones;
    QObject::connect(&kiosk.flow, &kiosk::Flow::sound, &kiosk.flow,
                     [&](const QString& name) { tones.append(name); });
    QSignalSpy staff(&kiosk.flow, &kiosk::Flow::staffWanted);
    kiosk.flow.next();
    ASSERT_EQ(kiosk.flow.at(), Page::done);
    kiosk.flow.pass(30);
    EXPECT_EQ(tones.count(QStringLiteral("take")), 11);
    EXPECT_EQ(staff.count(), 1) << "after half a minute";
    EXPECT_TRUE(kiosk.flow.cardKept());
    kiosk.flow.start();
    EXPECT_EQ(kiosk.flow.at(), Page::done) << "the next visitor cannot start";
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
}

TEST(Clipboard, empties_itself_after_thirty_seconds) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.app.desk().copyAll();
    for (int second = 1; second < kiosk::kClipboardSeconds; ++second) kiosk.app.desk().tick();
    EXPECT_FALSE(QGuiApplication::clipboard()->text().isEmpty());
    EXPECT_EQ(kiosk.app.desk().seconds(), 1);
    kiosk.app.desk().tick();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QString());
}

TEST(Form, holds_no_hidden_field_and_its_file_is_named_by_the_visit_alone) {
    support::Folder out;
    const auto printed = out.path() / "printed.pdf";
    Kiosk kiosk({Profile::counter, "vn-citizen-2021",
                 [&](kiosk::Config& config) {
                     config.export_folder = out.path();
                     config.print_command = {"tee", printed.string()};
                     config.demo = false;  // a demo exports nothing
                 },
                 card::Milliseconds(0)});
    kiosk.to_result();
    auto transaction = kiosk.app.result().transaction().remove(QChar(0x00A0)).toStdString();
    kiosk.app.desk().exportFile();
    ASSERT_TRUE(kiosk.until([&] {
        return kiosk.app.desk().message() == QLatin1String("o.exported");
    })) << kiosk.app.desk().message().toStdString()
        << testing::PrintToString(kiosk.flow.at());
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F9);
    const auto file = out.path() / (transaction + ".pdf");
    ASSERT_TRUE(std::filesystem::exists(file));
    ASSERT_TRUE(kiosk.until([&] {
        std::error_code error;
        return std::filesystem::exists(printed) &&
               std::filesystem::file_size(printed, error) > 1000;
    }));
    const auto text = [](const std::filesystem::path& pdf) {
        std::string all;
        FILE* pipe = popen(("pdftotext '" + pdf.string() + "' -").c_str(), "r");
        char part[4096];
        while (const auto count = std::fread(part, 1, sizeof part, pipe)) all.append(part, count);
        pclose(pipe);
        return all;
    };
    EXPECT_NE(text(file).find("Nguyễn Văn Thử"), std::string::npos);
    EXPECT_EQ(text(file).find("Kinh"), std::string::npos) << "ethnicity is dropped";
    EXPECT_EQ(text(file).find("Không\n"), std::string::npos) << "religion is dropped";
}

TEST(Verdict, says_that_a_card_has_expired_whatever_else_is_wrong) {
    Kiosk kiosk({Profile::counter, "vn-citizen-past", {}, card::Milliseconds(0)});
    kiosk.to_result();
    EXPECT_EQ(kiosk.app.result().titleId(), QStringLiteral("verdict.expired.title"));
    kiosk::Outcome outcome =
        kiosk::outcome_of(support::inspect(support::specimen("vn-citizen-past")
                                               .patched({{"behaviour",
                                                          {{"chip_authentication", "refuse"},
                                                           {"active_authentication", "refuse"}}}})),
                          kiosk::ShownFields(kiosk::Config()));
    EXPECT_EQ(outcome.plate, kiosk::Plate::chip_unproven);
    EXPECT_EQ(outcome.title_id, "verdict.chip_unproven.title");
    EXPECT_EQ(outcome.expired_on, "06/06/2025");
}

TEST(Demo, stands_on_the_specimens_alone_keeps_nothing_and_says_so_on_every_page) {
    kiosk::Config config;
    config.reader = "sim:vn-citizen-2021,clone-refuses";
    config.trust = {"/etc/libcard/csca"};
    config.journal = "/var/lib/card/journal.jsonl";
    config.state = "/var/lib/card";
    config.export_folder = "/srv/forms";
    config.print_command = {"lp"};
    kiosk::make_demo(config, "", support::specimens() / "trust");
    EXPECT_TRUE(config.demo);
    EXPECT_EQ(config.demo_card, "vn-citizen-2021,clone-refuses") << "the card that was named";
    EXPECT_EQ(config.trust, std::vector<std::filesystem::path>{support::specimens() / "trust"});
    EXPECT_TRUE(config.journal.empty() && config.state.empty() && config.export_folder.empty() &&
                config.print_command.empty());
    kiosk::Config replayed;
    replayed.reader = "replay:card.txt";
    EXPECT_THROW(kiosk::make_demo(replayed, "", "x"), kiosk::ConfigError);
    kiosk::Config real;
    kiosk::make_demo(real, "", "x");
    EXPECT_FALSE(real.demo);
}

}  // namespace
