// SPDX-License-Identifier: Apache-2.0
// A sign beside a word: strokes of one tone on a field of 24 units.
import QtQuick
import QtQuick.Shapes
import Kiosk

Item {
    id: root
    property string sign: ""
    property color tone: Tokens.colours.primary
    implicitWidth: Math.round(1.4 * Tokens.u)
    implicitHeight: implicitWidth
    Accessible.ignored: true
    Shape {
        width: 24
        height: 24
        scale: root.width / 24
        transformOrigin: Item.TopLeft
        ShapePath {
            fillColor: "transparent"
            strokeColor: root.tone
            strokeWidth: 2
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: Tokens.signs[root.sign] ?? ""
            }
        }
    }
}
