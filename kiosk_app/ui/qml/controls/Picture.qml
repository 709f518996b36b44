// SPDX-License-Identifier: Apache-2.0
// Line drawings of what to do with the card: ink and one tone of indigo, no emblem, no printed
// words.
import QtQuick
import QtQuick.Shapes
import Kiosk

Item {
    id: root
    /// one of the drawings below
    property string what: "centre"
    implicitWidth: 15 * Tokens.u
    implicitHeight: 9 * Tokens.u
    readonly property var drawings: ({
            "number": "M106 56 L174 56 L174 72 L106 72 Z",
            "passport": "M54 12 L206 12 L206 128 L54 128 Z M70 32 L104 32 L104 80 L70 80 Z " +
                "M146 26 L190 26 L190 44 L146 44 Z M70 98 L190 98 M70 113 L190 113",
            "take": "M130 28 L130 2 M130 2 L118 14 M130 2 L142 14",
            "still": "M60 118 L60 126 M200 118 L200 126 M40 128 L220 128",
            "centre": "M130 6 L130 26 M130 26 L122 18 M130 26 L138 18 " +
                "M130 134 L130 114 M130 114 L122 122 M130 114 L138 122",
            "wallet": "M20 34 L20 132 L240 132 L240 52 L232 52 L232 34 Z " +
                "M196 84 L240 84 L240 104 L196 104 Z",
            "one": "M70 20 L222 20 Q228 20 228 26 L228 108 M92 8 L240 8 Q246 8 246 14 L246 94",
            "turn": "M40 20 Q130 -14 220 20 M220 20 L206 8 M220 20 L204 28",
            "tilt": "M226 8 L214 24 M240 34 L222 38 M204 0 L200 18",
            "plug": "M10 70 L34 70 M34 58 L34 82 L46 82 L46 58 Z M46 63 L54 63 M46 77 L54 77 " +
                "M226 70 L250 70 M226 56 L226 84 L212 84 L212 56 Z",
            "printer": "M70 12 L190 12 L190 40 M70 12 L70 40 M40 40 L220 40 L220 96 L40 96 Z " +
                "M70 80 L190 80 L190 132 L70 132 Z",
            "camera": "M50 40 L90 40 L102 22 L158 22 L170 40 L210 40 L210 118 L50 118 Z " +
                "M130 54 A24 24 0 1 1 129.9 54 Z",
            "person": "M130 20 A20 20 0 1 1 129.9 20 Z M86 96 Q86 66 130 66 Q174 66 174 96 " +
                "M40 96 L220 96 L220 128 L40 128 Z"
        })
    readonly property var withoutCard: ["printer", "camera", "person", "passport"]
    readonly property bool withCard: !withoutCard.includes(what)
    readonly property real unit: Math.min(width / 260, height / 140)
    Shape {
        width: 260
        height: 140
        x: (root.width - width * root.unit) / 2
        y: (root.height - height * root.unit) / 2
        scale: root.unit
        transformOrigin: Item.TopLeft
        ShapePath {
            fillColor: root.withCard ? Tokens.colours.surface : "transparent"
            strokeColor: root.withCard ? Tokens.colours.ink : "transparent"
            strokeWidth: 4
            PathSvg {
                path: "M62 32 L198 32 Q206 32 206 40 L206 104 Q206 112 198 112 " +
                    "L62 112 Q54 112 54 104 L54 40 Q54 32 62 32 Z"
            }
        }
        ShapePath {
            fillColor: "transparent"
            strokeColor: root.withCard ? Tokens.colours.line : "transparent"
            strokeWidth: 4
            PathSvg {
                path: "M68 56 L98 56 L98 98 L68 98 Z M112 64 L170 64 M112 78 L162 78 " +
                    "M112 92 L154 92 M178 42 L196 42 L196 60 L178 60 Z"
            }
        }
        ShapePath {
            fillColor: "transparent"
            strokeColor: Tokens.colours.primary
            strokeWidth: 7
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: root.drawings[root.what]
            }
        }
    }
    Accessible.role: Accessible.Graphic
    Accessible.ignored: true
}
