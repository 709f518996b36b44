// SPDX-License-Identifier: Apache-2.0
#include "ui/key_guard.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <utility>

namespace kiosk {
namespace {

bool ends_code(int key) {
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab;
}
bool moves(int key) {
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right;
}
bool presses(int key) { return ends_code(key) || key == Qt::Key_Space || key == Qt::Key_Backtab; }

}  // namespace

KeyGuard::KeyGuard(Flow& flow, QQuickWindow& window, Clock clock, const PressGuard& press,
                   QObject* parent)
    : QObject(parent), flow_(flow), window_(window), clock_(std::move(clock)), press_(press) {
    timer_.setSingleShot(true);
    timer_.setInterval(static_cast<int>(kWedgeGap.count()));
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &KeyGuard::let_go);
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
    // A key that is held down moves and erases on; it presses nothing a second time.
    if (event.isAutoRepeat() && !moves(event.key()) && event.key() != Qt::Key_Backspace)
        return true;
    const auto now = time_of(event);
    const bool burst = now - std::exchange(last_, now) <= kWedgeGap;
    if (burst && held_) {
        // No person pressed the held key: it is part of the code.
        scanned(*held_, held_time_);
        held_.reset();
        timer_.stop();
    }
    if (event.text().isEmpty() && (event.key() == Qt::Key_Shift || event.key() == Qt::Key_Control ||
                                   event.key() == Qt::Key_Alt))
        return false;
    const bool printable = !event.text().isEmpty() && event.text()[0].isPrint() &&
                           !(event.modifiers() & Qt::ControlModifier);
    if (burst) return scanned(event, now), true;
    if (!printable && !presses(event.key()))
        typing_ = false;                   // moved on by arrows: Enter presses what has the focus
    if (moves(event.key())) return false;  // chooses nothing
    held_.reset(static_cast<QKeyEvent*>(event.clone()));
    held_time_ = now;
    held_rests_ = press_.rests();
    waiting_.start();
    timer_.start();
    return true;
}

void KeyGuard::scanned(const QKeyEvent& event, Time time) {
    const bool end = ends_code(event.key());
    flow_.scannedKey(end ? QString() : event.text(), end, time);
}

void KeyGuard::let_go() {
    if (!held_) return;
    // The thread stood still meanwhile: keys that were pressed in time may still wait behind this
    // timer.
    if (waiting_.elapsed() > 2 * kWedgeGap.count()) {
        waiting_.start();
        return timer_.start();
    }
    const auto event = std::move(held_);
    const bool enter = ends_code(event->key()) && event->key() != Qt::Key_Tab;
    if ((!enter || typing_) && flow_.typedKey(event->text(), enter)) {
        typing_ = !enter;
        return;
    }
    typing_ = false;
    if (held_rests_) return;
    passing_ = true;
    QCoreApplication::sendEvent(&window_, event.get());
    QKeyEvent release(QEvent::KeyRelease, event->key(), event->modifiers(), event->text());
    QCoreApplication::sendEvent(&window_, &release);
    passing_ = false;
}

}  // namespace kiosk
