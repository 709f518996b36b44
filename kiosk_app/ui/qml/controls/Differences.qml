// SPDX-License-Identifier: Apache-2.0
// Differences between the printed card and the chip: differing words are underlined and framed,
// never shown by colour alone.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Rectangle {
    id: root
    implicitHeight: list.implicitHeight + Tokens.u
    color: Tokens.colours.surface
    border.width: 2 * Tokens.thin
    border.color: Tokens.colours.ink
    radius: Tokens.corner
    function t(id) {
        return Texts.language && Texts.text(id);
    }
    Column {
        id: list
        x: 0.5 * Tokens.u
        y: 0.5 * Tokens.u
        width: parent.width - Tokens.u
        spacing: 0.4 * Tokens.u
        Words {
            width: parent.width
            role: "heading2"
            text: root.t("v.diff.title")
        }
        Repeater {
            model: Visit.differences
            Column {
                id: entry
                required property var modelData
                width: parent.width
                Words {
                    width: parent.width
                    role: "caption"
                    tone: Tokens.colours.quiet
                    text: Texts.language && Texts.label(entry.modelData.id)
                }
                Repeater {
                    model: [
                        ["v.diff.printed", entry.modelData.printed, entry.modelData.chip],
                        ["v.diff.chip", entry.modelData.chip, entry.modelData.printed]
                    ]
                    Flow {
                        id: line
                        required property var modelData
                        readonly property var others: modelData[2].split(" ")
                        width: parent.width
                        spacing: 0.3 * Tokens.u
                        Word {
                            room: line.width
                            tone: Tokens.colours.quiet
                            text: root.t(line.modelData[0]) + ":"
                        }
                        Repeater {
                            model: line.modelData[1].split(" ")
                            Word {
                                required property string modelData
                                required property int index
                                readonly property bool differs: line.others[index] !== modelData
                                room: line.width
                                font.underline: differs
                                font.weight: differs ? Font.Bold : Font.Normal
                                text: modelData
                            }
                        }
                    }
                }
            }
        }
    }
}
