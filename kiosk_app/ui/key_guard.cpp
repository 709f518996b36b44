// SPDX-License-Identifier: Apache-2.0
#include "ui/key_guard.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

bool enters(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }
bool moves(int key) {
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right;
}
bool modifies(const QKeyEvent& event) {
    const int key = event.key();
    return event.text().isEmpty() && (key == Qt::Key_Shift || key == Qt::Key_Control ||
                                      key == Qt::Key_Alt || key == Qt::Key_AltGr);
}

KeyStream::Kind kind_of(const QKeyEvent& event) {
    if (enters(event.key()) || event.key() == Qt::Key_Tab) return KeyStream::Kind::end;
    if (event.key() == Qt::Key_Space) return KeyStream::Kind::blank;
    const bool prints = !event.text().isEmpty() && event.text()[0].isPrint() &&
                        !(event.modifiers() & Qt::ControlModifier);
    return prints ? KeyStream::Kind::text : KeyStream::Kind::other;
}

}  // namespace

KeyGuard::KeyGuard(Flow& flow, QQuickWindow& window, Clock clock, const PressGuard& press, Of of,
                   QObject* parent)
    : QObject(parent),
      flow_(flow),
      window_(window),
      clock_(std::move(clock)),
      press_(press),
      of_(of) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &KeyGuard::waited);
    connect(&flow_, &Flow::cleared, this, [this] { stream_.clear(); });
    window.installEventFilter(this);
}

bool KeyGuard::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::KeyPress || passing_) return false;
    return take(static_cast<const QKeyEvent&>(*event));
}

/// When the key was pressed, not when this thread came to see it: a page that is slow to draw must
/// not tear a code apart.
KeyGuard::Time KeyGuard::time_of(const QKeyEvent& event) const {
    return event.timestamp() == 0 ? clock_() : Time(std::chrono::milliseconds(event.timestamp()));
}

bool KeyGuard::take(const QKeyEvent& event) {
    if (modifies(event)) return false;
    const auto now = time_of(event);
    apply(stream_.tick(now));
    if (moves(event.key())) typed_ = false;  // Enter presses what has the focus
    // They choose nothing; and who holds Backspace down wants to erase on.
    const bool erases_on = event.key() == Qt::Key_Backspace && event.isAutoRepeat();
    if (moves(event.key()) || erases_on) return wait(now), false;
    const auto source = event.isAutoRepeat() ? visit::Source::held_key : visit::Source::key;
    if (of_ == Of::visitor) flow_.happen(visit::Act::touched, source);
    const auto kind = kind_of(event);
    if (kind != KeyStream::Kind::text && !event.isAutoRepeat()) {
        held_.reset(event.clone());
        held_rests_ = press_.rests();
    }
    const bool prints = kind == KeyStream::Kind::text || kind == KeyStream::Kind::blank;
    apply(stream_.feed(
        {kind, prints ? event.text().toStdString() : std::string(), event.isAutoRepeat()}, now,
        takes()));
    wait(now);
    return true;
}

void KeyGuard::apply(const KeyStream::Outs& outs) {
    using What = KeyStream::Out::What;
    for (const auto& out : outs) {
        // Whichever window has the keyboard, a code at this counter is the visitor's.
        const bool typed = out.what == What::typed || out.what == What::take_back;
        if (of_ == Of::teller && typed) continue;
        const auto text = QString::fromStdString(out.text);
        switch (out.what) {
            case What::typed:
                if (!typing()) break;
                if (out.first) flow_.happen(visit::Act::typing_begins, visit::Source::key);
                typed_ = flow_.typedKey(text, false);
                break;
            case What::take_back:
                typed_ = false;
                flow_.happen(visit::Act::typing_was_scanned, visit::Source::scanner);
                break;
            case What::press: press(); break;
            case What::code: flow_.scannedCode(text); break;
            case What::alone: choose(text); break;
        }
    }
}

void KeyGuard::press() {
    const auto event = std::move(held_);
    if (!event) return;
    const bool ends_number = enters(event->key()) && typed_;
    if (event->key() != Qt::Key_Backspace) typed_ = false;
    if (ends_number && typing() && flow_.typedKey(event->text(), true)) return;
    if (!held_rests_) send(*event);
}

/// Where no number is typed, a digit may be one of several answers.
void KeyGuard::choose(const QString& digit) {
    if (typing() || press_.rests()) return;
    QKeyEvent event(QEvent::KeyPress, Qt::Key_0 + digit[0].digitValue(), Qt::NoModifier, digit);
    send(event);
}

void KeyGuard::send(QKeyEvent& event) {
    passing_ = true;
    flow_.set_hand(visit::Source::key);
    QCoreApplication::sendEvent(&window_, &event);
    QKeyEvent release(QEvent::KeyRelease, event.key(), event.modifiers(), event.text());
    QCoreApplication::sendEvent(&window_, &release);
    flow_.set_hand(visit::Source::touch);
    passing_ = false;
}

void KeyGuard::tick(Time now) {
    apply(stream_.tick(now));
    wait(now);
}

void KeyGuard::wait(Time now) {
    const auto due = stream_.due();
    if (!due) return timer_.stop();
    due_ = *due;
    waiting_.start();
    timer_.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(due_ - now),
                          std::chrono::milliseconds(1)));
}

void KeyGuard::waited() {
    // The thread stood still meanwhile: keys that were pressed in time may still wait behind this
    // timer.
    if (waiting_.elapsed() > timer_.interval() + kFastHand.count()) {
        waiting_.start();
        return timer_.start(kFastHand);
    }
    tick(due_);
}

}  // namespace kiosk
