// SPDX-License-Identifier: Apache-2.0
// The keypad: as large as the space allows, never below the size of a finger.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Grid {
    id: root
    property real room: 4 * Tokens.keySize + 3 * Tokens.gap
    /// The width of the column that it stands in.
    property real columnWidth: 3 * Tokens.keySize + 2 * Tokens.gap
    property bool touchOnly: false
    readonly property real usualWidth: (Tokens.desktop ? 60 : 90) * Tokens.mm
    readonly property real leastWidth: 12 * Tokens.leastPixels
    readonly property real wide: Math.min(columnWidth, Math.max(usualWidth, leastWidth))
    readonly property real usualHeight: (Tokens.desktop ? 13 : 18) * Tokens.mm
    readonly property real keyHeight: {
        const most = Math.min(usualHeight, (room - 3 * spacing) / 4);
        return Math.max(Tokens.keySize, most);
    }
    signal digit(string text)
    signal erased
    signal entered
    columns: 3
    spacing: Tokens.gap
    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "k.del", "0", "k.ok"]
        Action {
            required property string modelData
            readonly property bool word: modelData.startsWith("k.")
            width: Math.max(Tokens.keySize, Math.floor((root.wide - 2 * root.spacing) / 3))
            height: Math.max(root.keyHeight, implicitHeight)
            role: word ? "caption" : "heading2"
            primary: modelData === "k.ok"
            touchOnly: root.touchOnly
            repeats: modelData !== "k.ok"
            text: Texts.language && (word ? Texts.text(modelData) : modelData)
            onChosen: {
                if (modelData === "k.del")
                    root.erased();
                else if (modelData === "k.ok")
                    root.entered();
                else
                    root.digit(modelData);
            }
        }
    }
}
