// SPDX-License-Identifier: Apache-2.0
// This kiosk with its reader at the side where it is, and a card above it or lying on it.
import QtQuick
import QtQuick.Shapes
import Kiosk

Item {
    id: root
    /// Of the reader: "right", "left", "below"
    property string place: "right"
    property bool laid: false
    readonly property bool below: place === "below"
    readonly property real unit: Math.min(width / 260, height / 144)
    readonly property string upright: "M14 12 Q14 6 20 6 L74 6 Q80 6 80 12 L80 126 " +
        "Q80 132 74 132 L20 132 Q14 132 14 126 Z M80 112 L132 112 M80 118 L130 118"
    readonly property string wide: "M62 8 Q62 4 66 4 L194 4 Q198 4 198 8 L198 40 " +
        "Q198 44 194 44 L66 44 Q62 44 62 40 Z"
    readonly property string button: "M28 88 L66 88 L66 101 L28 101 Z"
    readonly property string buttonBelow: "M110 24 L150 24 L150 34 L110 34 Z"
    readonly property string arrow: "M186 66 L186 92 M176 82 L186 93 L196 82"
    readonly property string arrowBelow: "M186 71 L186 92 M177 83 L186 93 L195 83"
    implicitHeight: 9 * Tokens.u
    Accessible.ignored: true
    component Line: ShapePath {
        strokeColor: Tokens.colours.ink
        strokeWidth: 2.5
        fillColor: Tokens.colours.surface
        joinStyle: ShapePath.RoundJoin
        capStyle: ShapePath.RoundCap
    }
    Item {
        width: 260
        height: 144
        x: (root.width - width * root.unit) / 2
        y: (root.height - height * root.unit) / 2
        scale: root.unit
        transformOrigin: Item.TopLeft
        Item {
            width: 260
            height: 144
            // No words in it: a mirror shows the other side.
            transform: Scale {
                origin.x: 130
                xScale: root.place === "left" ? -1 : 1
            }
            Shape {
                width: 260
                height: 144
                Line {
                    PathSvg {
                        path: root.below ? root.wide : root.upright
                    }
                }
                ShapePath {
                    strokeColor: "transparent"
                    fillColor: Tokens.colours.primary
                    PathSvg {
                        path: root.below ? root.buttonBelow : root.button
                    }
                }
            }
            Shape {
                x: root.below ? -54 : 0
                width: 260
                height: 144
                Line {
                    fillColor: Tokens.colours.hair
                    PathSvg {
                        path: "M122 128 L122 138 L222 138 L246 110 L246 100 L222 128 Z"
                    }
                }
                Line {
                    PathSvg {
                        path: "M146 100 L246 100 L222 128 L122 128 Z"
                    }
                }
                ShapePath {
                    strokeColor: Tokens.colours.primary
                    strokeWidth: root.laid ? 0 : 2
                    fillColor: root.laid ? "transparent" : Tokens.colours.tint
                    PathSvg {
                        path: root.laid ? "" : "M152 105 L234 105 L217 123 L135 123 Z"
                    }
                }
            }
            Shape {
                x: (root.below ? -54 : 0) + (root.laid ? -5 : 0)
                y: root.laid ? 64 : root.below ? 14 : 0
                width: 260
                height: 144
                Line {
                    PathSvg {
                        path: "M158 40 L236 40 L218 60 L140 60 Z"
                    }
                }
                ShapePath {
                    strokeColor: Tokens.colours.line
                    strokeWidth: 2
                    fillColor: "transparent"
                    PathSvg {
                        path: "M160 46 L174 46 L166 55 L152 55 Z M182 46 L214 46 M178 51 L208 51"
                    }
                }
            }
            Shape {
                visible: !root.laid
                x: root.below ? -54 : 0
                y: root.below ? 8 : 0
                width: 260
                height: 144
                ShapePath {
                    strokeColor: Tokens.colours.primary
                    strokeWidth: 5
                    fillColor: "transparent"
                    capStyle: ShapePath.RoundCap
                    joinStyle: ShapePath.RoundJoin
                    PathSvg {
                        path: root.below ? root.arrowBelow : root.arrow
                    }
                }
            }
        }
    }
}
