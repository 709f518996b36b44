// SPDX-License-Identifier: Apache-2.0
#include "ui/test_paper.h"

#include <QBuffer>
#include <QDateTime>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace kiosk {
namespace {

/// Sizes on paper, in millimetres; of letters, in points.
constexpr double kTicketWidth = 80, kTicketHeight = 80, kTicketMargin = 5, kMargin = 15;
constexpr int kWords = 11;
constexpr int kResolution = 300;

}  // namespace

QByteArray test_pdf(const Config& config, const Texts& texts, std::int64_t now) {
    const bool ticket = config.profile == Profile::hospital;
    const double margin = ticket ? kTicketMargin : kMargin;
    const auto title = texts.text(QStringLiteral("a.print"));
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(ticket
                           ? QPageSize(QSizeF(kTicketWidth, kTicketHeight), QPageSize::Millimeter)
                           : QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
    writer.setTitle(title);
    QPainter painter(&writer);
    painter.setFont(QFont(QStringLiteral("Noto Sans"), kWords));
    const auto time =
        QDateTime::fromSecsSinceEpoch(now).toString(QStringLiteral("HH:mm dd/MM/yyyy"));
    const QStringList lines{texts.pick(config.operator_name), title, time,
                            texts.text(QStringLiteral("a.version"), QStringLiteral(KIOSK_VERSION)),
                            texts.text(QStringLiteral("a.print.letters"))};
    const QRect page(0, 0, writer.width(), writer.height());
    painter.drawText(page, Qt::TextWordWrap, lines.join(QLatin1Char('\n')));
    painter.end();
    return pdf;
}

}  // namespace kiosk
