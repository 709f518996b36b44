// SPDX-License-Identifier: Apache-2.0
// The verdict at a clerk's desk: all on one screen.
import QtQuick
import Kiosk

DeskFrame {
    id: root
    property bool checksShown: false
    property bool large: false
    readonly property bool staff: Visit.profile === "counter" || Result.teller
    readonly property bool refused: Result.decision === "not_same"
    /// Of a card that failed nothing is taken over.
    readonly property bool gives: !refused && Result.plate !== "failed"
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

    plate: [
        PlateLine {
            id: line
            width: parent.width - (code.visible ? code.width + root.sizes.gap : 0)
            sizes: root.sizes
            title: root.t(Result.titleId)
            body: root.t(Result.bodyId, Result.reason)
            action: root.t(root.refused ? "v.notsame.do" : Result.actionId)
            plate: Result.plate
        },
        // The customer reads the same digits aloud.
        Rectangle {
            id: code
            visible: Result.teller
            anchors.right: parent.right
            width: 0.19 * parent.width
            height: line.height
            color: Tokens.colours.surface
            radius: Tokens.corner
            border.width: 2 * Tokens.thin
            border.color: Tokens.colours.ink
            Column {
                width: parent.width
                anchors.verticalCenter: parent.verticalCenter
                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: "desk"
                    fullPx: root.sizes.label
                    text: root.t("m.code.read")
                }
                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: "verdict"
                    fullPx: 1.3 * root.sizes.title
                    text: Result.transaction
                }
            }
        }
    ]
    VerdictPeople {
        id: people
        width: 2 * root.sizes.portraitWidth + root.sizes.gap
        sizes: root.sizes
        onPortraitChosen: root.large = !root.large
    }
    Image {
        visible: root.large && Result.hasPortrait
        x: side.x
        width: side.width
        height: parent.height
        source: visible ? "image://portrait/large" + Result.titleId : ""
        cache: false
        fillMode: Image.PreserveAspectFit
        Accessible.ignored: true
    }
    Item {
        id: side
        visible: !root.large || !Result.hasPortrait
        x: people.width + 1.4 * root.sizes.u
        width: parent.width - x
        height: parent.height
        Column {
            id: noticed
            width: parent.width
            spacing: root.sizes.gap
            Attentions {
                width: parent.width
                visible: Result.remarks.length > 0
                pixels: root.sizes.label
            }
            Differences {
                width: parent.width
                visible: Result.plate !== "genuine" && Result.differences.length > 0
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
                copies: root.staff && root.gives
                airy: Comfort.scale < 1.4 && noticed.height <= 0
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
            readonly property string hidden: Result.fieldsHidden ? root.t("v.hidden") + " " : ""
            text: hidden + root.t("verdict.not_known")
        }
    }
    keys: [
        DeskKey {
            visible: root.staff && !Result.teller
            sizes: root.sizes
            text: root.t("g.stop")
            shortcut: "Esc"
            onChosen: Visit.stop()
        },
        DeskKey {
            visible: root.staff && root.gives
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
            text: root.t(Result.numberShown ? "v.hide" : "v.show")
            shortcut: "F7"
            onChosen: Result.showNumber(!Result.numberShown)
        },
        DeskKey {
            visible: Desk.canExport && root.gives
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
        visible: root.staff
        focus: true
        primary: true
        readonly property bool undecided: Result.hasPortrait && Result.decision === ""
        resting: Result.atVisitors || (Result.teller && undecided)
        sizes: root.sizes
        text: root.t(Result.teller ? "m.next" : "o.next")
        shortcut: "F2"
        onChosen: Desk.next()
    }
}
