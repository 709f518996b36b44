// A blank card on a reader, with an arrow to where this kiosk's reader is.
import QtQuick
import Kiosk

Item {
    id: root
    property string place: "right"
    implicitWidth: 18 * Tokens.u
    implicitHeight: 11 * Tokens.u
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width, parent.height * 85.6 / 54) * 0.8
        height: width * 54 / 85.6
        radius: Tokens.corner
        color: Tokens.colours.surface
        border.width: Math.round(0.2 * Tokens.u)
        border.color: Tokens.colours.ink
        Rectangle { x: parent.width * 0.08; y: parent.height * 0.34; width: parent.width * 0.22; height: parent.height * 0.5; color: Tokens.colours.raised; border.width: 2; border.color: Tokens.colours.line }
        Repeater {
            model: 3
            Rectangle { required property int index; x: parent.width * 0.38; y: parent.height * (0.4 + index * 0.16); width: parent.width * (0.5 - index * 0.08); height: parent.height * 0.05; color: Tokens.colours.line }
        }
        Rectangle { x: parent.width * 0.78; y: parent.height * 0.1; width: parent.width * 0.14; height: width; color: "transparent"; border.width: 4; border.color: Tokens.colours.ink }
    }
    Words {
        anchors.right: root.place === "right" ? parent.right : undefined
        anchors.left: root.place === "left" ? parent.left : undefined
        anchors.verticalCenter: root.place === "below" ? undefined : parent.verticalCenter
        anchors.bottom: root.place === "below" ? parent.bottom : undefined
        anchors.horizontalCenter: root.place === "below" ? parent.horizontalCenter : undefined
        role: "heading1"
        text: root.place === "right" ? "→" : root.place === "left" ? "←" : "↓"
        tone: Tokens.colours.primary
        Accessible.ignored: true
    }
}
