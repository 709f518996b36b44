// SPDX-License-Identifier: Apache-2.0
// The verdict at a desk: shape, title and one sentence in a line; what to do always at the right.
import QtQuick
import Kiosk

Rectangle {
    id: root
    required property DeskSizes sizes
    property string plate: "undetermined"
    property string title
    property string body
    property string action
    readonly property var tones: Tokens.plate(plate)
    implicitHeight: {
        const highest = Math.max(words.implicitHeight, todo.implicitHeight, shape.height);
        return Math.max(3.6 * sizes.u, highest + 0.5 * sizes.u);
    }
    color: tones[0]
    border.width: Math.max(3, Math.round(0.14 * sizes.u))
    border.color: tones[1]
    radius: Tokens.corner
    VerdictShape {
        id: shape
        plate: root.plate
        x: 0.9 * root.sizes.u
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(2.6 * root.sizes.u, 14 * Tokens.mm)
        height: width
    }
    Column {
        id: words
        x: shape.x + shape.width + 0.9 * root.sizes.u
        width: line.x - x - 0.6 * root.sizes.u
        anchors.verticalCenter: parent.verticalCenter
        Words {
            width: parent.width
            role: "verdict"
            fullPx: root.sizes.title
            tone: root.tones[4]
            text: root.title
        }
        Words {
            width: parent.width
            role: "desk"
            fullPx: root.sizes.body
            tone: root.tones[4]
            text: root.body
        }
    }
    Rectangle {
        id: line
        x: root.width * 0.68
        y: 0.4 * root.sizes.u
        width: Tokens.thin
        height: parent.height - 2 * y
        color: root.tones[4]
    }
    Words {
        id: todo
        x: line.x + 0.9 * root.sizes.u
        width: root.width - x - 0.6 * root.sizes.u
        anchors.verticalCenter: parent.verticalCenter
        role: "desk"
        fullPx: root.sizes.value
        font.weight: Font.Bold
        tone: root.tones[4]
        text: root.action
    }
}
