// SPDX-License-Identifier: Apache-2.0
#include "ui/ticket_paper.h"

#include <QBuffer>
#include <QDateTime>
#include <QPainter>
#include <QPdfWriter>

#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

namespace kiosk {
namespace {

/// Sizes on paper, in millimetres.
constexpr double kWidth = 80, kHeight = 120, kMargin = 5, kNumber = 12, kWords = 4, kCode = 30;
constexpr int kResolution = 300;

/// Draws lines one below the other.
class Sheet {
public:
    explicit Sheet(QPdfWriter& writer) : painter_(&writer) {}
    void line(const QString& text, double size, bool bold = false) {
        QFont font(QStringLiteral("Noto Sans"));
        font.setPixelSize(pixels(size));
        font.setBold(bold);
        painter_.setFont(font);
        const QRect space(pixels(kMargin), at_, pixels(kWidth - 2 * kMargin), pixels(kHeight));
        QRect used;
        painter_.drawText(space, Qt::AlignHCenter | Qt::TextWordWrap, text, &used);
        at_ = used.bottom() + pixels(size / 3);
    }
    void picture(const QImage& image, double size) {
        painter_.drawImage(QRect(pixels((kWidth - size) / 2), at_, pixels(size), pixels(size)),
                           image);
        at_ += pixels(size + kMargin / 2);
    }

private:
    static int pixels(double mm) { return static_cast<int>(mm * kResolution / 25.4); }
    QPainter painter_;
    int at_ = pixels(kMargin);
};

}  // namespace

QImage qr_image(const QString& text) {
    try {
        const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                .setEncoding(ZXing::CharacterSet::UTF8)
                                .setMargin(2)
                                .encode(text.toStdString(), 0, 0);
        QImage image(matrix.width(), matrix.height(), QImage::Format_RGB32);
        for (int y = 0; y < matrix.height(); ++y)
            for (int x = 0; x < matrix.width(); ++x)
                image.setPixelColor(x, y, matrix.get(x, y) ? Qt::black : Qt::white);
        return image;
    } catch (const std::exception&) {
        return {};
    }
}

QString place_of(const Clinic& clinic, const Texts& texts) {
    const auto floor = texts.pick(clinic.floor),
               room = clinic.room.empty() ? QString()
                                          : texts.text(QStringLiteral("h.room"),
                                                       QString::fromStdString(clinic.room));
    return floor.isEmpty() || room.isEmpty() ? floor + room : floor + QStringLiteral(", ") + room;
}

QByteArray ticket_pdf(const Ticket& ticket, const Clinic& clinic, const Config& config,
                      const Texts& texts) {
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QSizeF(kWidth, kHeight), QPageSize::Millimeter));
    writer.setPageMargins({});
    writer.setTitle(QString::fromStdString(ticket.number));
    {
        Sheet sheet(writer);
        sheet.line(texts.pick(config.operator_name), kWords, true);
        sheet.line(texts.text(QStringLiteral("t.title")), kWords);
        sheet.line(QString::fromStdString(ticket.number), kNumber, true);
        sheet.line(texts.pick(clinic.name), kWords * 1.3, true);
        if (const auto place = place_of(clinic, texts); !place.isEmpty()) sheet.line(place, kWords);
        if (ticket.priority) sheet.line(texts.text(QStringLiteral("t.prio")), kWords, true);
        if (!ticket.by_chip) sheet.line(texts.text(QStringLiteral("t.nochip")), kWords);
        sheet.line(
            texts.text(QStringLiteral("t.time"), QDateTime::fromSecsSinceEpoch(ticket.time)
                                                     .toString(QStringLiteral("HH:mm dd/MM/yyyy"))),
            kWords);
        sheet.picture(qr_image(QString::fromStdString(ticket.code)), kCode);
        sheet.line(ticket.by_chip ? texts.text(QStringLiteral("t.show"))
                                  : texts.text(QStringLiteral("t.desk"), texts.pick(config.desk)),
                   kWords);
    }
    return pdf;
}

}  // namespace kiosk
