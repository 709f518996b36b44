// SPDX-License-Identifier: Apache-2.0
// Before anything is scanned or read: what for, what is used, what is not, how long; a box a
// purpose, none ticked. At a counter the clerk says that the customer agreed.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    readonly property var words: Texts.language === "" ? [] : [
        ["c.who", Visit.operatorName(), Visit.purpose()],
        ["c.what", Visit.consent("used")],
        ["c.notused", Visit.consent("unused")],
        ["c.keep", Visit.consent("kept_at"), Visit.consent("kept_for")],
        ["c.rights", page.desk]
    ]
    headingId: "c.title"
    primary: t(staff ? "c.clerk" : "c.agree")
    secondary: t("c.refuse")
    primaryResting: !Visit.mayAgree
    spoken: {
        const list = [Visit.forAnother ? ["b.consent"] : null];
        list.push(hint.visible ? ["c.agree.hint"] : null);
        for (const entry of words)
            list.push(entry);
        return list;
    }
    onPrimaryChosen: {
        if (Visit.mayAgree)
            return Visit.agree();
        hint.visible = true;
        Speech.say("c.agree.hint");
        boxes.itemAt(0).forceActiveFocus();
    }
    onSecondaryChosen: Visit.refuse()
    Words {
        width: parent.width
        visible: Visit.forAnother
        role: "lead"
        font.weight: Font.Bold
        text: page.t("b.consent")
    }
    Repeater {
        model: page.words
        Words {
            required property var modelData
            width: parent.width
            text: page.t(modelData[0], modelData[1], modelData[2])
        }
    }
    beside: [
        Words {
            id: hint
            visible: false
            width: parent.width
            role: "lead"
            text: page.t("c.agree.hint")
        },
        Repeater {
            id: boxes
            // The boxes stay, their marks change: the focus stays where it is.
            model: Visit.boxes.length
            Tick {
                required property int index
                readonly property var entry: Visit.boxes[index]
                width: parent ? parent.width : 0
                text: page.t(entry.text, entry.argument)
                ticked: entry.ticked
                onChosen: {
                    hint.visible = false;
                    Visit.tickBox(index);
                }
            }
        }
    ]
}
