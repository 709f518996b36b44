// SPDX-License-Identifier: Apache-2.0
#include "ui/idle.h"

namespace kiosk {

Idle::Idle(QObject* parent) : QObject(parent) {
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &Idle::tick);
}

void Idle::start(int seconds, bool announced) {
    limit_ = doubled_ ? 2 * seconds : seconds;
    announced_ = announced;
    idle_ = 0;
    held_ = false;
    if (limit_ > 0) second_.start();
    else second_.stop();
    set_left(-1);
}

void Idle::touched() {
    if (left_ < 0) idle_ = 0;
}

bool Idle::extend() {
    if (++extensions_ > kMostExtensions) return false;
    idle_ = 0;
    set_left(-1);
    return true;
}

void Idle::tick() {
    if (held_) return;
    ++idle_;
    const int left = limit_ - idle_;
    if (left <= 0) {
        second_.stop();
        emit expired();
    } else if (announced_ && left <= kWarningSeconds) {
        set_left(left);
    }
}

void Idle::set_left(int left) {
    if (left_ == left) return;
    left_ = left;
    emit secondsLeftChanged();
}

}  // namespace kiosk
