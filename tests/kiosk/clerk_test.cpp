// SPDX-License-Identifier: Apache-2.0
// A clerk's hands on the verdict: decision, copy, form, and the choices that stay.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QQuickItem>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using namespace std::chrono_literals;

using kiosk::Profile;
using walk::Kiosk;

walk::Options printing(const std::filesystem::path& file,
                       std::function<void(kiosk::Config&)> more = {}) {
    return {Profile::counter, "vn-citizen-2021",
            [=](kiosk::Config& config) {
                config.print_command = {"tee", file.string()};
                if (more) more(config);
            },
            card::Milliseconds(0)};
}

std::string text_of(const std::filesystem::path& pdf) {
    std::string all;
    FILE* pipe = popen(("pdftotext -layout '" + pdf.string() + "' -").c_str(), "r");
    char part[4096];
    while (const auto count = std::fread(part, 1, sizeof part, pipe)) all.append(part, count);
    pclose(pipe);
    return all;
}

/// Prints, and waits until the page says so.
std::string printed(Kiosk& kiosk, const std::filesystem::path& file) {
    kiosk.app.desk().print();
    EXPECT_TRUE(kiosk.until([&] {
        return kiosk.app.desk().message() == QLatin1String("o.printed");
    })) << kiosk.app.desk().message().toStdString();
    return text_of(file);
}

TEST(ClerkProblem, of_a_chip_sends_no_clerk_to_a_desk_and_says_what_she_does) {
    for (const auto profile : {Profile::counter, Profile::hospital}) {
        Kiosk kiosk({profile, "vn-citizen-2021,pace-broken-bac-open", {}, card::Milliseconds(0)});
        kiosk.to_result();
        ASSERT_EQ(kiosk.flow.at(), Page::problem);
        ASSERT_EQ(kiosk.flow.problem(), QLatin1String("e.chip"));
        kiosk.settle();
        const auto shown = walk::visible_texts(*kiosk.app.window());
        const auto text = [&](const char* id) {
            return kiosk.app.texts().text(QLatin1String(id), kiosk.flow.desk());
        };
        const bool clerk = profile == Profile::counter;
        EXPECT_EQ(shown.contains(text("e.chip.clerk")), clerk);
        EXPECT_EQ(shown.contains(text("e.chip.b")), !clerk);
        EXPECT_EQ(shown.filter(kiosk.flow.desk()).isEmpty(), clerk)
            << shown.join(QLatin1Char(';')).toStdString();
    }
}

TEST(ClerkForm, says_what_was_found_what_was_decided_and_has_a_place_to_sign) {
    const support::Folder folder;
    const auto file = folder.path() / "form.pdf";
    Kiosk kiosk(printing(file));
    kiosk.to_key();
    kiosk.key.scanned(QStringLiteral(
        "999099000123|000000001|Nguyn Vn Th|01011999|Nam|S 1 ng Th, Phng Mu, H Ni|02022022"));
    ASSERT_TRUE(kiosk.until_page(Page::verdict));
    const auto open = printed(kiosk, file);
    EXPECT_NE(open.find("Quyết định khi so ảnh: chưa có quyết định"), std::string::npos) << open;
    EXPECT_EQ(kiosk.app.desk().detail(), kiosk.app.texts().text(QStringLiteral("o.printed.open")))
        << "the page says what the form lacks";
    kiosk.app.desk().clear();
    kiosk.app.result().decide(QStringLiteral("same"));
    const auto text = printed(kiosk, file);
    for (const char* words :
         {"Phiếu kết quả đọc thẻ", "Mã giao dịch: ", "Thời gian: ", "Nguyễn Văn Thử",
          "Máy quét không gửi được dấu tiếng Việt", "Quyết định khi so ảnh: Đúng người",
          "Người thực hiện (ký, ghi rõ họ tên)", "Khách (ký, ghi rõ họ tên)"})
        EXPECT_NE(text.find(words), std::string::npos) << words << " in\n" << text;
    EXPECT_EQ(kiosk.app.desk().detail(), QString());
}

