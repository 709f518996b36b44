// SPDX-License-Identifier: Apache-2.0
// A box to tick, a whole row to touch; ticked by a mark, never by colour alone.
import QtQuick
import QtQuick.Shapes
import Kiosk

Pressable {
    id: root
    property string text
    property bool ticked: false
    spoken: text
    kind: Accessible.CheckBox
    toggles: true
    on: ticked
    implicitHeight: Math.max(Tokens.targetSize, label.implicitHeight + 0.6 * Tokens.u)
    color: down ? Tokens.colours.raised : Tokens.colours.surface
    border.width: Tokens.thin
    border.color: Tokens.colours.line
    Rectangle {
        id: box
        x: 0.6 * Tokens.u
        anchors.verticalCenter: parent.verticalCenter
        width: 1.6 * Tokens.u
        height: width
        color: root.ticked ? Tokens.colours.primary : Tokens.colours.surface
        border.width: Tokens.thin
        border.color: Tokens.colours.ink
        Shape {
            visible: root.ticked
            width: 100
            height: 100
            scale: box.width / 100
            transformOrigin: Item.TopLeft
            ShapePath {
                fillColor: "transparent"
                strokeColor: Tokens.colours.onPrimary
                strokeWidth: 12
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                PathSvg {
                    path: "M22 52 L42 72 L78 30"
                }
            }
        }
    }
    Words {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        x: box.x + box.width + 0.6 * Tokens.u
        width: root.width - x - 0.6 * Tokens.u
        role: "body"
        text: root.text
        Accessible.ignored: true
    }
}
