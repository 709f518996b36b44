// SPDX-License-Identifier: Apache-2.0
#include "ui/press_guard.h"

#include <QQmlProperty>
#include <QTouchEvent>

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

/// A further finger comes inside the touch of the first.
bool adds_finger(const QEvent& event) {
    return event.type() == QEvent::TouchUpdate &&
           std::ranges::any_of(static_cast<const QTouchEvent&>(event).points(),
                               [](const auto& at) { return at.state() == QEventPoint::Pressed; });
}

bool begins(const QEvent& event) {
    return event.type() == QEvent::MouseButtonPress || event.type() == QEvent::TouchBegin;
}

bool goes_on(const QEvent& event) {
    return event.type() == QEvent::MouseButtonDblClick || event.type() == QEvent::TouchUpdate;
}

bool ends(const QEvent& event) {
    return event.type() == QEvent::MouseButtonRelease || event.type() == QEvent::TouchEnd ||
           event.type() == QEvent::TouchCancel;
}

}  // namespace

PressGuard::PressGuard(Flow& flow, QQuickWindow& window, Clock clock, Of of, QObject* parent)
    : QObject(parent), flow_(flow), clock_(std::move(clock)), of_(of) {
    QQmlProperty(&window, QStringLiteral("top")).connectNotifySignal(this, SLOT(begin()));
    window.installEventFilter(this);
}

bool PressGuard::eventFilter(QObject*, QEvent* event) {
    const bool last = ends(*event);
    if (!begins(*event) && !goes_on(*event) && !last) return false;
    if (begins(*event)) {
        if (of_ == Of::visitor) flow_.touched();
        swallows_ = rests();
    } else if (event->type() == QEvent::MouseButtonDblClick || adds_finger(*event)) {
        swallows_ = swallows_ || rests();
    }
    const bool swallowed = last ? std::exchange(swallows_, false) : swallows_;
    if (swallowed) event->accept();  // nothing is made of it elsewhere
    return swallowed;
}

}  // namespace kiosk
