// SPDX-License-Identifier: Apache-2.0
// What was typed so far; the place where the next digit goes has a thick frame. A screen reader
// hears how many digits there are, never which.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string text
    property string label: ""
    property string name: label
    /// What is to be typed, while nothing is.
    property string form: ""
    property int count: 0
    property string counted: "z.digits"
    property bool here: false
    readonly property bool isField: true
    property string role: "digits"
    /// It may be touched to be typed anew.
    property bool touchable: false
    /// Its turn has not come.
    property bool resting: false
    signal chosen
    // Of the letters it will have: it does not move with the first.
    implicitHeight: typed.y + letters.height + 0.2 * Tokens.u
    FontMetrics {
        id: letters
        font.family: Tokens.family
        font.weight: Tokens.weight(root.role)
        font.pixelSize: Math.min(Tokens.px(root.role), Math.floor(root.width / 9.6))
    }
    FocusRing {
        target: root
    }
    TapHandler {
        enabled: root.touchable
        onTapped: root.chosen()
    }
    color: resting ? Tokens.colours.raised : Tokens.colours.surface
    border.width: here ? 2 * Tokens.thin : Tokens.thin
    border.color: here ? Tokens.colours.primary : Tokens.colours.line
    radius: Tokens.corner
    Accessible.role: Accessible.EditableText
    Accessible.name: name
    Accessible.description: Texts.language && Texts.text(counted, String(count))
    Accessible.focusable: true
    Accessible.onPressAction: if (touchable)
        chosen()
    Words {
        id: above
        visible: root.label !== ""
        x: 0.4 * Tokens.u
        y: 0.2 * Tokens.u
        width: parent.width - 2 * x
        role: "caption"
        tone: Tokens.colours.quiet
        text: root.label
        Accessible.ignored: true
    }
    Words {
        id: typed
        x: 0.3 * Tokens.u
        height: letters.height
        verticalAlignment: Text.AlignVCenter
        y: root.label === "" ? 0.2 * Tokens.u : above.y + above.implicitHeight
        width: parent.width - 0.6 * Tokens.u
        role: root.role
        readonly property real perLine: root.text === "" ? 11 : 9.6
        font.pixelSize: Math.min(Tokens.px(root.role), Math.floor(root.width / perLine))
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.NoWrap
        tone: root.text === "" ? Tokens.colours.quiet : Tokens.colours.ink
        font.weight: root.text === "" ? Font.Normal : Tokens.weight(root.role)
        text: root.text !== "" ? root.text : root.form === "" ? " " : root.form
        Accessible.ignored: true
    }
}
