// SPDX-License-Identifier: Apache-2.0
// A large choice: a name, and below it where that is. A full one stays in sight and says so.
import QtQuick
import Kiosk

Pressable {
    id: root
    property string title
    property string below: ""
    property string note: ""
    property bool resting: false
    spoken: title + after(below) + after(note)
    function after(text) {
        return text === "" ? "" : ", " + text;
    }
    implicitHeight: Math.max(Tokens.primaryHeight, words.implicitHeight + 0.8 * Tokens.u)
    color: down || resting ? Tokens.colours.raised : Tokens.colours.surface
    border.width: Tokens.thin
    border.color: Tokens.colours.line
    Column {
        id: words
        x: 0.6 * Tokens.u
        width: parent.width - 1.2 * Tokens.u
        anchors.verticalCenter: parent.verticalCenter
        Words {
            width: parent.width
            role: "button"
            text: root.title
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: root.below !== ""
            role: "body"
            tone: Tokens.colours.quiet
            text: root.below
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: root.note !== ""
            role: "caption"
            font.weight: Font.Bold
            text: root.note
            Accessible.ignored: true
        }
    }
}
