// SPDX-License-Identifier: Apache-2.0
// Between the keyboard and the pages: a scanner types as a keyboard does, and what it types must
// press no button.
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QQuickWindow>
#include <QTimer>

#include <memory>

#include "core/key_stream.h"
#include "ui/press_guard.h"

class QKeyEvent;

namespace kiosk {

class KeyGuard : public QObject {
    Q_OBJECT

public:
    using Of = PressGuard::Of;
    /// A teller's keys choose on the teller's page; they type no number; a scanner is the
    /// counter's.
    KeyGuard(Flow& flow, QQuickWindow& window, Clock clock, const PressGuard& press,
             Of of = Of::visitor, QObject* parent = nullptr);
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// No key was pressed until now: for the timer and for tests.
    void tick(KeyStream::Time now);

private:
    using Time = KeyStream::Time;
    bool take(const QKeyEvent& event);
    Time time_of(const QKeyEvent& event) const;
    void apply(const KeyStream::Outs& outs);
    void press();
    void choose(const QString& digit);
    void send(QKeyEvent& event);
    void wait(Time now);
    /// What the page takes, where nothing covers it.
    KeyStream::Takes takes() const {
        const bool mine = of_ == Of::visitor && window_.property("overPage").toString().isEmpty();
        return mine ? flow_.takes() : KeyStream::Takes::nothing;
    }
    bool typing() const { return takes() != KeyStream::Takes::nothing; }
    void waited();

    Flow& flow_;
    QQuickWindow& window_;
    Clock clock_;
    const PressGuard& press_;
    Of of_;
    KeyStream stream_;
    /// The last key that may press something, until it is known whose it was.
    std::unique_ptr<QKeyEvent> held_;
    bool held_rests_ = false;  ///< it was pressed on a page that had just come
    bool typed_ = false;       ///< Enter ends the number that a hand has typed
    bool passing_ = false;
    QElapsedTimer waiting_;
    Time due_{};
    QTimer timer_;
};

}  // namespace kiosk
