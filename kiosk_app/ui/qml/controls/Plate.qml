// SPDX-License-Identifier: Apache-2.0
// The verdict: shape, words, what to do.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string plate: "undetermined"
    property string title
    property string body
    property string action
    property real least: 0
    readonly property var tones: Tokens.plate(plate)
    readonly property bool narrow: width < 24 * Tokens.u
    readonly property real shapeRoom: narrow ? shape.height + 0.5 * Tokens.u : 0
    height: Math.max(least, words.implicitHeight + Tokens.u + shapeRoom)
    color: tones[0]
    border.width: Math.round(0.3 * Tokens.u)
    border.color: tones[1]
    radius: Tokens.corner
    VerdictShape {
        id: shape
        plate: root.plate
        x: Tokens.u
        y: root.narrow ? 0.6 * Tokens.u : (root.height - height) / 2
        width: (root.narrow ? 15 : 25) * Tokens.mm
        height: width
    }
    Column {
        id: words
        x: root.narrow ? Tokens.u : shape.x + shape.width + Tokens.u
        y: root.narrow ? shape.y + shape.height + 0.4 * Tokens.u : (root.height - height) / 2
        width: root.width - x - Tokens.u
        spacing: 0.3 * Tokens.u
        Words {
            width: parent.width
            role: "verdict"
            tone: root.tones[4]
            text: root.title
        }
        // Before the reasons: large letters leave no room for both on one screen.
        Words {
            width: parent.width
            role: "lead"
            tone: root.tones[4]
            font.weight: Font.Bold
            text: root.action
        }
        Words {
            width: parent.width
            tone: root.tones[4]
            text: root.body
        }
    }
}
