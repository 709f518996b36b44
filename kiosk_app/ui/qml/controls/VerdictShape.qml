// SPDX-License-Identifier: Apache-2.0
// The outline and mark of a verdict: told apart by shape, without colour.
import QtQuick
import QtQuick.Shapes
import Kiosk

Item {
    id: root
    property string plate: "undetermined"
    /// On a page's ground, where the failed plate's own fill is missing, the shape takes the
    /// plate's colour.
    property bool besidePlate: false
    readonly property var tones: Tokens.plate(plate)
    readonly property bool inverted: besidePlate && plate === "failed"
    Shape {
        width: 100
        height: 100
        scale: root.width / 100
        transformOrigin: Item.TopLeft
        ShapePath {
            fillColor: root.inverted ? root.tones[0] : root.tones[2]
            strokeColor: root.plate === "chip" ? root.tones[1] : "transparent"
            strokeWidth: root.plate === "chip" ? 4 : 0
            PathSvg {
                path: Tokens.outlines[root.plate]
            }
        }
        ShapePath {
            fillColor: "transparent"
            strokeColor: root.inverted ? root.tones[2] : root.tones[3]
            strokeWidth: 11
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: Tokens.marks[root.plate]
            }
        }
    }
}
