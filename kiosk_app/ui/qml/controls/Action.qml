// SPDX-License-Identifier: Apache-2.0
// A button: acts on release inside it; its name is its text; the focus ring stands outside it.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string text
    property string shortcut: ""
    property string spoken: text
    property bool primary: false
    property bool resting: false
    property string role: "button"
    property bool fixedSize: false
    property int pixels: fixedSize ? Tokens.fixedPx(role) : Tokens.px(role)
    /// Cannot be reached by a keyboard, nor by a scanner that types like one.
    property bool touchOnly: false
    /// Each touch counts, however soon: numbers are full of equal digits.
    property bool repeats: false
    readonly property bool isAction: true
    signal chosen

    function press() {
        if (repeats || !hand.again())
            chosen();
    }
    Tremble {
        id: hand
    }

    readonly property bool large: primary && role === "button"
    readonly property real leastHeight: large ? Tokens.primaryHeight : Tokens.targetSize
    readonly property real leastWidth: large ? 45 * Tokens.mm : Tokens.targetSize
    implicitHeight: Math.max(leastHeight, label.implicitHeight + Tokens.u * 0.6)
    /// Drawn beside the words.
    property string sign: ""
    readonly property real signRoom: sign === "" ? 0 : icon.width + 0.3 * Tokens.u
    implicitWidth: Math.max(leastWidth, natural.advanceWidth + signRoom + Tokens.u * 1.6 + 2)
    radius: Tokens.corner
    activeFocusOnTab: !touchOnly
    color: {
        if (!primary)
            return area.pressed ? Tokens.colours.raised : Tokens.colours.surface;
        if (area.pressed)
            return Tokens.colours.pressed;
        return resting ? Tokens.colours.raised : Tokens.colours.primary;
    }
    border.width: primary && !resting ? 0 : Tokens.thin
    border.color: Tokens.colours.line

    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.focusable: true
    Accessible.onPressAction: root.press()
    Keys.enabled: !touchOnly
    Keys.onReturnPressed: root.press()
    Keys.onEnterPressed: root.press()
    Keys.onSpacePressed: root.press()

    FocusRing {
        target: root
    }
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
        sourceComponent: Icon {
            sign: root.sign
            tone: Tokens.colours.ink
        }
    }
    Words {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        x: Tokens.u * 0.2 + root.signRoom
        width: parent.width - Tokens.u * 0.4 - root.signRoom
        role: root.role
        fullPx: root.pixels
        text: root.shortcut === "" ? root.text : root.text + "  " + root.shortcut
        tone: root.primary && !root.resting ? Tokens.colours.onPrimary : Tokens.colours.ink
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    MouseArea {
        id: area
        anchors.fill: parent
        onClicked: root.press()
    }
}
