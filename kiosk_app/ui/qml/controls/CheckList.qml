// SPDX-License-Identifier: Apache-2.0
// Each check in words: its outcome as a shape and a word, and the reason where it was not possible.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Grid {
    id: root
    property bool twoColumns: false
    columns: twoColumns ? 2 : 1
    flow: Grid.TopToBottom
    rows: twoColumns ? Math.ceil(Result.checks.length / 2) : -1
    rowSpacing: 0.5 * Tokens.u
    columnSpacing: Tokens.u
    property int pixels: Tokens.px("body")
    property int captionPixels: Tokens.px("caption")
    readonly property var shapes: ({
            "q.pass": "genuine",
            "q.att": "attention",
            "q.fail": "failed",
            "q.cannot": "undetermined",
            "q.none": "chip"
        })
    function t(id, a) {
        return Texts.language && (Texts.text(id, a === undefined ? "" : a));
    }
    Repeater {
        model: Result.checks
        Item {
            id: line
            required property var modelData
            width: root.twoColumns ? Math.floor((root.width - Tokens.u) / 2) : root.width
            implicitHeight: Math.max(shape.height, words.implicitHeight)
            VerdictShape {
                id: shape
                width: Math.max(5 * Tokens.mm, 1.4 * Tokens.u)
                height: width
                besidePlate: true
                plate: root.shapes[line.modelData.outcome]
            }
            Column {
                id: words
                x: shape.width + 0.6 * Tokens.u
                width: parent.width - x
                Words {
                    width: parent.width
                    fullPx: root.pixels
                    text: root.t(line.modelData.text)
                }
                Words {
                    width: parent.width
                    fullPx: root.captionPixels
                    tone: Tokens.colours.quiet
                    text: root.t(line.modelData.outcome, line.modelData.reason)
                }
            }
        }
    }
}
