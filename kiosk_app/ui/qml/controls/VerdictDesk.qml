// SPDX-License-Identifier: Apache-2.0
// The verdict at a clerk's desk: all on one screen.
import QtQuick
import Kiosk

DeskFrame {
    id: root
    property bool checksShown: false
    property bool large: false
    property bool teller: false
    readonly property bool staff: Visit.profile === "counter"
    readonly property bool refused: Visit.decision === "not_same"
    signal checksWished
    focus: true
    sizes: DeskSizes {
        width: root.Window.width
        height: root.Window.height
    }
    message: Desk.message === "" ? "" : t(Desk.message, Desk.argument, Desk.detail)

    function reveal(item) {
        fields.reveal(item);
        checks.reveal(item);
    }
    function decide(digit) {
        const choice = ["same", "not_same", "unsure"][digit - 1];
        if (Visit.hasPortrait && choice)
            Visit.decide(choice);
    }
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_F6)
            root.checksWished();
        else if (event.key === Qt.Key_F7)
            Visit.showNumber(!Visit.numberShown);
        else if (event.key === Qt.Key_F8 && Desk.canExport)
            Desk.exportFile();
        else if (event.key >= Qt.Key_1 && event.key <= Qt.Key_3)
            root.decide(event.key - Qt.Key_0);
        else
            event.accepted = false;
    }

    plate: PlateLine {
        width: parent.width
        sizes: root.sizes
        title: root.t(Visit.titleId)
        body: root.t(Visit.bodyId, Visit.reason)
        action: root.t(root.refused ? "v.notsame.do" : Visit.actionId)
        plate: Visit.plate
    }
    VerdictPeople {
        id: people
        width: 2 * root.sizes.portraitWidth + root.sizes.gap
        sizes: root.sizes
        onPortraitChosen: root.large = !root.large
    }
    Image {
        visible: root.large && Visit.hasPortrait
        x: side.x
        width: side.width
        height: parent.height
        source: visible ? "image://portrait/large" + Visit.titleId : ""
        cache: false
        fillMode: Image.PreserveAspectFit
        Accessible.ignored: true
    }
    Item {
        id: side
        visible: !root.large || !Visit.hasPortrait
        x: people.width + 1.4 * root.sizes.u
        width: parent.width - x
        height: parent.height
        Column {
            id: noticed
            width: parent.width
            spacing: root.sizes.gap
            Attentions {
                width: parent.width
                visible: Visit.remarks.length > 0
                pixels: root.sizes.label
            }
            Differences {
                width: parent.width
                visible: Visit.plate !== "genuine" && Visit.differences.length > 0
                pixels: root.sizes.value
                captionPixels: root.sizes.label
                titlePixels: root.sizes.body
            }
        }
        ScrollArea {
            id: fields
            objectName: "fields"
            visible: !root.checksShown
            y: noticed.height > 0 ? noticed.height + root.sizes.gap : 0
            width: parent.width
            height: note.y - y - root.sizes.gap
            FieldGrid {
                width: parent.width
                sizes: root.sizes
                copies: root.staff && !root.refused
            }
        }
        ScrollArea {
            id: checks
            visible: root.checksShown
            y: fields.y
            width: parent.width
            height: fields.height
            CheckList {
                width: parent.width
                twoColumns: true
                pixels: root.sizes.body
                captionPixels: root.sizes.label
            }
        }
        Words {
            id: note
            anchors.bottom: parent.bottom
            width: parent.width
            role: "desk"
            fullPx: root.sizes.label
            tone: Tokens.colours.quiet
            readonly property string hidden: Visit.fieldsHidden ? root.t("v.hidden") + " " : ""
            text: hidden + root.t("verdict.not_known")
        }
    }
    keys: [
        DeskKey {
            visible: root.staff
            sizes: root.sizes
            text: root.t("o.stop")
            shortcut: "Esc"
            onChosen: Visit.stop()
        },
        DeskKey {
            visible: root.staff && !root.refused
            sizes: root.sizes
            text: root.t("o.copyall")
            shortcut: "F4"
            onChosen: Desk.copyAll()
        },
        DeskKey {
            sizes: root.sizes
            text: root.t(root.checksShown ? "v.checks.hide" : "v.checks")
            shortcut: "F6"
            onChosen: root.checksWished()
        },
        DeskKey {
            sizes: root.sizes
            text: root.t(Visit.numberShown ? "v.hide" : "v.show")
            shortcut: "F7"
            onChosen: Visit.showNumber(!Visit.numberShown)
        },
        DeskKey {
            visible: Desk.canExport && !root.refused
            sizes: root.sizes
            text: root.t("o.export")
            shortcut: "F8"
            onChosen: Desk.exportFile()
        },
        DeskKey {
            visible: Desk.canPrint
            sizes: root.sizes
            text: root.t("o.print")
            shortcut: "F9"
            onChosen: Desk.print()
        }
    ]
    lastKey: DeskKey {
        visible: root.staff || root.teller
        focus: true
        primary: true
        sizes: root.sizes
        text: root.t("o.next")
        shortcut: root.staff ? "F2" : ""
        onChosen: root.teller ? Visit.tellerNext() : Desk.next()
    }
}
