// SPDX-License-Identifier: Apache-2.0
// What the administrator reads of the machine's health, and what a clerk reads where it fails.
#include <gtest/gtest.h>

#include <QQuickWindow>

#include <nlohmann/json.hpp>

#include "core/state_file.h"
#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
namespace fs = std::filesystem;
using kiosk::Profile;
using walk::hospital;
using walk::Kiosk;
using walk::page;

std::string pin_hash() {
    card::SystemRandom random;
    return kiosk::hash_pin("246810", random);
}

walk::Options with_pin(Profile profile, std::function<void(kiosk::Config&)> more = {}) {
    auto options = hospital([more](kiosk::Config& config) {
        config.admin_pin = pin_hash();
        if (more) more(config);
    });
    options.profile = profile;
    return options;
}

void open_admin(Kiosk& kiosk) {
    auto& admin = kiosk.app.admin();
    admin.knock();
    for (const char digit : std::string("246810")) admin.digit(QString(QLatin1Char(digit)));
    admin.enter();
    ASSERT_TRUE(kiosk.until_page(Page::admin));
}

/// The lines of the page, as they are read.
QStringList lines(Kiosk& kiosk) {
    QStringList list;
    for (const auto& entry : kiosk.app.admin().lines()) {
        const auto line = entry.toMap();
        list.append(kiosk.app.texts().text(line[QStringLiteral("text")].toString(),
                                           line[QStringLiteral("argument")].toString(),
                                           line[QStringLiteral("second")].toString()));
    }
    return list;
}

QString words(Kiosk& kiosk, const char* id, const char* first = "", const char* second = "") {
    return kiosk.app.texts().text(QLatin1String(id), QString::fromUtf8(first),
                                  QString::fromUtf8(second));
}

bool shows(Kiosk& kiosk, const QString& text) {
    kiosk.settle();
    return walk::visible_texts(*kiosk.app.window()).contains(text);
}

TEST(AdminPage, says_whether_the_reader_answers_and_why_not) {
    Kiosk kiosk(with_pin(Profile::hospital));
    kiosk.without_card();
    open_admin(kiosk);
    EXPECT_TRUE(
        kiosk.until([&] { return lines(kiosk).first() == words(kiosk, "a.reader", "pcsc:"); }));
    kiosk.table.unplug(true);
    ASSERT_TRUE(kiosk.until([&] { return kiosk.app.admin().readerLost(); }));
    EXPECT_EQ(lines(kiosk)[0], words(kiosk, "e.reader.clerk", "pcsc:"));
    EXPECT_EQ(lines(kiosk)[1], words(kiosk, "a.reader.why", "the reader is gone"));
    EXPECT_TRUE(kiosk.until([&] { return shows(kiosk, words(kiosk, "e.reader.clerk", "pcsc:")); }))
        << "the page follows";
    kiosk.table.unplug(false);
    EXPECT_TRUE(kiosk.until([&] { return !kiosk.app.admin().readerLost(); }));
}

TEST(AdminPage, left_after_the_reader_was_plugged_in_again_lets_the_next_card_begin_a_visit) {
    Kiosk kiosk(with_pin(Profile::counter));
    kiosk.without_card();
    kiosk.flow.stop();
    open_admin(kiosk);
    for (const bool away : {true, false, true, false}) {
        kiosk.table.unplug(away);
        ASSERT_TRUE(kiosk.until([&] { return kiosk.app.admin().readerLost() == away; }));
    }
    kiosk.app.admin().leave();
    kiosk.table.lay("vn-citizen-2021");
    EXPECT_TRUE(kiosk.until_page(Page::consent));
}

TEST(Clerk, is_told_which_reader_does_not_answer_and_not_that_all_is_ready) {
    Kiosk kiosk;
    kiosk.without_card();
    kiosk.flow.stop();
    ASSERT_EQ(page(kiosk), Page::welcome);
    const auto ready = words(kiosk, "w.counter.lead"),
               cable = words(kiosk, "e.reader.clerk", "pcsc:");
    EXPECT_TRUE(shows(kiosk, ready));
    kiosk.table.unplug(true);
    ASSERT_TRUE(kiosk.until([&] { return kiosk.app.admin().readerLost(); }));
    EXPECT_TRUE(kiosk.until([&] { return shows(kiosk, cable); }));
    EXPECT_FALSE(shows(kiosk, ready));
    kiosk.flow.pass(60);
    ASSERT_EQ(page(kiosk), Page::out_of_service);
    EXPECT_TRUE(shows(kiosk, cable));
    kiosk.table.unplug(false);
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    EXPECT_TRUE(kiosk.until([&] { return shows(kiosk, ready); }));
    kiosk.to_key();
    kiosk.table.unplug(true);
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.reader"); }));
    EXPECT_TRUE(shows(kiosk, cable));
}

