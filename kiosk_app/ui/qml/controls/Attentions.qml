// SPDX-License-Identifier: Apache-2.0
// All that asks for attention, each in a sentence and with what to do about it. No colour of a
// verdict: the eye and a bar of ink.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Column {
    id: root
    property int pixels: Tokens.px("body")
    spacing: Tokens.gap / 2
    Repeater {
        model: Result.remarks
        Rectangle {
            id: remark
            required property var modelData
            width: root.width
            height: words.implicitHeight + 0.3 * Tokens.u
            color: Tokens.colours.raised
            border.width: Comfort.theme === "high" ? Tokens.thin : 0
            border.color: Tokens.colours.line
            Rectangle {
                width: Math.round(0.3 * Tokens.u)
                height: parent.height
                color: Tokens.colours.ink
            }
            VerdictShape {
                id: eye
                plate: "attention"
                x: 0.8 * Tokens.u
                width: 1.3 * Tokens.u
                height: width
                anchors.verticalCenter: parent.verticalCenter
            }
            Flow {
                id: words
                x: eye.x + eye.width + 0.6 * Tokens.u
                width: parent.width - x - 0.4 * Tokens.u
                anchors.verticalCenter: parent.verticalCenter
                spacing: 0.5 * root.pixels
                Word {
                    room: words.width
                    role: "desk"
                    fullPx: root.pixels
                    text: Texts.language && Texts.text(remark.modelData.id, remark.modelData.value)
                }
                Word {
                    room: words.width
                    role: "desk"
                    fullPx: root.pixels
                    font.weight: Font.Bold
                    text: Texts.language && Texts.text(remark.modelData.advice)
                }
            }
        }
    }
}