TEST(ClerkForm, has_the_portrait_only_where_the_operator_wants_it) {
    const support::Folder folder;
    const auto with = folder.path() / "with.pdf", without = folder.path() / "without.pdf";
    {
        Kiosk kiosk(printing(without));
        kiosk.to_result();
        printed(kiosk, without);
    }
    Kiosk kiosk(printing(with, [](kiosk::Config& config) { config.print_portrait = true; }));
    kiosk.to_result();
    printed(kiosk, with);
    const auto images = [](const std::filesystem::path& pdf) {
        return std::string(card::as_text(support::read_file(pdf))).find("/Subtype /Image") !=
               std::string::npos;
    };
    EXPECT_TRUE(images(with));
    EXPECT_FALSE(images(without));
}

TEST(ClerkForm, that_cannot_be_printed_is_told) {
    Kiosk kiosk({Profile::counter, "vn-citizen-2021",
                 [](kiosk::Config& config) { config.print_command = {"/no/such/printer"}; },
                 card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.app.desk().print();
    EXPECT_TRUE(
        kiosk.until([&] { return kiosk.app.desk().message() == QLatin1String("e.printer.t"); }));
}

TEST(ClerkDecision, is_asked_for_once_before_the_next_customer) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F2);
    ASSERT_TRUE(
        kiosk.until([&] { return kiosk.app.desk().message() == QLatin1String("o.undecided"); }));
    EXPECT_EQ(walk::page(kiosk), Page::verdict);
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F2);
    EXPECT_TRUE(kiosk.until([&] { return !kiosk.flow.has_result(); }));
}

TEST(ClerkDecision, is_taken_by_a_digit_that_stands_alone_and_by_no_scanner) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.resize(1366, 768, 344);
    kiosk.wait_hand();
    for (const auto gap : {4ms, 40ms, 150ms}) {
        kiosk.scan(walk::kQr, gap);
        kiosk.quiet(1s);
        EXPECT_TRUE(
            kiosk.until([&] { return kiosk.app.desk().message() == QLatin1String("o.compared"); }));
        kiosk.scan(QStringLiteral("112233"), gap);
        kiosk.quiet(1s);
        EXPECT_EQ(kiosk.app.result().decision(), QString()) << gap.count();
    }
    kiosk.press(Qt::Key_2, QStringLiteral("2"));
    EXPECT_EQ(kiosk.app.result().decision(), QString()) << "more may follow";
    kiosk.quiet(1s);
    EXPECT_EQ(kiosk.app.result().decision(), QStringLiteral("not_same"));
}

TEST(ClerkDecision, that_it_is_not_the_holder_keeps_all_values_on_the_page) {
    Kiosk kiosk;
    kiosk.to_result();
    QGuiApplication::clipboard()->clear();
    kiosk.app.result().decide(QStringLiteral("not_same"));
    kiosk.app.desk().copyAll();
    kiosk.app.desk().copy(QStringLiteral("full_name"));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QString());
    EXPECT_EQ(kiosk.app.desk().message(), QStringLiteral("o.refused"));
}

TEST(ClerkDecision, is_asked_about_nobody_where_there_is_no_portrait) {
    Kiosk kiosk(
        {Profile::counter, "vn-citizen-2021,dg2-other-portrait", {}, card::Milliseconds(0)});
    kiosk.to_result();
    kiosk.resize(1366, 768, 344);
    ASSERT_FALSE(kiosk.app.result().hasPortrait());
    const auto texts = walk::visible_texts(*kiosk.app.window());
    const auto text = [&](const char* id) { return kiosk.app.texts().text(QLatin1String(id)); };
    for (const char* id : {"v.same", "v.notsame", "v.unsure"})
        EXPECT_FALSE(kiosk.find(text(id))) << id;
    EXPECT_TRUE(texts.contains(text("v.todo")));
    EXPECT_TRUE(texts.contains(text("v.nophoto")));
    kiosk.wait_hand();
    kiosk.press(Qt::Key_F2);
    EXPECT_TRUE(kiosk.until([&] { return !kiosk.flow.has_result(); })) << "at the first time";
}

