// SPDX-License-Identifier: Apache-2.0
// What can be chosen: acts on release inside it, once for a trembling hand, by a finger, a key or
// assistive technology; the focus ring stands outside it.
import QtQuick
import Kiosk

Rectangle {
    id: root
    /// Its words for who cannot see.
    property string spoken: ""
    /// Cannot be reached by a keyboard, nor by a scanner that types like one.
    property bool touchOnly: false
    /// Each touch counts, however soon: numbers are full of equal digits.
    property bool repeats: false
    /// It is switched on or off, and says which.
    property bool toggles: false
    property bool on: false
    property int kind: Accessible.Button
    readonly property bool down: area.pressed
    readonly property bool isAction: true
    signal chosen

    function press() {
        if (repeats || !hand.again())
            chosen();
    }
    Tremble {
        id: hand
    }
    radius: Tokens.corner
    activeFocusOnTab: !touchOnly
    Accessible.role: kind
    Accessible.name: spoken
    Accessible.focusable: true
    Accessible.checkable: toggles
    Accessible.checked: on
    Accessible.onPressAction: root.pressedFromAfar()
    Accessible.onToggleAction: root.pressedFromAfar()
    Keys.enabled: !touchOnly
    Keys.onReturnPressed: root.press()
    Keys.onEnterPressed: root.press()
    Keys.onSpacePressed: root.press()
    /// By a screen reader or a switch: no event of the window tells that somebody is there.
    function pressedFromAfar() {
        Visit.touched();
        press();
    }
    FocusRing {
        target: root
    }
    MouseArea {
        id: area
        anchors.fill: parent
        onClicked: root.press()
    }
}
