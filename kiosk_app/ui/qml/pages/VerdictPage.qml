// SPDX-License-Identifier: Apache-2.0
// For staff: one of four plates, what to do, the portrait beside the person, the fields, what is
// printed otherwise, the checks.
import QtQuick
import Kiosk

Page {
    id: page
    property bool checksShown: false
    property bool large: false
    /// In a window of its own a teller sees it, with a button that ends the visit.
    property bool teller: false
    readonly property bool staff: Visit.profile === "counter"
    primary: staff || teller ? t("o.next") : ""
    primaryKey: staff ? "F2" : ""
    secondary: t("v.checks")
    onPrimaryChosen: teller ? Visit.tellerNext() : Visit.next()
    onSecondaryChosen: checksShown = !checksShown
    spoken: [
        [Visit.titleId],
        [Visit.bodyId, Visit.reason],
        [Visit.actionId],
        ["verdict.not_known"],
        Visit.expiredOn === "" ? null : ["v.expired.body", Visit.expiredOn],
        Visit.differences.length > 0 ? ["v.diff.title"] : null,
        Visit.hasPortrait ? null : ["v.nophoto"]
    ]

    above: [
        Plate {
            width: parent.width
            least: page.height / 5
            title: page.t(Visit.titleId)
            body: page.t(Visit.bodyId, Visit.reason)
            action: page.t(Visit.actionId)
            plate: Visit.plate
        },
        Words {
            width: parent.width
            visible: Visit.expiredOn !== ""
            role: "lead"
            font.weight: Font.Bold
            text: Visit.expiredOn === "" ? "" : page.t("v.expired.body", Visit.expiredOn)
        },
        Words {
            width: parent.width
            visible: Visit.demo
            role: "lead"
            text: page.t("g.demo")
        },
        Words {
            width: parent.width
            role: "caption"
            tone: Tokens.colours.quiet
            text: page.t("verdict.not_known")
        }
    ]
    Differences {
        width: parent.width
        visible: Visit.differences.length > 0
    }
    Words {
        visible: !Visit.hasPortrait
        width: parent.width
        role: "lead"
        text: page.t("v.nophoto")
    }
    Row {
        id: people
        spacing: Tokens.gap
        width: parent.width
        readonly property real half: (width - spacing) / 2
        readonly property real largeWidth: Camera.open ? half : width
        readonly property real smallWidth: Math.min(half, 9 * Tokens.u)
        readonly property real shownWidth: page.large ? largeWidth : smallWidth
        readonly property real portraitWidth: Visit.hasPortrait ? shownWidth : 0
        readonly property int pictures: (Visit.hasPortrait ? 1 : 0) + (Camera.open ? 1 : 0)
        readonly property real rest: width - pictures * (portraitWidth + spacing)
        readonly property bool beside: rest > 9 * Tokens.u * Comfort.scale
        Portrait {
            visible: Visit.hasPortrait
            width: people.portraitWidth
            onChosen: page.large = !page.large
        }
        Column {
            visible: Camera.open && Visit.hasPortrait
            width: people.portraitWidth
            FrameView {
                width: parent.width
                height: width * 4 / 3
                camera: Camera
                mirrored: true
            }
            Words {
                width: parent.width
                role: "caption"
                text: page.t("v.live")
            }
        }
        Decision {
            visible: people.beside
            width: people.rest
        }
    }
    Decision {
        visible: !people.beside
        width: parent.width
    }
    Words {
        visible: Visit.decision === "not_same"
        width: parent.width
        role: "lead"
        font.weight: Font.Bold
        text: page.t("v.notsame.do")
    }
    beside: [
        Flow {
            width: parent.width
            spacing: Tokens.gap
            visible: Visit.fields.length > 0 && !page.checksShown
            Action {
                role: "caption"
                text: page.t(Visit.numberShown ? "v.hide" : "v.show")
                onChosen: Visit.showNumber(!Visit.numberShown)
            }
            Action {
                role: "caption"
                visible: Visit.profile === "counter"
                text: page.t("o.copy")
                spoken: page.t("o.copy") + " " + page.t("o.all")
                shortcut: "F4"
                onChosen: Desk.copyAll()
            }
            Action {
                role: "caption"
                visible: Desk.canPrint
                text: page.t("o.print")
                shortcut: "F9"
                onChosen: Desk.print()
            }
            Action {
                role: "caption"
                visible: Desk.canExport
                text: page.t("o.export")
                onChosen: Desk.exportFile()
            }
        },
        Words {
            visible: Desk.message !== ""
            width: parent.width
            role: "body"
            text: Desk.message === "" ? "" : page.t(Desk.message, Desk.argument, Desk.seconds)
        },
        CheckList {
            visible: page.checksShown
            width: parent.width
        },
        FieldList {
            visible: !page.checksShown
            width: parent.width
            copies: Visit.profile === "counter"
        },
        Words {
            visible: Visit.fieldsHidden
            width: parent.width
            role: "caption"
            tone: Tokens.colours.quiet
            text: page.t("v.hidden")
        }
    ]
}
