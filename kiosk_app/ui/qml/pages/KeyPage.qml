// SPDX-License-Identifier: Apache-2.0
// What opens the chip: the code on the card, or its number; two dates only when the right number
// was refused. What was typed, the pad and what goes on stay in sight; a message takes the place of
// the words above them, so that nothing moves under a finger.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool scans: Key.mode === "scan"
    readonly property bool dates: Key.mode === "dates"
    /// After three wrong numbers a code alone is taken until the card was lifted.
    readonly property bool codesOnly: !scans && Key.stopped
    readonly property bool typing: !scans && !codesOnly
    /// On a narrow screen the pad goes on by itself.
    readonly property bool padEnters: Tokens.small && !landscape
    property bool unreadable: false
    readonly property string dateText: Key.dateAt === 0 ? "k.date.birth" : "k.date.expiry"
    readonly property string codeLead: Visit.hasScanner ? "k.qr.wedge" : "k.lift"
    readonly property string typeLead: dates ? dateText : codesOnly ? codeLead : "k.type.lead"
    readonly property string leadText: scans ? "k.qr.lead" : typeLead
    readonly property bool told: Key.message !== ""
    /// Where there is little room the message stands for the heading.
    readonly property bool messageOnly: told && Tokens.small && typing
    readonly property string typeTitle: Tokens.brief ? "k.type.brief" : "k.type.title"
    readonly property string dateTitle: Tokens.brief ? "k.date.brief" : "k.date.title"
    readonly property string title: dates ? dateTitle : typeTitle
    headingId: messageOnly ? "" : scans || codesOnly ? "k.qr.title" : title
    secondary: t("g.back")
    primary: typing && !padEnters ? t("k.ok") : ""
    primaryResting: typing && !Key.complete
    underWords: true
    pads: typing
    first: {
        if (!typing)
            return null;
        return dates && dateFields.count > 1 ? dateFields.itemAt(Key.dateAt) : number;
    }
    extra: {
        if (dates)
            return t("k.date.never");
        if (scans)
            return Key.stopped ? "" : t("k.totype");
        if (padEnters)
            return "";
        return Camera.available ? t("k.toscan") : passportInstead ? t("k.passport") : "";
    }
    /// A pad has one place for another way beside it, and a narrow screen none.
    readonly property bool passportInstead: typing && !padEnters && !Camera.available
    readonly property bool passportByHelp: typing && !dates && !passportInstead
    // Its place is there from the first date on: nothing comes under a finger that means "done".
    extraResting: dates && Key.dateAt === 0
    spoken: [[leadText], dates ? ["k.date.form"] : null, told ? [Key.message, Key.argument] : null]
    more: {
        const list = dates ? [] : [[leadText]];
        if (Visit.hasScanner && !dates)
            list.push(["k.qr.wedge"]);
        return list.concat([["k.why.text"]]);
    }
    onPrimaryChosen: Key.enter()
    onExtraChosen: {
        if (dates && Key.dateAt === 1)
            Key.neverExpires();
        else if (passportInstead && !dates)
            Visit.passport();
        else if (!dates)
            Key.setMode(scans ? "type" : "scan");
    }
    onSecondaryChosen: Visit.back()
    onTitleChanged: if (opened)
        announce()
    onScansChanged: if (opened)
        announce()
    Connections {
        target: Key
        function onChanged() {
            page.toTop();
            if (Key.message !== "")
                Speech.say(Key.message, Key.argument);
        }
        function onTyped() {
            Speech.say("z.digits", String(Key.count));
        }
    }
    Timer {
        interval: 20000
        running: page.scans
        onTriggered: {
            page.unreadable = true;
            Speech.say("e.qr.b");
        }
        onRunningChanged: page.unreadable = false
    }
    picture: Picture {
        anchors.fill: parent
        visible: page.typing
        what: "number"
    }
    Message {
        width: parent.width
        role: Tokens.small ? "body" : "lead"
        said: Key.message
        argument: Key.argument
    }
    Words {
        width: parent.width
        visible: {
            const said = page.dates || page.messageOnly || page.leadText === Key.message;
            return !said && !(Tokens.brief && page.typing);
        }
        role: "lead"
        text: page.t(page.leadText)
    }
    Words {
        width: parent.width
        visible: page.typing && !page.dates && Visit.hasScanner && !Tokens.small
        text: page.t("k.qr.wedge")
    }
    Words {
        width: parent.width
        visible: page.scans
        text: page.t(page.unreadable ? "e.qr.b" : "k.qr.looking")
        font.weight: page.unreadable ? Font.Bold : Font.Normal
    }
    Words {
        width: parent.width
        visible: Key.stopped && Key.message !== "k.lift" && page.leadText !== "k.lift"
        text: page.t("k.lift")
    }
    foot: [
        Action {
            visible: page.scans && !Key.stopped
            width: parent.width
            role: "body"
            text: page.t("k.passport")
            onChosen: Visit.passport()
        },
        Row {
            visible: page.dates
            width: parent.width
            spacing: page.gap
            Repeater {
                id: dateFields
                model: page.dates ? ["k.date.birth", "k.date.expiry"] : []
                Typed {
                    required property string modelData
                    required property int index
                    width: (parent.width - page.gap) / 2
                    label: page.t(modelData)
                    count: String(Key.dates[index]).split("/").join("").length
                    text: Key.dates[index]
                    here: Key.dateAt === index
                    form: page.t("k.date.form")
                    role: "heading1"
                }
            }
        },
        Typed {
            id: number
            visible: page.typing && !page.dates
            width: parent.width
            name: page.t("k.type.title")
            count: Key.count
            text: Key.digits
            here: true
        }
    ]
    acts: [
        Rectangle {
            visible: page.scans
            width: parent.width
            height: Math.min(width * 0.75, page.actsRoom)
            color: Tokens.colours.raised
            border.width: Tokens.thin
            border.color: Tokens.colours.line
            FrameView {
                anchors.fill: parent
                anchors.margins: Tokens.thin
                camera: Camera
            }
        },
        Pad {
            visible: page.typing
            width: parent.width
            room: page.actsRoom
            entersItself: page.padEnters
            onDigit: text => Key.digit(text)
            onErased: Key.erase()
            onCleared: Key.eraseAll()
            onEntered: Key.enter()
        }
    ]
}