TEST(ClerkCopy, of_a_value_is_a_click_on_it) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.resize(1366, 768, 344);
    auto* row = [&]() -> QQuickItem* {
        std::function<QQuickItem*(QQuickItem&)> in = [&](QQuickItem& item) -> QQuickItem* {
            if (item.property("field").toString() == QLatin1String("full_name")) return &item;
            for (auto* child : item.childItems())
                if (auto* found = in(*child)) return found;
            return nullptr;
        };
        return in(*kiosk.app.window()->contentItem());
    }();
    ASSERT_TRUE(row);
    ASSERT_TRUE(QMetaObject::invokeMethod(row, "copy"));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Nguyễn Văn Thử"));
    EXPECT_EQ(kiosk.app.desk().copiedField(), QStringLiteral("full_name"));
    for (int second = 0; second < kiosk::kClipboardSeconds; ++second) kiosk.app.desk().tick();
    EXPECT_EQ(kiosk.app.desk().message(), QString());
}

TEST(ClerkChoices, of_size_contrast_language_and_number_stay_for_the_next_customer) {
    Kiosk kiosk;
    kiosk.to_result();
    kiosk.flow.switchLanguage();
    kiosk.app.comfort().nextSize();
    kiosk.app.comfort().switchContrast();
    kiosk.app.result().showNumber(true);
    kiosk.flow.next();
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("en"));
    EXPECT_EQ(kiosk.app.comfort().theme(), QStringLiteral("high"));
    EXPECT_DOUBLE_EQ(kiosk.app.comfort().scale(), 1.4);
    EXPECT_TRUE(kiosk.app.result().numberShown());
}

TEST(ClerkChoices, of_a_visitor_at_a_hospital_end_with_the_visit) {
    Kiosk kiosk(walk::hospital());
    kiosk.to_result();
    kiosk.flow.switchLanguage();
    kiosk.app.comfort().nextSize();
    kiosk.app.result().showNumber(true);
    kiosk.flow.stop();
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    EXPECT_EQ(kiosk.app.texts().language(), QStringLiteral("vi"));
    EXPECT_DOUBLE_EQ(kiosk.app.comfort().scale(), 1);
    EXPECT_FALSE(kiosk.app.result().numberShown());
}

TEST(ClerkCopies, nothing_of_a_card_that_failed) {
    for (const char* card : {"vn-citizen-2021,dsc-revoked", "vn-citizen-2021,dg13-name-changed",
                             "vn-citizen-2021,clone-ca-other-key"}) {
        Kiosk kiosk({Profile::counter, card, {}, card::Milliseconds(0)});
        kiosk.to_result();
        ASSERT_EQ(kiosk.app.result().plate(), QStringLiteral("failed")) << card;
        QGuiApplication::clipboard()->clear();
        kiosk.press(Qt::Key_F4);
        kiosk.app.desk().copyAll();
        EXPECT_EQ(kiosk.app.desk().message(), QStringLiteral("o.failed")) << card;
        kiosk.app.desk().copy(QStringLiteral("full_name"));
        EXPECT_EQ(QGuiApplication::clipboard()->text(), QString()) << card;
        EXPECT_EQ(kiosk.find(kiosk.app.texts().text(QStringLiteral("o.copyall"))), nullptr);
        kiosk.resize(900, 500, 238);  // in columns, where a desk's page does not fit
        EXPECT_EQ(kiosk.find(kiosk.app.texts().text(QStringLiteral("o.copyall"))), nullptr);
    }
    Kiosk genuine({Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(0)});
    genuine.to_result();
    for (const auto& [width, height] : {std::pair{1366, 768}, {900, 500}}) {
        genuine.resize(width, height, 238);
        EXPECT_NE(genuine.find(genuine.app.texts().text(QStringLiteral("o.copyall"))), nullptr);
    }
}

}  // namespace