TEST(AdminPage, says_of_each_output_when_it_wrote_last_or_why_not) {
    Kiosk kiosk(with_pin(Profile::hospital, [](kiosk::Config& config) {
        config.journal = config.state / "journal.jsonl";
        config.outputs = {{"folder", {{"path", "/no/such/folder"}, {"name", "HIS"}}, "line 1"}};
    }));
    kiosk.without_card();
    open_admin(kiosk);
    EXPECT_TRUE(lines(kiosk).contains(words(kiosk, "a.output.idle", "journal")));
    EXPECT_TRUE(lines(kiosk).contains(words(kiosk, "a.output.idle", "HIS")));
    kiosk.app.admin().leave();
    kiosk.flow.start();
    kiosk.flow.stop();
    ASSERT_EQ(walk::journal_of(kiosk.folder.path() / "journal.jsonl", 1).size(), 1U);
    const auto failing = words(kiosk, "a.output.bad", "HIS",
                               words(kiosk, "a.output.unwritten", "1").toUtf8().constData());
    open_admin(kiosk);
    EXPECT_TRUE(kiosk.until([&] { return lines(kiosk).contains(failing); }))
        << lines(kiosk).join(QLatin1Char('\n')).toStdString();
    const auto time = QDateTime::fromSecsSinceEpoch(support::kToday)
                          .toString(QStringLiteral("HH:mm dd/MM/yyyy"))
                          .toStdString();
    EXPECT_TRUE(lines(kiosk).contains(words(kiosk, "a.output.good", "journal", time.c_str())));
}

TEST(AdminPage, says_how_old_the_trust_store_is_and_whose_cards_it_keeps_from_a_verdict) {
    const auto store = std::make_shared<support::Folder>();
    for (const auto& entry : fs::directory_iterator(support::specimens() / "trust")) {
        fs::copy(entry.path(), store->path() / entry.path().filename());
        fs::last_write_time(store->path() / entry.path().filename(),
                            std::chrono::file_clock::from_sys(std::chrono::sys_seconds(
                                std::chrono::seconds(support::kToday - 3600))));
    }
    Kiosk kiosk(with_pin(Profile::hospital, [store](kiosk::Config& config) {
        config.trust = {store->path()};
        config.policy.allowed_states = {"VN", "ZZ"};
    }));
    kiosk.without_card();
    open_admin(kiosk);
    const auto has = [&](const QString& text) {
        return kiosk.until([&] { return lines(kiosk).contains(text); });
    };
    EXPECT_TRUE(has(words(kiosk, "a.trust.without", "ZZ")));
    EXPECT_TRUE(lines(kiosk).contains(words(kiosk, "a.trust.today")));
    EXPECT_EQ(lines(kiosk).filter(QStringLiteral("VN")).size(), 0);
    const auto dated = words(kiosk, "a.crl.newest").section(QLatin1Char(':'), 0, 0);
    EXPECT_EQ(lines(kiosk).filter(dated).size(), 1);
    constexpr std::int64_t kYears = std::int64_t{20} * 365 * 86400;
    kiosk.time = support::kToday + kYears;
    kiosk.app.admin().leave();
    open_admin(kiosk);
    EXPECT_TRUE(has(words(kiosk, "a.crl.old", "VN")));
    EXPECT_TRUE(lines(kiosk).contains(words(kiosk, "a.trust", "7300")));
}

TEST(AdminPage, prints_a_test_page_and_says_whether_the_printer_took_it) {
    const auto print = [](std::vector<std::string> command) {
        Kiosk kiosk(with_pin(Profile::hospital, [&command](kiosk::Config& config) {
            config.print_command = std::move(command);
        }));
        kiosk.without_card();
        open_admin(kiosk);
        auto& admin = kiosk.app.admin();
        if (!kiosk.touch(words(kiosk, "a.print"))) return std::string("no button");
        const auto answer = [&] { return admin.message(); };
        kiosk.until([&] { return answer() != QLatin1String("a.print.running"); });
        return answer().toStdString();
    };
    support::Folder folder;
    const auto printed = folder.path() / "printed.pdf";
    EXPECT_EQ(print({"tee", printed.string()}), "a.print.good");
    EXPECT_EQ(card::as_text(support::read_file(printed)).substr(0, 5), "%PDF-");
    EXPECT_EQ(print({"/no/such/printer"}), "a.print.bad");
    EXPECT_EQ(print({}), "no button");
}

