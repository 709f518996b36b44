// SPDX-License-Identifier: Apache-2.0
// Words of a text, those that differ underlined. It holds them as lists of the language's own,
// which are freed with it: a script's object stays until somebody collects it.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Flow {
    id: root
    property list<string> words
    property list<bool> marks
    /// Before them; empty: nothing.
    property string title
    property string role: "body"
    property int pixels: Tokens.px(role)
    spacing: 0.4 * pixels
    Word {
        visible: root.title !== ""
        room: root.width
        role: root.role
        fullPx: root.pixels
        tone: Tokens.colours.quiet
        text: root.title === "" ? "" : root.title + ":"
    }
    Repeater {
        model: root.words.length
        Word {
            required property int index
            readonly property bool differs: root?.marks[index] ?? false
            room: root?.width ?? 0
            role: root?.role ?? "body"
            fullPx: root?.pixels ?? 20
            font.underline: differs
            font.weight: differs ? Font.Bold : Font.Normal
            text: root?.words[index] ?? ""
        }
    }
}
