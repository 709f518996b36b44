// SPDX-License-Identifier: Apache-2.0
// What opens the chip: the code on the card, or its number; two dates only when the right number
// was refused.
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
    property bool whyShown: false
    headingId: scans || codesOnly ? "k.qr.title" : dates ? "k.date.title" : "k.type.title"
    secondary: t("g.back")
    readonly property string dateText: Key.dateAt === 0 ? "k.date.birth" : "k.date.expiry"
    readonly property string codeLead: Visit.hasScanner ? "k.qr.wedge" : "k.lift"
    readonly property string typeLead: dates ? dateText : codesOnly ? codeLead : "k.type.lead"
    readonly property string leadText: scans ? "k.qr.lead" : typeLead
    spoken: [[leadText], Key.message === "" ? null : [Key.message, Key.argument]]
    onSecondaryChosen: Visit.back()
    onHeadingIdChanged: if (opened)
        announce()
    Connections {
        target: Key
        function onChanged() {
            if (Key.message !== "")
                Speech.say(Key.message, Key.argument);
        }
        function onTyped() {
            Speech.say("z.digits", String(Key.count));
        }
    }
    Words {
        width: parent.width
        role: "lead"
        visible: !page.dates
        text: page.t(page.leadText)
    }
    Words {
        width: parent.width
        visible: page.typing && !page.dates && Visit.hasScanner
        text: page.t("k.qr.wedge")
    }
    Words {
        width: parent.width
        visible: page.scans
        text: page.t("k.qr.looking")
    }
    Words {
        id: unreadable
        width: parent.width
        visible: false
        role: "lead"
        font.weight: Font.Bold
        text: page.t("e.qr.b")
    }
    Timer {
        interval: 20000
        running: page.scans
        onTriggered: {
            unreadable.visible = true;
            Speech.say("e.qr.b");
        }
        onRunningChanged: unreadable.visible = false
    }
    Repeater {
        model: page.dates ? ["k.date.birth", "k.date.expiry"] : []
        Column {
            id: date
            required property string modelData
            required property int index
            width: parent.width
            spacing: 0.3 * Tokens.u
            Words {
                width: parent.width
                text: page.t(date.modelData)
            }
            Typed {
                width: parent.width
                text: Key.dates[date.index]
                here: Key.dateAt === date.index
                role: "heading1"
            }
        }
    }
    Typed {
        visible: page.typing && !page.dates
        width: parent.width
        text: Key.digits
        here: true
    }
    Words {
        width: parent.width
        visible: Key.message !== ""
        role: "lead"
        font.weight: Font.Bold
        text: Key.message === "" ? "" : page.t(Key.message, Key.argument)
    }
    Words {
        width: parent.width
        visible: Key.stopped && Key.message !== "k.lift" && page.leadText !== "k.lift"
        text: page.t("k.lift")
    }
    Words {
        width: parent.width
        visible: page.whyShown
        text: page.t("k.why.text")
    }
    Action {
        visible: page.dates && Key.dateAt === 1
        width: parent.width
        role: "body"
        text: page.t("k.date.never")
        onChosen: Key.neverExpires()
    }
    Action {
        visible: !page.scans && Camera.available
        width: parent.width
        role: "body"
        text: page.t("k.toscan")
        onChosen: Key.setMode("scan")
    }
    Action {
        visible: page.scans && !Key.stopped
        width: parent.width
        role: "body"
        text: page.t("k.totype")
        onChosen: Key.setMode("type")
    }
    Action {
        visible: page.typing
        width: parent.width
        role: "body"
        text: page.t("k.clear")
        onChosen: Key.eraseAll()
    }
    Action {
        visible: !page.whyShown && !page.dates
        width: parent.width
        role: "body"
        text: page.t("k.why")
        onChosen: page.whyShown = true
    }
    beside: [
        Rectangle {
            visible: page.scans
            width: parent.width
            height: Math.min(width * 0.75, Math.max(page.besideRoom, 40 * Tokens.mm))
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
            columnWidth: page.columnWidth
            room: page.besideRoom
            onDigit: text => Key.digit(text)
            onErased: Key.erase()
            onEntered: Key.enter()
        }
    ]
}
