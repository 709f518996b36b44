// SPDX-License-Identifier: Apache-2.0
// What was typed so far; the place where the next digit goes has a thick frame.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string text
    property bool here: false
    property string role: "digits"
    implicitHeight: typed.implicitHeight + 0.6 * Tokens.u
    color: Tokens.colours.surface
    border.width: here ? 2 * Tokens.thin : Tokens.thin
    border.color: here ? Tokens.colours.primary : Tokens.colours.line
    radius: Tokens.corner
    Words {
        id: typed
        anchors.verticalCenter: parent.verticalCenter
        x: 0.3 * Tokens.u
        width: parent.width - 0.6 * Tokens.u
        role: root.role
        font.pixelSize: Math.min(Tokens.px(root.role), Math.floor(root.width / 9.6))
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.NoWrap
        text: root.text === "" ? " " : root.text
        Accessible.ignored: true
    }
}
