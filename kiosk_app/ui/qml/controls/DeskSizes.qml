// SPDX-License-Identifier: Apache-2.0
// Sizes of a clerk's desk: a mouse and labels that are known by heart let more stand on one screen
// (ADR 97). A unit is about a hundredth of the viewing distance, less where the window is small.
import QtQuick
import Kiosk

QtObject {
    /// Of the page.
    required property real width
    required property real height
    readonly property real u: Math.min(1.25 * Tokens.u, height / 35, width / 62)
    readonly property int least: 16
    /// The larger a role is already, the less it grows.
    readonly property real growth: Comfort.scale - 1
    readonly property int label: px(0.74, 0.6)
    /// Of what a clerk reads once.
    readonly property int small: px(0.74, 0)
    readonly property int body: px(0.83, 0.5)
    readonly property int value: px(0.87, 0.75)
    readonly property int title: px(1.38, 0.3)
    readonly property int margin: Math.round(1.1 * u)
    readonly property int gap: Math.max(Tokens.gap, Math.round(0.36 * u))
    readonly property int target: Math.max(Tokens.targetSize, Math.round(1.65 * u))
    /// Sixty millimetres, as people are compared with.
    readonly property int portraitHeight: Math.ceil(60 * Tokens.mm)
    readonly property int portraitWidth: Math.ceil(portraitHeight * 3 / 4)
    /// Whether a desk fits at all; elsewhere the page scrolls.
    readonly property bool fits: {
        const wide = width >= 1200 && width > 1.5 * height;
        const targets = height >= 16 * Tokens.targetSize && height >= 2.6 * portraitHeight;
        return wide && height >= 640 && targets && Tokens.desktop && Comfort.scale < 2;
    }

    function px(size, growing) {
        return Math.max(least, Math.round(size * u * (1 + growing * growth)));
    }
}
