// SPDX-License-Identifier: Apache-2.0
// The clerk's decision: one of three, the chosen one marked by a tick and a filled ground; nothing
// is asked where there is no portrait.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Flow {
    id: root
    spacing: Tokens.gap
    /// One below the other, with the keys 1, 2 and 3, in letters of `pixels`.
    property bool keys: false
    property int pixels: Tokens.px("body")
    property int keyHeight: 0
    readonly property var choices: [
        ["same", "v.same"],
        ["not_same", "v.notsame"],
        ["unsure", "v.unsure"]
    ]
    // Without a portrait there is nobody to compare with.
    visible: Result.hasPortrait
    Repeater {
        model: root.choices
        Action {
            required property var modelData
            required property int index
            readonly property bool taken: Result.decision === modelData[0]
            width: root.keys ? root.width : Math.min(implicitWidth, root.width)
            role: "body"
            pixels: root.pixels
            height: root.keys ? Math.max(root.keyHeight, 1.6 * pixels) : implicitHeight
            shortcut: root.keys ? String(index + 1) : ""
            primary: taken
            text: Texts.language && ((taken ? "✓ " : "") + Texts.text(modelData[1]))
            onChosen: Result.decide(modelData[0])
        }
    }
}
