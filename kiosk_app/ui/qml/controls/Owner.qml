// SPDX-License-Identifier: Apache-2.0
// Whose machine this is, and how far the visit has come. Held for five seconds it asks for the
// administrator's PIN.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Column {
    id: root
    /// Of four; 0: no visit.
    property int step: 0
    property bool bar: false
    readonly property int steps: 4
    readonly property string at: Texts.language && Texts.text("g.step", String(step), String(steps))
    spacing: 0.4 * Tokens.u
    Item {
        width: parent.width
        height: Math.max(name.implicitHeight, where.implicitHeight)
        Words {
            id: name
            width: parent.width - (where.visible ? where.width + Tokens.gap : 0)
            role: "caption"
            font.weight: Font.Bold
            text: Texts.language && Desk.operatorName()
            MouseArea {
                anchors.fill: parent
                pressAndHoldInterval: 5000
                onPressAndHold: Admin.knock()
            }
        }
        Word {
            id: where
            visible: root.step > 0
            anchors.right: parent.right
            room: parent.width * 0.4
            role: "caption"
            tone: Tokens.colours.quiet
            text: root.at
        }
    }
    Row {
        visible: root.bar && root.step > 0
        spacing: 0.25 * Tokens.u
        Repeater {
            model: root.bar ? root.steps : 0
            Rectangle {
                required property int index
                width: (root.width - (root.steps - 1) * 0.25 * Tokens.u) / root.steps
                height: Math.round(0.3 * Tokens.u)
                radius: height / 2
                readonly property bool reached: index < root.step
                color: reached ? Tokens.colours.primary : Tokens.colours.hair
            }
        }
    }
}
