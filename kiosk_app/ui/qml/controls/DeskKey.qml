// SPDX-License-Identifier: Apache-2.0
// A key at the foot of a clerk's page, named with the key of the keyboard that does the same.
import QtQuick
import Kiosk

Action {
    required property DeskSizes sizes
    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
    role: "body"
    pixels: sizes.label
    height: sizes.target
    width: implicitWidth - 0.6 * Tokens.u
}
