// The clerk's decision: one of a few, the chosen one marked by a tick and a filled ground.
import QtQuick
import Kiosk
import Kiosk.Visit

Column {
    id: root
    property var choices: []
    spacing: Tokens.gap
    Repeater {
        model: root.choices
        Action {
            required property var modelData
            readonly property bool taken: Visit.decision === modelData[0]
            width: root.width
            role: "body"
            primary: taken
            text: { Texts.language; return (taken ? "✓ " : "") + Texts.text(modelData[1]) }
            onChosen: Visit.decide(modelData[0])
        }
    }
}
