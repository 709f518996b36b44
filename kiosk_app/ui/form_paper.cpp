// SPDX-License-Identifier: Apache-2.0
#include "ui/form_paper.h"

#include <QBuffer>
#include <QDateTime>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

namespace kiosk {
namespace {

/// Sizes on paper, in millimetres; of letters, in points.
constexpr double kMargin = 15, kBetween = 1.5, kPortraitWidth = 30, kPortraitHeight = 40,
                 kSignature = 25;
constexpr int kSmall = 8, kWords = 10, kVerdict = 14, kTitle = 16;
constexpr int kResolution = 300;

int dots(double mm) { return static_cast<int>(mm * kResolution / 25.4); }

/// Draws lines one below the other, on as many pages as they take.
class Sheet {
public:
    explicit Sheet(QPdfWriter& writer) : writer_(writer), painter_(&writer) {}
    void line(const QString& text, int size, bool bold = false) {
        if (text.isEmpty()) return;
        set_font(size, bold);
        const auto used = place(0, width(), text);
        room_for(used.height());
        painter_.drawText(used.translated(0, at_ - used.top()), Qt::TextWordWrap, text);
        at_ += used.height() + dots(kBetween);
    }
    /// In the right upper corner; lines beside it are shorter until it ends.
    void picture(const QImage& image) {
        const QRect box(writer_.width() - dots(kPortraitWidth), at_, dots(kPortraitWidth),
                        dots(kPortraitHeight));
        const auto size = image.size().scaled(box.size(), Qt::KeepAspectRatio);
        painter_.drawImage(QRect(box.topLeft(), size), image);
        beside_until_ = box.bottom() + dots(kBetween);
    }
    /// Two places to sign, side by side, kept together with what is above them.
    void signatures(const QString& left, const QString& right) {
        set_font(kWords, false);
        const int half = writer_.width() / 2 - dots(kBetween);
        const int words = std::max(place(0, half, left).height(), place(0, half, right).height());
        room_for(words + dots(kSignature));
        painter_.drawText(QRect(0, at_, half, words), Qt::TextWordWrap, left);
        painter_.drawText(QRect(writer_.width() - half, at_, half, words), Qt::TextWordWrap, right);
        at_ += words + dots(kSignature);
    }

private:
    void set_font(int size, bool bold) {
        QFont font(QStringLiteral("Noto Sans"), size);
        font.setBold(bold);
        painter_.setFont(font);
    }
    int width() const {
        return writer_.width() - (at_ < beside_until_ ? dots(kPortraitWidth + 5) : 0);
    }
    QRect place(int left, int width, const QString& text) {
        return painter_.boundingRect(QRect(left, 0, width, 1'000'000), Qt::TextWordWrap, text);
    }
    void room_for(int height) {
        if (at_ == 0 || at_ + height <= writer_.height()) return;
        writer_.newPage();
        at_ = beside_until_ = 0;
    }

    QPdfWriter& writer_;
    QPainter painter_;
    int at_ = 0, beside_until_ = 0;
};

QString decision_text(const Result& result, const Texts& texts) {
    if (!result.hasPortrait()) return texts.text(QStringLiteral("v.nophoto"));
    const auto& decision = result.decision();
    const auto id = decision == QLatin1String("same")       ? QStringLiteral("v.same")
                    : decision == QLatin1String("not_same") ? QStringLiteral("v.notsame")
                    : decision == QLatin1String("unsure")   ? QStringLiteral("v.unsure")
                                                            : QStringLiteral("f.undecided");
    return texts.text(QStringLiteral("f.decision"), texts.text(id));
}

void add_verdict(const Result& result, const Texts& texts, Sheet& sheet) {
    sheet.line(texts.text(result.titleId()), kVerdict, true);
    sheet.line(texts.text(result.bodyId(), result.reason()), kWords);
    for (const auto& entry : result.remarks()) {
        const auto remark = entry.toMap();
        sheet.line(texts.text(remark[QStringLiteral("id")].toString(),
                              remark[QStringLiteral("value")].toString()) +
                       QLatin1Char(' ') + texts.text(remark[QStringLiteral("advice")].toString()),
                   kWords);
    }
    sheet.line(texts.text(QStringLiteral("verdict.not_known")), kSmall);
}

}  // namespace

QByteArray form_pdf(const Result& result, std::int64_t now, const Config& config,
                    const Texts& texts) {
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Millimeter);
    writer.setTitle(result.transaction());
    {
        Sheet sheet(writer);
        sheet.line(texts.pick(config.operator_name), kWords, true);
        sheet.line(texts.text(QStringLiteral("f.title")), kTitle, true);
        sheet.line(texts.text(QStringLiteral("m.code"), result.transaction()), kWords);
        sheet.line(texts.text(QStringLiteral("f.time"), QDateTime::fromSecsSinceEpoch(now).toString(
                                                            QStringLiteral("HH:mm dd/MM/yyyy"))),
                   kWords);
        if (config.print_portrait && result.hasPortrait()) sheet.picture(result.portrait());
        add_verdict(result, texts, sheet);
        for (const auto& field : result.values())
            sheet.line(texts.label(QString::fromStdString(card::name_of(field.key))) +
                           QStringLiteral(": ") + QString::fromStdString(field.text),
                       kWords);
        sheet.line(decision_text(result, texts), kWords, true);
        sheet.signatures(texts.text(QStringLiteral("f.sign.clerk")),
                         texts.text(QStringLiteral("f.sign.holder")));
    }
    return pdf;
}

}  // namespace kiosk
