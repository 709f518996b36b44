// SPDX-License-Identifier: Apache-2.0
// A button: acts on release inside it; its name is its text; the focus ring stands outside it.
import QtQuick
import Kiosk

Pressable {
    id: root
    property string text
    property string shortcut: ""
    spoken: text
    property bool primary: false
    property bool resting: false
    property string role: "button"
    property bool fixedSize: false
    property int pixels: fixedSize ? Tokens.fixedPx(role) : Tokens.px(role)
    readonly property bool large: primary && role === "button"
    readonly property real leastHeight: large ? Tokens.primaryHeight : Tokens.targetSize
    readonly property real leastWidth: large ? 45 * Tokens.mm : Tokens.targetSize
    implicitHeight: Math.max(leastHeight, label.implicitHeight + Tokens.u * 0.6)
    /// Drawn beside the words.
    property string sign: ""
    readonly property real signRoom: sign === "" ? 0 : icon.width + 0.3 * Tokens.u
    implicitWidth: Math.max(leastWidth, natural.advanceWidth + signRoom + Tokens.u * 1.6 + 2)
    color: {
        if (!primary)
            return down || resting ? Tokens.colours.raised : Tokens.colours.surface;
        if (down)
            return Tokens.colours.pressed;
        return resting ? Tokens.colours.surface : Tokens.colours.primary;
    }
    border.width: !primary ? Tokens.thin : resting ? 2 * Tokens.thin : 0
    border.color: primary ? Tokens.colours.primary : Tokens.colours.line

    // Its own measure of the words: that of the label depends on the width it is given.
    TextMetrics {
        id: natural
        font.family: Tokens.family
        font.weight: Tokens.weight(root.role)
        font.pixelSize: label.fullPx
        text: label.text
    }
    Loader {
        id: icon
        x: 0.5 * Tokens.u
        anchors.verticalCenter: parent.verticalCenter
        active: root.sign !== ""
        source: active ? Qt.resolvedUrl("Icon.qml") : ""
        onLoaded: (item as Icon).sign = root.sign
    }
    Words {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        x: Tokens.u * 0.2 + root.signRoom
        width: parent.width - Tokens.u * 0.4 - root.signRoom
        role: root.role
        fullPx: root.pixels
        text: root.shortcut === "" ? root.text : root.text + "  " + root.shortcut
        tone: {
            if (!root.primary)
                return root.resting ? Tokens.colours.quiet : Tokens.colours.ink;
            return root.resting ? Tokens.colours.primary : Tokens.colours.onPrimary;
        }
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
