// SPDX-License-Identifier: Apache-2.0
// A place of the strip: a sign over one or two words.
import QtQuick
import Kiosk

Pressable {
    id: root
    property string text
    property string sign
    /// Leaving: an edge of ink, bold words.
    property bool leaves: false
    spoken: text
    color: down || on ? Tokens.colours.tint : Tokens.colours.surface
    border.width: on ? 2 * Tokens.thin : Tokens.thin
    border.color: leaves ? Tokens.colours.ink : on ? Tokens.colours.primary : Tokens.colours.line
    Icon {
        id: icon
        // Three lines of words stand alone.
        visible: height + words.implicitHeight + 0.3 * Tokens.u <= parent.height
        x: (parent.width - width) / 2
        y: (parent.height - height - words.implicitHeight) / 2
        sign: root.sign
        tone: root.leaves ? Tokens.colours.ink : Tokens.colours.primary
    }
    Words {
        id: words
        x: Tokens.thin + 1
        y: icon.visible ? icon.y + icon.height : (parent.height - implicitHeight) / 2
        width: parent.width - 2 * x
        role: "tool"
        font.weight: root.leaves ? Font.Bold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
        text: root.text
        Accessible.ignored: true
    }
}
