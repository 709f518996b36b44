// SPDX-License-Identifier: Apache-2.0
// A text of the table in its role; wraps between words, never cut.
import QtQuick
import Kiosk

Text {
    id: words
    property string role: "body"
    /// Pixels of the role; smaller, but never unreadable, where the longest word would have to be
    /// broken.
    property real fullPx: Tokens.px(role)
    FontMetrics {
        id: metrics
        font.family: Tokens.family
        font.pixelSize: words.fullPx
        font.weight: Font.Bold
    }
    readonly property real widestWord: {
        const wider = (widest, word) => Math.max(widest, metrics.advanceWidth(word));
        return metrics.height > 0 ? text.split(" ").reduce(wider, 0) : 0;
    }
    property color tone: Tokens.colours.ink
    color: tone
    font.family: Tokens.family
    font.pixelSize: {
        if (width <= 0 || widestWord <= width - 1)
            return fullPx;
        const fitting = Math.floor(0.98 * fullPx * (width - 1) / widestWord);
        return Math.min(fullPx, Math.max(Tokens.leastPixels, fitting));
    }
    font.weight: Tokens.weight(role)
    lineHeight: Tokens.lineHeight(role)
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    readonly property bool isHeading: role.startsWith("heading") || role === "verdict"
    Accessible.role: isHeading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
}
