// SPDX-License-Identifier: Apache-2.0
// A teller's window between visits: that it waits, and where the visitor is; no value of anybody.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

DeskFrame {
    id: root
    focus: true
    sizes: DeskSizes {
        width: root.Window.width
        height: root.Window.height
    }
    message: t("m.stays")
    readonly property var steps: ["m.step.welcome", "m.step.consent", "m.step.key", "m.step.read"]
    Column {
        width: 0.6 * parent.width
        x: (parent.width - width) / 2
        y: 0.22 * parent.height
        spacing: root.sizes.gap
        Words {
            width: parent.width
            role: "heading1"
            horizontalAlignment: Text.AlignHCenter
            fullPx: 1.5 * root.sizes.title
            text: root.t("m.idle.title")
        }
        Words {
            width: parent.width
            role: "desk"
            horizontalAlignment: Text.AlignHCenter
            fullPx: root.sizes.value
            text: root.t("m.idle.body")
        }
    }
    Row {
        id: steps
        readonly property real part: (parent.width - 3 * spacing) / root.steps.length
        y: 0.66 * parent.height
        spacing: root.sizes.gap
        Repeater {
            model: root.steps
            Rectangle {
                id: step
                required property string modelData
                required property int index
                readonly property bool here: Visit.step === index
                width: steps.part
                height: name.implicitHeight + 1.4 * root.sizes.u
                radius: Tokens.corner
                color: here ? Tokens.colours.raised : Tokens.colours.ground
                border.width: here ? 2 * Tokens.thin : Tokens.thin
                border.color: here ? Tokens.colours.ink : Tokens.colours.line
                Words {
                    id: name
                    x: 0.7 * root.sizes.u
                    width: parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter
                    role: "desk"
                    fullPx: root.sizes.body
                    font.weight: step.here ? Font.Bold : Font.Normal
                    text: (step.here ? "▸ " : "") + root.t(step.modelData)
                }
            }
        }
    }
}
