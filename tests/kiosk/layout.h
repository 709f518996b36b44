// SPDX-License-Identifier: Apache-2.0
// Judges what is on the screen by program: nothing clipped, overlapping or off screen; targets and
// gaps in millimetres; contrast on pixels; the accessible name of every control.
#pragma once
#include <QImage>
#include <QMultiHash>
#include <QQuickWindow>
#include <QStringList>

#include "ui/comfort.h"

namespace walk {

/// Smallest target and gap, in millimetres: a finger's, or at a clerk's desktop a mouse's. Smallest
/// letters, in pixels.
struct Least {
    double target = 15, gap = 3;
    int letters = 20;
};
inline constexpr Least kDesktop{9, 2, 16};

/// One line a problem; empty: all is well.
QStringList layout_problems(QQuickWindow& window, const kiosk::Comfort& comfort,
                            const Least& least);
QStringList contrast_problems(QQuickWindow& window, const QImage& picture);
QStringList accessibility_problems(QQuickWindow& window);
/// Every text that can be seen.
QStringList visible_texts(QQuickWindow& window);
/// Where each of them is and each control, by its words; only what can be seen whole.
QMultiHash<QString, QRect> places(QQuickWindow& window);

}  // namespace walk
