// SPDX-License-Identifier: Apache-2.0
// Differences between the printed card and the chip: differing words are underlined and framed,
// never shown by colour alone.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Rectangle {
    id: root
    /// A fifth of a row: one for the label, two for each side.
    readonly property real part: Math.floor((list.width - 0.4 * Tokens.u) / 5)
    readonly property bool wide: width > 34 * pixels
    property int pixels: Tokens.px("body")
    property int captionPixels: Tokens.px("caption")
    property int titlePixels: Tokens.px("heading2")
    readonly property var differences: Result.differences
    implicitHeight: list.implicitHeight + 0.8 * Tokens.u
    color: Tokens.colours.surface
    border.width: 2 * Tokens.thin
    border.color: Tokens.colours.ink
    radius: Tokens.corner
    function side(index, which) {
        return differences[index]?.[which] ?? [];
    }
    function t(id) {
        return Texts.language && Texts.text(id);
    }
    Column {
        id: list
        x: 0.5 * Tokens.u
        y: 0.4 * Tokens.u
        width: parent.width - Tokens.u
        spacing: 0.2 * Tokens.u
        Words {
            visible: !root.wide
            width: parent.width
            role: "heading2"
            fullPx: root.titlePixels
            text: root.t("v.diff.title")
        }
        Row {
            visible: root.wide
            spacing: 0.2 * Tokens.u
            Repeater {
                model: ["", root.t("v.diff.printed"), root.t("v.diff.chip")]
                Words {
                    required property string modelData
                    required property int index
                    width: (index === 0 ? 1 : 2) * root.part
                    fullPx: root.captionPixels
                    font.weight: Font.Bold
                    text: modelData
                }
            }
        }
        // By their numbers: what a delegate holds outlives the clearing for a moment.
        Repeater {
            model: root.differences.length
            Grid {
                id: entry
                required property int index
                width: parent.width
                columns: root.wide ? 3 : 1
                spacing: 0.2 * Tokens.u
                Words {
                    width: root.wide ? root.part : entry.width
                    fullPx: root.captionPixels
                    tone: Tokens.colours.quiet
                    text: Texts.language && Texts.label(root.differences[entry.index]?.id ?? "")
                }
                Repeater {
                    model: ["printed", "chip"]
                    MarkedWords {
                        required property string modelData
                        width: root.wide ? 2 * root.part : (parent?.width ?? 0)
                        pixels: root.pixels
                        title: root.wide ? "" : root.t("v.diff." + modelData)
                        words: root.side(entry?.index ?? -1, modelData).map(word => word.text)
                        marks: root.side(entry?.index ?? -1, modelData).map(word => word.differs)
                    }
                }
            }
        }
    }
}
