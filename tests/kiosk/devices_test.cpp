// SPDX-License-Identifier: Apache-2.0
// The camera's frames, and the ticket as a printer gets it.
#include <gtest/gtest.h>
#include <malloc.h>

#include <QPainter>
#include <QProcess>
#include <QStandardPaths>

#include <cstring>
#include <fstream>
#include <random>

#include "kiosk/walk.h"
#include "ui/ticket_paper.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;

const char* const kCode =
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
    "Nội|02022022";

/// A code as a camera sees it: on grey ground, at an angle.
QImage seen(const char* text, double angle = 7) {
    QImage ground(640, 480, QImage::Format_RGB32);
    ground.fill(QColor(200, 196, 190));
    const auto code = kiosk::qr_image(QString::fromUtf8(text)).scaled(300, 300);
    QPainter painter(&ground);
    painter.translate(320, 240);
    painter.rotate(angle);
    painter.drawImage(-150, -150, code);
    return ground;
}

TEST(Camera, a_code_in_a_frame_opens_the_chip) {
    Kiosk kiosk;
    kiosk.camera->plug_in();
    kiosk.to_key();
    ASSERT_TRUE(kiosk.app.camera().isOpen());
    kiosk.camera->give(seen(kCode));
    ASSERT_TRUE(kiosk.until_page(Page::verdict));
    EXPECT_EQ(kiosk.app.result().plate(), QStringLiteral("genuine"));
    EXPECT_TRUE(kiosk.app.result().differences().isEmpty()) << "the marks of the name came through";
}

TEST(Camera, is_open_on_the_key_page_and_beside_the_verdict_only) {
    std::vector<std::pair<Page, bool>> open;
    Kiosk kiosk;
    kiosk.camera->plug_in();
    QObject::connect(&kiosk.app.camera(), &kiosk::Camera::openChanged, &kiosk.flow,
                     [&] { open.emplace_back(kiosk.flow.at(), kiosk.app.camera().isOpen()); });
    kiosk.to_result();
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.flow.next();
    EXPECT_EQ(
        open,
        (std::vector<std::pair<Page, bool>>{
            {Page::key, true}, {Page::key, false}, {Page::verdict, true}, {Page::welcome, false}}));
}

/// Points of about this colour.
int points_of(const QImage& picture, QColor colour) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const auto seen = picture.pixelColor(x, y);
            const auto near = [](int a, int b) { return std::abs(a - b) < 12; };
            count += near(seen.red(), colour.red()) && near(seen.green(), colour.green()) &&
                     near(seen.blue(), colour.blue());
        }
    return count;
}

TEST(Camera, what_it_sees_stands_beside_the_portrait_and_goes_with_the_visit) {
    Kiosk kiosk;
    kiosk.camera->plug_in();
    kiosk.to_result();
    QImage frame(640, 480, QImage::Format_RGB32);
    for (const auto& colour : {QColor(250, 0, 250), QColor(0, 250, 250)}) {
        frame.fill(colour);
        kiosk.camera->give(frame);
        kiosk.settle();
        EXPECT_GT(points_of(kiosk.picture(), colour), 5000) << colour.name().toStdString();
    }
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.flow.next();
    kiosk.settle();
    EXPECT_EQ(points_of(kiosk.picture(), QColor(0, 250, 250)), 0);
}

/// Octets that this program has from the allocator.
std::size_t allocated() {
    const auto now = mallinfo2();
    return now.uordblks + now.hblkhd;
}

TEST(Camera, that_is_watched_for_a_day_keeps_no_frame_but_the_newest) {
    static constexpr int kWidth = 640, kHeight = 480, kDepth = 4, kFrames = 60, kKept = 10;
    Kiosk kiosk;
    kiosk.camera->plug_in();
    kiosk.to_result();
    const auto show = [&](int frames) {
        for (int i = 0; i < frames; ++i) {
            QImage frame(kWidth, kHeight, QImage::Format_RGB32);
            frame.fill(QColor(i, 0, 0));
            kiosk.camera->give(frame);
            kiosk.picture();
        }
    };
    show(kKept);
    const auto before = allocated();
    show(kFrames);
    EXPECT_LT(allocated(), before + std::size_t{kKept} * kWidth * kHeight * kDepth);
}

TEST(Camera, a_frame_that_comes_when_it_is_closed_is_nothing) {
    int frames = 0;
    Kiosk kiosk;
    kiosk.without_card();
    kiosk.flow.stop();
    kiosk.settle();
    kiosk.camera->plug_in();
    QObject::connect(&kiosk.app.camera(), &kiosk::Camera::frame, &kiosk.flow, [&] { ++frames; });
    kiosk.camera->give(seen(kCode));
    kiosk.settle();
    EXPECT_EQ(frames, 0);
    EXPECT_EQ(kiosk.flow.at(), Page::welcome);
}

