// SPDX-License-Identifier: Apache-2.0
// The clerk's decision: one of three, the chosen one marked by a tick and a filled ground.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Flow {
    id: root
    spacing: Tokens.gap
    readonly property var choices: [
        ["same", "v.same"],
        ["not_same", "v.notsame"],
        ["unsure", "v.unsure"]
    ]
    Repeater {
        // Without a portrait nobody can be the same as it.
        model: Visit.hasPortrait ? root.choices : root.choices.slice(1)
        Action {
            required property var modelData
            readonly property bool taken: Visit.decision === modelData[0]
            width: Math.min(implicitWidth, root.width)
            role: "body"
            primary: taken
            text: Texts.language && ((taken ? "✓ " : "") + Texts.text(modelData[1]))
            onChosen: Visit.decide(modelData[0])
        }
    }
}
