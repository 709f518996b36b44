// SPDX-License-Identifier: Apache-2.0
// A place of the strip: a sign over one or two words.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string text
    property string sign
    /// Leaving: an edge of ink, bold words.
    property bool leaves: false
    /// What is switched on or off says which.
    property bool toggles: false
    property bool on: false
    readonly property string spoken: text
    readonly property bool isAction: true
    signal chosen
    function press() {
        if (!hand.again())
            chosen();
    }
    Tremble {
        id: hand
    }
    implicitHeight: words.height + icon.height + 0.6 * Tokens.u
    color: area.pressed || on ? Tokens.colours.tint : Tokens.colours.surface
    border.width: on ? 2 * Tokens.thin : Tokens.thin
    border.color: leaves ? Tokens.colours.ink : on ? Tokens.colours.primary : Tokens.colours.line
    radius: Tokens.corner
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.focusable: true
    Accessible.checkable: toggles
    Accessible.checked: on
    Accessible.onPressAction: root.press()
    Keys.onReturnPressed: root.press()
    Keys.onEnterPressed: root.press()
    Keys.onSpacePressed: root.press()
    FocusRing {
        target: root
    }
    Icon {
        id: icon
        x: (parent.width - width) / 2
        y: (parent.height - height - words.height) / 2
        sign: root.sign
        tone: root.leaves ? Tokens.colours.ink : Tokens.colours.primary
    }
    Words {
        id: words
        x: Tokens.thin + 1
        y: icon.y + icon.height
        width: parent.width - 2 * x
        role: "tool"
        font.weight: root.leaves ? Font.Bold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
        text: root.text
        Accessible.ignored: true
    }
    MouseArea {
        id: area
        anchors.fill: parent
        onClicked: root.press()
    }
}
