// SPDX-License-Identifier: Apache-2.0
// In place of the portrait and the decision: why there is none, and what is done instead, for there
// is nobody to compare with.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Column {
    id: root
    property int pixels: Tokens.px("body")
    readonly property bool refused: Result.plate === "failed" || Result.plate === "undetermined"
    readonly property var steps: {
        if (refused)
            return [["v.todo.say"], ["v.todo.boss", Result.transaction]];
        return [[Result.actionId]];
    }
    spacing: 0.4 * pixels
    Rectangle {
        width: parent.width
        height: why.implicitHeight + 3 * root.pixels
        color: Tokens.colours.ground
        radius: Tokens.corner
        border.width: Tokens.thin
        border.color: Tokens.colours.line
        Words {
            id: why
            x: root.pixels
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            fullPx: root.pixels
            text: Texts.language && Texts.text(root.refused ? "v.nophoto" : "v.noimage")
        }
    }
    Words {
        width: parent.width
        fullPx: root.pixels
        font.weight: Font.Bold
        text: Texts.language && Texts.text("v.todo")
    }
    Repeater {
        model: root.steps
        Words {
            required property var modelData
            required property int index
            width: parent.width
            fullPx: root.pixels
            readonly property string value: modelData[1] ?? ""
            readonly property string step: Texts.language && Texts.text(modelData[0], value)
            text: (index + 1) + ". " + step
        }
    }
}
