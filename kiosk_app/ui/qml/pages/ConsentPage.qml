// SPDX-License-Identifier: Apache-2.0
// Before anything is scanned or read: what for, what is used, what is not, how long; a box a
// purpose, none ticked. At a counter the clerk says that the customer agreed.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    readonly property string sentTo: Texts.language && Consent.words("sent_to")
    readonly property var kept: ["c.keep", Consent.words("kept_at"), Consent.words("kept_for")]
    readonly property var words: Texts.language === "" ? [] : [
        ["c.who", Visit.operatorName(), Consent.purpose()],
        ["c.what", Consent.words("used")],
        ["c.notused", Consent.words("unused")],
        sentTo === "" ? kept : ["c.keep.sent", sentTo],
        ["c.rights", page.desk]
    ]
    property bool hinted: false
    headingId: "c.title"
    primary: t(staff ? "c.clerk" : "c.agree")
    extra: t("c.refuse")
    secondary: t("g.back")
    primaryResting: !Consent.mayAgree
    spoken: {
        const list = [Consent.forAnother ? ["b.consent"] : null];
        list.push(hinted ? ["c.agree.hint"] : null);
        for (const entry of words)
            list.push(entry);
        return list;
    }
    onPrimaryChosen: {
        if (Consent.mayAgree)
            return Consent.agree();
        hinted = true;
        toTop();
        Speech.say("c.agree.hint");
        boxes.itemAt(0).forceActiveFocus();
    }
    onExtraChosen: Consent.refuse()
    onSecondaryChosen: Visit.back()
    picture: ReaderScene {
        anchors.fill: parent
        place: Visit.readerPlace
        laid: Visit.cardLeft
    }
    Message {
        width: parent.width
        role: Tokens.small ? "body" : "lead"
        said: Visit.said
    }
    Message {
        width: parent.width
        said: page.hinted ? "c.agree.hint" : ""
    }
    Words {
        width: parent.width
        visible: Consent.forAnother
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
    acts: Repeater {
        id: boxes
        // The boxes stay, their marks change: the focus stays where it is.
        model: Consent.boxes.length
        Tick {
            required property int index
            readonly property var entry: Consent.boxes[index]
            width: parent ? parent.width : 0
            text: page.t(entry.text, entry.argument)
            ticked: entry.ticked
            onChosen: {
                page.hinted = false;
                Consent.tick(entry.index);
            }
        }
    }
}
