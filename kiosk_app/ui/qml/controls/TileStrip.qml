// SPDX-License-Identifier: Apache-2.0
// A strip of floor tile, four quarter circles and a flower a square: decoration only, at the foot
// of quiet pages.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Kiosk

Row {
    id: root
    property real tile: 2 * Tokens.u
    height: tile
    clip: true
    Accessible.ignored: true
    Repeater {
        model: Math.ceil(root.width / root.tile)
        Item {
            width: root.tile
            height: root.tile
            Shape {
                width: 100
                height: 100
                scale: root.tile / 100
                transformOrigin: Item.TopLeft
                ShapePath {
                    fillColor: Tokens.colours.raised
                    strokeColor: "transparent"
                    PathSvg {
                        path: "M0 0 L42 0 A42 42 0 0 1 0 42 Z " +
                            "M100 0 L58 0 A42 42 0 0 0 100 42 Z " +
                            "M0 100 L42 100 A42 42 0 0 0 0 58 Z " +
                            "M100 100 L58 100 A42 42 0 0 1 100 58 Z"
                    }
                }
                ShapePath {
                    fillColor: Tokens.colours.raised
                    strokeColor: "transparent"
                    PathSvg {
                        path: "M50 50 Q40 30 50 18 Q60 30 50 50 Q70 40 82 50 Q70 60 50 50 " +
                            "Q60 70 50 82 Q40 70 50 50 Q30 60 18 50 Q30 40 50 50 Z"
                    }
                }
            }
        }
    }
}
