// SPDX-License-Identifier: Apache-2.0
// What is being read, step by step; a value as soon as its file's hash is trusted, and never
// before.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "r.title"
    spoken: {
        const list = [];
        for (let i = 0; i < Visit.stages.length; ++i)
            list.push([Visit.stages[i].text]);
        return list;
    }
    secondary: t("g.stop")
    leaveSign: "stop"
    onSecondaryChosen: Visit.leave()
    readonly property var marks: ({
            "done": "✓  ",
            "now": "▸  "
        })
    readonly property string notice: Visit.notice
    onNoticeChanged: if (notice.startsWith("e.")) {
        Speech.say(notice + ".t");
        Speech.add(notice + ".b");
    } else if (notice !== "")
        Speech.say(notice)
    Rectangle {
        width: parent.width
        height: moved.implicitHeight + Tokens.u
        visible: Visit.notice !== ""
        color: Tokens.colours.raised
        radius: Tokens.corner
        Column {
            id: moved
            x: 0.5 * Tokens.u
            y: 0.5 * Tokens.u
            width: parent.width - Tokens.u
            Words {
                width: parent.width
                role: "heading2"
                text: {
                    if (Visit.notice === "")
                        return "";
                    return page.t(Visit.notice + (Visit.notice.startsWith("e.") ? ".t" : ""));
                }
            }
            Words {
                width: parent.width
                visible: Visit.notice.startsWith("e.")
                role: "lead"
                text: Visit.notice.startsWith("e.") ? page.t(Visit.notice + ".b") : ""
            }
        }
    }
    Repeater {
        // The stages stay, their states change: nothing is made anew while the card is read.
        model: Visit.stages.length
        Column {
            id: stage
            required property int index
            readonly property var entry: Visit.stages[index]
            readonly property string name: page.t(entry.text)
            width: parent.width
            spacing: 0.2 * Tokens.u
            Words {
                width: parent.width
                role: "lead"
                tone: stage.entry.state === "waiting" ? Tokens.colours.quiet : Tokens.colours.ink
                font.weight: stage.entry.state === "now" ? Font.Bold : Font.Normal
                text: (page.marks[stage.entry.state] ?? "·  ") + stage.name
                Accessible.name: stage.name + ", " + page.t("r.state." + stage.entry.state)
            }
            Rectangle {
                width: parent.width
                height: 0.4 * Tokens.u
                opacity: stage.entry.state === "now" ? 1 : 0
                color: Tokens.colours.raised
                border.width: 1
                border.color: Tokens.colours.line
                Rectangle {
                    width: parent.width * stage.entry.percent / 100
                    height: parent.height
                    color: Tokens.colours.primary
                }
            }
        }
    }
    Words {
        width: parent.width
        role: "caption"
        tone: Tokens.colours.quiet
        text: Visit.remaining > 0 ? page.t("r.left", Visit.remaining) : " "
        Accessible.ignored: Visit.remaining === 0
    }
    Words {
        width: parent.width
        visible: Result.fields.length > 0
        role: "caption"
        tone: Tokens.colours.quiet
        text: page.t("r.notyet")
    }
    picture: ReaderScene {
        anchors.fill: parent
        visible: Result.fields.length === 0 || !page.sideBySide
        place: Visit.readerPlace
        laid: true
    }
    // Upright they follow the steps; on a wide screen they stand beside them.
    FieldList {
        visible: !page.sideBySide && Result.fields.length > 0
        width: parent.width
        most: 6
    }
    acts: FieldList {
        visible: page.sideBySide && Result.fields.length > 0
        width: parent.width
        most: 6
    }
}
