// SPDX-License-Identifier: Apache-2.0
// Between the keyboard and the pages: a wedge scanner types as fast as no hand does, and what it
// types must press no button.
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QQuickWindow>
#include <QTimer>

#include <chrono>
#include <memory>

#include "ui/press_guard.h"

class QKeyEvent;

namespace kiosk {

class KeyGuard : public QObject {
    Q_OBJECT

public:
    KeyGuard(Flow& flow, QQuickWindow& window, Clock clock, const PressGuard& press,
             QObject* parent = nullptr);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool take(const QKeyEvent& event);
    using Time = std::chrono::steady_clock::time_point;
    Time time_of(const QKeyEvent& event) const;
    void scanned(const QKeyEvent& event, Time time);
    void let_go();
    Flow& flow_;
    QQuickWindow& window_;
    Clock clock_;
    const PressGuard& press_;
    std::chrono::steady_clock::time_point last_{};
    /// The first key after a pause, until it is sure that no burst follows it.
    std::unique_ptr<QKeyEvent> held_;
    Time held_time_{};
    bool held_rests_ = false;  ///< it was pressed on a page that had just come
    QElapsedTimer waiting_;
    bool passing_ = false, typing_ = false;  ///< typing_: the last key of a hand's was a digit
    QTimer timer_;
};

}  // namespace kiosk