TEST(Camera, frames_of_anything_are_no_end) {
    std::mt19937 random(4711);  // the same frames in every run
    for (int i = 0; i < 40; ++i) {
        QImage noise(1 + static_cast<int>(random() % 300), 1 + static_cast<int>(random() % 300),
                     QImage::Format_RGB32);
        for (int y = 0; y < noise.height(); ++y)
            for (int x = 0; x < noise.width(); ++x)
                noise.setPixel(x, y, static_cast<QRgb>(random()));
        EXPECT_EQ(kiosk::qr_in(noise), QString());
    }
    auto damaged = seen(kCode);
    for (int i = 0; i < 60; ++i) {
        auto copy = damaged;
        for (int j = 0; j < 2000; ++j)
            copy.setPixel(static_cast<int>(random() % 640), static_cast<int>(random() % 480),
                          static_cast<QRgb>(random()));
        const auto text = kiosk::qr_in(copy);
        EXPECT_TRUE(text.isEmpty() || text == QString::fromUtf8(kCode))
            << "a code is read rightly or not at all";
    }
}

/// What stands on the ticket of somebody with a card or without one.
QString printed_ticket(bool with_card) {
    const support::Folder folder;
    const auto pdf = folder.path() / "ticket.pdf";
    Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021",
                 [&](kiosk::Config& config) {
                     config.clinics = {
                         {"eyes", {"Khám mắt", "Eyes"}, {"tầng 2", "floor 2"}, "204", "B", 0}};
                     config.print_command = {"/bin/sh", "-c", "cat > " + pdf.string()};
                 },
                 card::Milliseconds(0)});
    if (with_card) {
        kiosk.to_result();
        kiosk.app.result().correct(true);
    } else {
        kiosk.flow.noCard();
        kiosk.flow.takeWithoutCard();
    }
    kiosk.app.hospital().choose(0);
    kiosk.app.hospital().choosePriority(QStringLiteral("pregnant"));
    kiosk.app.hospital().take();
    EXPECT_TRUE(
        kiosk.until([&] { return kiosk.app.hospital().paper() == QLatin1String("printed"); }));
    QProcess reader;
    reader.start(QStringLiteral("pdftotext"),
                 {QString::fromStdString(pdf.string()), QStringLiteral("-")});
    EXPECT_TRUE(reader.waitForFinished());
    return QString::fromUtf8(reader.readAllStandardOutput()).simplified();
}

class PrintedTicket : public testing::Test {
protected:
    void SetUp() override {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            GTEST_SKIP() << "pdftotext is not installed: poppler-utils";
    }
};

TEST_F(PrintedTicket, has_number_clinic_and_time_and_nobody_s_name) {
    const auto text = printed_ticket(true);
    for (const char* part : {"B001", "Khám mắt", "tầng 2, phòng 204", "Ưu tiên", "21/11/2026",
                             "Mang theo thẻ căn cước khi vào khám."})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << " in " << text.toStdString();
    for (const char* value : {"Nguyễn", "Thử", "999099", "1999", "thai"})
        EXPECT_FALSE(text.contains(QString::fromUtf8(value))) << value;
}

TEST_F(PrintedTicket, without_a_card_names_the_desk_and_asks_for_no_card) {
    const auto text = printed_ticket(false);
    for (const char* part : {"B001", "Chưa xác nhận bằng chip",
                             "Mang giấy tờ tùy thân đến quầy hướng dẫn trước khi vào khám."})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << " in " << text.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("thẻ căn cước"))) << text.toStdString();
}

TEST(Ticket, a_printer_that_does_not_work_is_told_and_the_number_stays) {
    for (const auto& command : {std::vector<std::string>{"/no/such/printer"}, {"/bin/false"}}) {
        Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021",
                     [&](kiosk::Config& config) {
                         config.clinics = {{"eyes", {"Khám mắt", "Eyes"}, {}, "", "B", 0}};
                         config.print_command = command;
                     },
                     card::Milliseconds(0)});
        kiosk.to_result();
        kiosk.app.result().correct(true);
        kiosk.app.hospital().choose(0);
        kiosk.app.hospital().choosePriority(QStringLiteral("none"));
        kiosk.app.hospital().take();
        ASSERT_TRUE(kiosk.until(
            [&] { return kiosk.app.hospital().paper() == QLatin1String("e.printer"); }));
        EXPECT_EQ(kiosk.flow.at(), Page::number);
        EXPECT_EQ(kiosk.app.hospital().number(), QStringLiteral("B001"));
    }
}

}  // namespace
