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
    /// 0: digits; then letters, nine at a time.
    property int sheet: 0
    readonly property var sheets: ["123456789", "ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ"]
    readonly property int next: sheet === sheets.length - 1 ? 1 : sheet + 1
    readonly property string more: sheets[next][0] + "–" + sheets[next].slice(-1) + " ›"
    readonly property var keys: {
        const nine = [];
        for (let i = 0; i < 9; ++i)
            nine.push(sheets[sheet][i] ?? "");
        return nine.concat(["k.del", sheet > 0 ? more : "0", entersItself ? "k.ok" : "k.clear"]);
    }
    signal sheetWanted(int sheet)
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
            readonly property bool none: modelData === ""
            width: Math.floor((root.width - 2 * root.spacing) / 3)
            height: root.keyHeight
            // Its place stays: the keys behind it do not move.
            opacity: none ? 0 : 1
            enabled: !none
            role: modelData === "k.ok" ? "button" : word ? root.wordRole : "heading2"
            sign: modelData === "k.del" && width > 8 * Tokens.u ? "erase" : ""
            primary: modelData === "k.ok"
            touchOnly: root.touchOnly
            repeats: modelData !== "k.ok" && modelData !== root.more
            text: Texts.language && (word ? Texts.text(modelData) : modelData)
            onChosen: {
                if (modelData === "k.del")
                    root.erased();
                else if (modelData === "k.clear")
                    root.cleared();
                else if (modelData === "k.ok")
                    root.entered();
                else if (modelData === root.more)
                    root.sheetWanted(root.next);
                else
                    root.digit(modelData);
            }
        }
    }
}
