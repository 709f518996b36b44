// SPDX-License-Identifier: Apache-2.0
// The holder's fields with the card's labels; at a counter a touch copies one.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Column {
    id: root
    property var fields: Result.fields
    property int most: 99
    property bool copies: false
    readonly property bool twoColumns: width > 34 * Tokens.u * Comfort.scale
    spacing: 0.35 * Tokens.u
    Grid {
        width: parent.width
        columns: root.twoColumns ? 2 : 1
        columnSpacing: Tokens.u
        rowSpacing: root.copies ? Tokens.gap : 0.35 * Tokens.u
        Repeater {
            model: root.fields.slice(0, root.most)
            Item {
                id: entry
                required property var modelData
                width: root.twoColumns ? (root.width - Tokens.u) / 2 : root.width
                readonly property bool below: copy.implicitWidth > 0.35 * width
                readonly property string label: Texts.language && Texts.label(modelData.id)
                readonly property real copyRoom: root.copies && !below ? copy.width + Tokens.gap : 0
                implicitHeight: {
                    if (!root.copies)
                        return words.implicitHeight;
                    if (below)
                        return words.implicitHeight + copy.height + Tokens.gap;
                    return Math.max(words.implicitHeight, copy.height);
                }
                Column {
                    id: words
                    width: parent.width - entry.copyRoom
                    Words {
                        width: parent.width
                        role: "caption"
                        tone: Tokens.colours.quiet
                        text: entry.label
                    }
                    Words {
                        width: parent.width
                        role: "body"
                        font.weight: Font.DemiBold
                        text: entry.modelData.text
                    }
                }
                Action {
                    id: copy
                    x: entry.below ? 0 : entry.width - width
                    y: entry.below ? words.implicitHeight : 0
                    width: Math.min(implicitWidth, entry.width)
                    visible: root.copies
                    role: "caption"
                    text: Texts.language && Texts.text("o.copy")
                    spoken: text + " " + entry.label
                    onChosen: Desk.copy(entry.modelData.id)
                }
            }
        }
    }
}