TEST(AdminPage, says_that_a_measure_was_saved_and_where_it_will_be_lost) {
    struct Way {
        bool kept, demo;
        const char* said;
    };
    for (const auto& [kept, demo, said] : {Way{true, false, "a.saved"},
                                           {false, false, "a.saved.until"},
                                           {false, true, "a.saved.demo"}}) {
        Kiosk kiosk(with_pin(Profile::hospital, [kept = kept, demo = demo](kiosk::Config& config) {
            if (!kept) config.state.clear();
            config.demo = demo;
        }));
        kiosk.without_card();
        open_admin(kiosk);
        kiosk.app.admin().measure();
        kiosk.settle();
        ASSERT_TRUE(kiosk.touch(words(kiosk, "a.save")));
        EXPECT_TRUE(
            kiosk.until([&] { return kiosk.app.admin().message() == QString::fromUtf8(said); }));
        EXPECT_EQ(page(kiosk), Page::admin);
    }
}

TEST(AdminPage, writes_a_report_with_the_last_faults_and_no_value_of_anybody) {
    Kiosk kiosk(with_pin(Profile::hospital));
    kiosk.to_key();
    kiosk.type("999999");
    ASSERT_TRUE(kiosk.until_page(Page::problem));
    EXPECT_TRUE(shows(kiosk, words(kiosk, "g.code", "K17")))
        << "said on a telephone, unlike " << kiosk.flow.code().toStdString();
    kiosk.flow.retry();
    kiosk.type("000123");
    ASSERT_TRUE(kiosk.until_page(Page::confirmed));
    kiosk.without_card();
    kiosk.flow.stop();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    open_admin(kiosk);
    kiosk.app.admin().writeReport();
    ASSERT_TRUE(kiosk.until(
        [&] { return kiosk.app.admin().message() == QLatin1String("a.report.written"); }));
    const auto text = kiosk::load_state(kiosk.folder.path() / "fault_report.json");
    const auto report = nlohmann::json::parse(text);
    EXPECT_EQ(report["faults"].dump(), R"([{"code":"K17","time":1795262400}])");
    EXPECT_EQ(report["reader_lost"], false);
    for (const char* value : {"999099", "999999", "000123", "Nguy", "1999"})
        EXPECT_EQ(text.find(value), std::string::npos) << value;
}

TEST(Window, of_a_full_screen_is_closed_by_the_administrator_alone) {
    Kiosk kiosk(with_pin(Profile::hospital));
    kiosk.without_card();
    auto& window = *kiosk.app.window();
    window.showFullScreen();
    kiosk.settle();
    EXPECT_FALSE(window.close()) << "Alt+F4";
    EXPECT_TRUE(window.isVisible());
    open_admin(kiosk);
    EXPECT_TRUE(window.close());
    EXPECT_FALSE(window.isVisible());
    Kiosk desk;
    desk.settle();
    EXPECT_TRUE(desk.app.window()->close()) << "a window with a frame has a button for it";
}

TEST(Words, promise_a_scanner_only_where_one_is_known_and_once_one_has_typed_a_code) {
    Kiosk kiosk;
    kiosk.without_card();
    kiosk.flow.stop();
    EXPECT_FALSE(kiosk.flow.hasScanner());
    EXPECT_TRUE(shows(kiosk, words(kiosk, "w.counter.card")));
    EXPECT_FALSE(kiosk::scanner_seen(kiosk.folder.path()));
    kiosk.scan(walk::kQr);
    kiosk.settle();
    EXPECT_TRUE(kiosk.flow.hasScanner()) << "it was never configured, and it works";
    ASSERT_TRUE(kiosk.until([&] { return kiosk::scanner_seen(kiosk.folder.path()); }));
    kiosk.flow.stop();
    EXPECT_TRUE(shows(kiosk, words(kiosk, "w.counter.title")));

    Kiosk again({Profile::counter, "vn-citizen-2021", [](kiosk::Config& config) {
                     kiosk::save_state(config.state / "scanner.json", R"({"seen":true})");
                 }});
    EXPECT_TRUE(again.flow.hasScanner()) << "after a restart as well";
    Kiosk none({Profile::counter, "vn-citizen-2021",
                [](kiosk::Config& config) { config.scanner = false; }});
    none.without_card();
    none.flow.stop();
    none.scan(walk::kQr);
    none.settle();
    EXPECT_FALSE(none.flow.hasScanner()) << "the operator has said that there is none";
    EXPECT_EQ(page(none), Page::consent) << "its code counts all the same";
}

}  // namespace
