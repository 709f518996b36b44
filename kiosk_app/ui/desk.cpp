// SPDX-License-Identifier: Apache-2.0
#include "ui/desk.h"

#include <QBuffer>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QMimeData>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include "counter/state_file.h"
#include "ui/printing.h"

namespace kiosk {
namespace {

constexpr int kResolution = 300;
/// What managers of a history leave alone; it tells our own text from others' as well.
const QString kHint = QStringLiteral("x-kde-passwordManagerHint");

}  // namespace

Desk::Desk(const Config& config, Flow& flow, Texts& texts, Background& background, QObject* parent)
    : QObject(parent), config_(config), flow_(flow), texts_(texts), background_(background) {
    connect(&flow, &Flow::cleared, this, &Desk::clear);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &Desk::tick);
}

void Desk::tick() {
    if (--seconds_ <= 0) return clear();
    emit changed();
}

void Desk::say(const QString& message, const QString& argument) {
    message_ = message;
    argument_ = argument;
    emit changed();
}

void Desk::put(const QString& what, const QString& text) {
    flow_.touched();
    // Managers that keep a history leave out what is marked so.
    auto* data = new QMimeData;  // the clipboard owns it
    data->setText(text);
    data->setData(kHint, QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    copied_ = true;
    seconds_ = kClipboardSeconds;
    second_.start();
    say(QStringLiteral("o.copied"), what);
}

void Desk::copy(const QString& field) {
    const auto key = card::key_from_name(field.toStdString());
    const auto text = key ? text_of(flow_.values(), *key) : std::string();
    if (!text.empty()) put(texts_.label(field), QString::fromStdString(text));
}

void Desk::copyAll() {
    QString text;
    for (const auto& field : flow_.values())
        text += texts_.label(QString::fromStdString(card::name_of(field.key))) + QLatin1Char('\t') +
                QString::fromStdString(field.text) + QLatin1Char('\n');
    if (!text.isEmpty()) put(texts_.text(QStringLiteral("o.all")), text);
}

/// One page: the verdict, and the fields with their labels.
QByteArray Desk::form() const {
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setPageSize(QPageSize(QPageSize::A5));
    writer.setTitle(flow_.transaction());
    QPainter painter(&writer);
    int at = 0;
    const auto line = [&](const QString& text, int size, bool bold) {
        QFont font(QStringLiteral("Noto Sans"), size);
        font.setBold(bold);
        painter.setFont(font);
        QRect used;
        painter.drawText(QRect(0, at, writer.width(), writer.height()), Qt::TextWordWrap, text,
                         &used);
        at = used.bottom() + kResolution / 20;
    };
    line(
        texts_.pick(config_.operator_name) + QStringLiteral("  ") +
            QDateTime::fromSecsSinceEpoch(flow_.now()).toString(QStringLiteral("HH:mm dd/MM/yyyy")),
        9, false);
    line(texts_.text(flow_.titleId()), 16, true);
    line(texts_.text(QStringLiteral("verdict.not_known")), 8, false);
    for (const auto& field : flow_.values())
        line(texts_.label(QString::fromStdString(card::name_of(field.key))) + QStringLiteral(": ") +
                 QString::fromStdString(field.text),
             10, false);
    painter.end();
    return pdf;
}

void Desk::print() {
    if (!canPrint() || !flow_.has_result()) return;
    print_pdf(this, config_.print_command, form(), [this, serial = serial_](bool good) {
        if (!good && serial == serial_) say(QStringLiteral("e.printer.t"), {});
    });
}

void Desk::exportFile() {
    if (!canExport() || !flow_.has_result()) return;
    // The file's name holds the visit's random number and nothing of the person.
    const auto name = flow_.transaction().remove(QChar(0x00A0)) + QStringLiteral(".pdf");
    const auto file = config_.export_folder / name.toStdString();
    background_.run([this, file, name, octets = form(), serial = serial_] {
        const bool saved = save_state(file, octets.toStdString());
        QMetaObject::invokeMethod(
            this,
            [this, saved, name, serial] {
                if (serial == serial_)
                    say(saved ? QStringLiteral("o.exported") : QStringLiteral("o.notexported"),
                        name);
            },
            Qt::QueuedConnection);
    });
}

void Desk::clear() {
    second_.stop();
    auto* clipboard = QGuiApplication::clipboard();
    if (copied_ && clipboard->mimeData()->hasFormat(kHint)) clipboard->clear();
    copied_ = false;
    ++serial_;
    seconds_ = 0;
    say({}, {});
}

}  // namespace kiosk
