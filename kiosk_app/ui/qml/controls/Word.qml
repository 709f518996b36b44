// SPDX-License-Identifier: Apache-2.0
// One word of a line: its own width, at most that of the line.
import QtQuick
import Kiosk

Words {
    id: root
    property real room: 0
    font.pixelSize: fullPx
    width: Math.min(natural.advanceWidth + 2, room)
    TextMetrics {
        id: natural
        font: root.font
        text: root.text
    }
}
