// SPDX-License-Identifier: Apache-2.0
// The portrait that the issuer signed; a touch makes it large.
import QtQuick
import Kiosk

Column {
    id: root
    property int captionPixels: Tokens.px("caption")
    /// Where nothing stands beside the portrait its caption may be wider.
    property real captionWidth: width
    signal chosen
    readonly property bool isAction: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: Texts.language && Texts.text("v.photo")
    Accessible.onPressAction: root.chosen()
    Keys.onReturnPressed: root.chosen()
    Keys.onSpacePressed: root.chosen()
    Image {
        source: Result.hasPortrait ? "image://portrait/" + Result.titleId : ""
        cache: false
        width: parent.width
        height: width * 4 / 3
        fillMode: Image.PreserveAspectFit
        verticalAlignment: Image.AlignTop
        Accessible.ignored: true
        MouseArea {
            anchors.fill: parent
            onClicked: root.chosen()
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: -Tokens.mm
            visible: root.activeFocus
            color: "transparent"
            border.width: Math.max(3, Math.round(0.6 * Tokens.mm))
            border.color: Tokens.colours.focus
        }
    }
    Words {
        width: root.captionWidth
        fullPx: root.captionPixels
        text: Texts.language && Texts.text("v.onchip")
    }
}
