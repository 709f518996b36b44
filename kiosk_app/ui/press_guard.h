// SPDX-License-Identifier: Apache-2.0
// A page that has just come takes no press: a second tap, or a finger on its way, was meant for the
// page before.
#pragma once
#include <QObject>
#include <QQuickWindow>

#include "ui/clock.h"
#include "ui/flow.h"

namespace kiosk {

/// So long no finger and no key presses anything on a page that has just come.
inline constexpr std::chrono::milliseconds kNewPage{500};

class PressGuard : public QObject {
    Q_OBJECT

public:
    /// Whose window it is: what a teller does is no sign that the visitor is there.
    enum class Of { visitor, teller };
    /// The page is the window's property "top".
    PressGuard(Flow& flow, QQuickWindow& window, Clock clock, Of of = Of::visitor,
               QObject* parent = nullptr);
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// The page has just come.
    bool rests() const { return clock_() < until_; }

public slots:
    void begin() { until_ = clock_() + kNewPage; }

private:
    Flow& flow_;
    Clock clock_;
    Of of_;
    std::chrono::steady_clock::time_point until_{};
    bool swallows_ = false;  ///< from a press that came too early to its release
};

}  // namespace kiosk
