// SPDX-License-Identifier: Apache-2.0
// One field of the card at a desk: label over value; a click on it copies the value.
import QtQuick
import Kiosk

Rectangle {
    id: root
    required property DeskSizes sizes
    required property string field
    required property string value
    property bool copies: false
    /// There is room around the words.
    property bool airy: false
    /// Words that are printed in its place, where they differ, and which of them do.
    property list<string> printed
    property list<bool> marks
    readonly property bool otherwise: printed.length > 0
    readonly property string label: Texts.language && Texts.label(field)
    readonly property bool isAction: copies
    readonly property string spoken: (Texts.language && Texts.text("o.copy")) + " " + label
    readonly property bool copied: copies && Desk.copiedField === field
    readonly property real around: (otherwise || airy ? 0.5 : 0.12) * sizes.u
    implicitHeight: Math.max(words.implicitHeight + around, copies ? Tokens.targetSize : 0)
    color: area.pressed || copied ? Tokens.colours.raised : Tokens.colours.surface
    radius: Tokens.corner
    border.width: otherwise ? 2 * Tokens.thin : Tokens.thin
    border.color: {
        if (otherwise)
            return Tokens.colours.ink;
        return copies ? Tokens.colours.line : Tokens.colours.ground;
    }
    activeFocusOnTab: copies
    Accessible.role: copies ? Accessible.Button : Accessible.Grouping
    Accessible.name: copies ? spoken : label
    Accessible.focusable: copies
    Accessible.onPressAction: root.copy()
    Keys.onReturnPressed: root.copy()
    Keys.onEnterPressed: root.copy()
    Keys.onSpacePressed: root.copy()

    function copy() {
        if (copies)
            Desk.copy(field);
    }
    FocusRing {
        target: root
    }
    Column {
        id: words
        x: 0.6 * root.sizes.u
        width: parent.width - 1.2 * root.sizes.u
        anchors.verticalCenter: parent.verticalCenter
        Words {
            width: parent.width
            role: "desk"
            fullPx: root.sizes.label
            tone: Tokens.colours.quiet
            text: root.label
        }
        Words {
            width: parent.width
            role: "desk"
            fullPx: root.sizes.value
            font.weight: Font.Bold
            text: root.value
        }
        // Printed otherwise, on a card that is genuine all the same.
        MarkedWords {
            visible: root.otherwise
            width: parent.width
            role: "desk"
            pixels: root.sizes.label
            title: Texts.language && Texts.text("v.diff.printed")
            words: root.printed
            marks: root.marks
        }
    }
    MouseArea {
        id: area
        anchors.fill: parent
        enabled: root.copies
        onClicked: root.copy()
    }
}
