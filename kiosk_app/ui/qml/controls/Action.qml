// A button: acts on release inside it; its name is its text; the focus ring stands outside it.
import QtQuick
import Kiosk

Rectangle {
    id: root
    property string text
    property string hint: ""
    property bool primary: false
    property bool resting: false
    property string role: "button"
    signal chosen()

    implicitHeight: Math.max(primary ? Tokens.primaryHeight : Tokens.targetSize, label.implicitHeight + Tokens.u * 0.6)
    implicitWidth: Math.max(primary ? 45 * Tokens.mm : Tokens.targetSize, label.implicitWidth + Tokens.u * 1.6)
    radius: Tokens.corner
    activeFocusOnTab: true
    color: primary ? (area.pressed ? Tokens.colours.pressed : Tokens.colours.primary) : area.pressed ? Tokens.colours.raised : Tokens.colours.surface
    opacity: resting ? 0.55 : 1
    border.width: primary ? 0 : 2
    border.color: Tokens.colours.line

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: root.chosen()
    Keys.onReturnPressed: root.chosen()
    Keys.onEnterPressed: root.chosen()
    Keys.onSpacePressed: root.chosen()

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Tokens.mm - border.width
        visible: root.activeFocus
        color: "transparent"
        radius: root.radius + Tokens.mm
        border.width: Math.max(3, Math.round(0.6 * Tokens.mm))
        border.color: Tokens.colours.focus
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - Tokens.u * 0.8
        Words {
            id: label
            width: parent.width
            role: root.role
            text: root.text
            tone: root.primary ? Tokens.colours.onPrimary : Tokens.colours.ink
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
    MouseArea {
        id: area
        anchors.fill: parent
        onClicked: root.chosen()
    }
}
