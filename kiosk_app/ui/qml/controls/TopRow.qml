// SPDX-License-Identifier: Apache-2.0
// Whose machine this is, and how it can be read: on every page, in this order.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kiosk

Item {
    id: root
    property bool tall: false
    /// Where there is little room the row does not grow with the text.
    property bool small: false
    readonly property var entries: {
        const list = ["g.lang", "g.size", "g.contrast"];
        if (Comfort.hasVoice)
            list.push(Comfort.voice ? "g.quiet" : "g.listen");
        if (Comfort.voice)
            list.push("z.repeat", "z.slower");
        if (Visit.profile !== "counter")
            list.push("g.help");
        if (tall && Visit.profile !== "counter")
            list.push("g.lower");
        return list;
    }
    /// What the buttons would take in one row.
    readonly property real wished: {
        let sum = 0;
        for (let i = 0; i < repeater.count; ++i)
            sum += (repeater.itemAt(i)?.implicitWidth ?? 0) + Tokens.gap;
        return sum;
    }
    readonly property bool oneRow: wished + 8 * Tokens.u <= width
    implicitHeight: {
        if (oneRow)
            return Math.max(owner.implicitHeight, buttons.implicitHeight);
        return owner.implicitHeight + Tokens.gap + buttons.implicitHeight;
    }

    function choose(id) {
        if (id === "g.lang")
            Visit.switchLanguage();
        else if (id === "g.size")
            Comfort.nextSize();
        else if (id === "g.contrast")
            Comfort.switchContrast();
        else if (id === "g.help")
            Visit.callHelp();
        else if (id === "z.repeat")
            Speech.repeat();
        else if (id === "z.slower")
            Speech.switchSlow();
        else if (id === "g.lower")
            Comfort.switchLowered();
        else
            Comfort.switchVoice();
    }
    Words {
        id: owner
        width: root.oneRow ? root.width - root.wished - Tokens.gap : root.width
        y: root.oneRow ? Math.max(0, (buttons.implicitHeight - implicitHeight) / 2) : 0
        role: "lead"
        text: Texts.language && Visit.operatorName()
        MouseArea {
            anchors.fill: parent
            pressAndHoldInterval: 5000
            onPressAndHold: Admin.knock()
        }
    }
    Flow {
        id: buttons
        width: root.oneRow ? root.wished : root.width
        x: root.width - width
        y: root.oneRow ? 0 : owner.implicitHeight + Tokens.gap
        spacing: Tokens.gap
        Repeater {
            id: repeater
            model: root.entries
            Action {
                required property string modelData
                role: "caption"
                width: Math.min(implicitWidth, root.width)
                fixedSize: root.small
                text: Texts.language && Texts.text(modelData)
                onChosen: root.choose(modelData)
            }
        }
    }
}
