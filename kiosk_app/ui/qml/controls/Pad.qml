// SPDX-License-Identifier: Apache-2.0
// The keypad: the whole width of its column, as high as the space allows, never below the size of a
// finger. On a narrow screen it has the key that goes on, and no key that takes all back.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Grid {
    id: root
    property real room: 4 * Tokens.keySize + 3 * Tokens.gap
    property bool touchOnly: false
    property bool entersItself: false
    readonly property real most: (Tokens.desktop ? 16 : 28) * Tokens.mm
    readonly property real keyHeight: {
        const fitting = Math.min(most, (room - 3 * spacing) / 4);
        return Math.floor(Math.max(Tokens.keySize, fitting));
    }
    readonly property string wordRole: Tokens.small ? "tool" : "body"
    readonly property var keys: {
        const last = entersItself ? "k.ok" : "k.clear";
        return ["1", "2", "3", "4", "5", "6", "7", "8", "9", "k.del", "0", last];
    }
    signal digit(string text)
    signal erased
    signal cleared
    signal entered
    columns: 3
    spacing: Tokens.gap
    Repeater {
        model: root.keys
        Action {
            required property string modelData
            readonly property bool word: modelData.startsWith("k.")
            width: Math.floor((root.width - 2 * root.spacing) / 3)
            height: root.keyHeight
            role: modelData === "k.ok" ? "button" : word ? root.wordRole : "heading2"
            sign: modelData === "k.del" && width > 8 * Tokens.u ? "erase" : ""
            primary: modelData === "k.ok"
            touchOnly: root.touchOnly
            repeats: modelData !== "k.ok"
            text: Texts.language && (word ? Texts.text(modelData) : modelData)
            onChosen: {
                if (modelData === "k.del")
                    root.erased();
                else if (modelData === "k.clear")
                    root.cleared();
                else if (modelData === "k.ok")
                    root.entered();
                else
                    root.digit(modelData);
            }
        }
    }
}
