// SPDX-License-Identifier: Apache-2.0
#include "ui/desk.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QMimeData>

#include <utility>

#include "core/state_file.h"
#include "ui/form_paper.h"
#include "ui/printing.h"

namespace kiosk {
namespace {

/// What managers of a history leave alone; it tells our own text from others' as well.
const QString kHint = QStringLiteral("x-kde-passwordManagerHint");

}  // namespace

Desk::Desk(const Config& config, Flow& flow, Result& result, Texts& texts, Background& background,
           QObject* parent)
    : QObject(parent),
      config_(config),
      flow_(flow),
      result_(result),
      texts_(texts),
      background_(background) {
    // A teller's desk is cleared by the teller alone.
    if (!result.teller()) connect(&flow, &Flow::cleared, this, &Desk::clear);
    connect(&flow, &Flow::told, this, [this](const QString& text) { say(text, {}); });
    connect(&result, &Result::decisionChanged, this, &Desk::undecided_no_more);
    connect(&result, &Result::changed, this, &Desk::undecided_no_more);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &Desk::tick);
}

/// A message about something else stays where it is when the clipboard is emptied.
void Desk::tick() {
    const bool shown = message_ == QLatin1String("o.copied");
    if (--seconds_ > 0) {
        if (shown) detail_ = QString::number(seconds_);
        return emit changed();
    }
    empty_clipboard();
    if (shown) say({}, {});
    else emit changed();
}

void Desk::say(const QString& message, const QString& argument, const QString& detail) {
    message_ = message;
    argument_ = argument;
    detail_ = detail;
    emit changed();
}

bool Desk::gives() {
    if (!result_.there()) return false;
    const bool failed = result_.plate() == QLatin1String("failed");
    if (!failed && result_.decision() != QLatin1String("not_same")) return true;
    say(failed ? QStringLiteral("o.failed") : QStringLiteral("o.refused"), {});
    return false;
}

void Desk::put(const QString& what, const QString& text, const QString& field) {
    flow_.touched();
    // Managers that keep a history leave out what is marked so.
    auto* data = new QMimeData;  // the clipboard owns it
    data->setText(text);
    data->setData(kHint, QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    copied_ = true;
    copied_field_ = field;
    seconds_ = kClipboardSeconds;
    second_.start();
    say(QStringLiteral("o.copied"), what, QString::number(seconds_));
}

void Desk::copy(const QString& field) {
    if (!gives()) return;
    const auto key = card::key_from_name(field.toStdString());
    const auto text = key ? text_of(result_.values(), *key) : std::string();
    if (!text.empty()) put(texts_.label(field), QString::fromStdString(text), field);
}

void Desk::copyAll() {
    if (!gives()) return;
    QString text;
    for (const auto& field : result_.values())
        text += texts_.label(QString::fromStdString(card::name_of(field.key))) + QLatin1Char('\t') +
                QString::fromStdString(field.text) + QLatin1Char('\n');
    if (!text.isEmpty()) put(texts_.text(QStringLiteral("o.all")), text);
}

void Desk::print() {
    if (!canPrint() || !result_.there()) return;
    flow_.touched();
    const bool open = result_.hasPortrait() && result_.decision().isEmpty();
    const auto time = QDateTime::fromSecsSinceEpoch(flow_.now()).toString(QStringLiteral("HH:mm"));
    print_pdf(this, config_.print_command, form_pdf(result_, flow_.now(), config_, texts_),
              [this, open, time, serial = serial_](bool good) {
                  if (serial != serial_) return;
                  if (!good) return say(QStringLiteral("e.printer.t"), {});
                  say(QStringLiteral("o.printed"), time,
                      open ? texts_.text(QStringLiteral("o.printed.open")) : QString());
              });
}

void Desk::exportFile() {
    if (!canExport() || !gives()) return;
    flow_.touched();
    // The file's name holds the visit's random number and nothing of the person.
    const auto name = result_.transaction().remove(QChar(0x00A0)) + QStringLiteral(".pdf");
    const auto file = config_.export_folder / name.toStdString();
    background_.run([this, file, name, octets = form_pdf(result_, flow_.now(), config_, texts_),
                     serial = serial_] {
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

/// What was asked for has been done: the line that asked for it is not true any more.
void Desk::undecided_no_more() {
    const bool asked =
        message_ == QLatin1String("o.undecided") || message_ == QLatin1String("m.undecided");
    if (asked && !result_.decision().isEmpty()) say(QStringLiteral("o.decided"), {});
    if (message_ == QLatin1String("m.there") && !result_.atVisitors())
        say(result_.there() ? QStringLiteral("m.left") : QString(), {});
}

/// A teller decides first and lets the visitor finish; a clerk is asked once.
void Desk::next() {
    const bool open = result_.hasPortrait() && result_.decision().isEmpty();
    if (!result_.teller()) {
        if (open && !std::exchange(asked_, true)) return say(QStringLiteral("o.undecided"), {});
        return flow_.next();
    }
    if (open) return say(QStringLiteral("m.undecided"), {});
    if (result_.atVisitors()) return say(QStringLiteral("m.there"), {});
    flow_.tellerNext();
}

void Desk::empty_clipboard() {
    second_.stop();
    auto* clipboard = QGuiApplication::clipboard();
    if (copied_ && clipboard->mimeData()->hasFormat(kHint)) clipboard->clear();
    copied_ = false;
    copied_field_.clear();
    seconds_ = 0;
}

void Desk::clear() {
    empty_clipboard();
    asked_ = false;
    ++serial_;
    say({}, {});
}

}  // namespace kiosk
