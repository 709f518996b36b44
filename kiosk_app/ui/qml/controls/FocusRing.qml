// SPDX-License-Identifier: Apache-2.0
// Shows where the keyboard is: outside its control, so that it always stands on the ground.
import QtQuick
import Kiosk

Rectangle {
    id: root
    required property Rectangle target
    anchors.fill: parent
    anchors.margins: -Tokens.mm - target.border.width
    visible: target.activeFocus
    color: "transparent"
    radius: target.radius + Tokens.mm
    border.width: Math.max(3, Math.round(0.6 * Tokens.mm))
    border.color: Tokens.colours.focus
}
