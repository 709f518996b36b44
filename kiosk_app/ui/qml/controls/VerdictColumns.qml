// SPDX-License-Identifier: Apache-2.0
// The verdict where a desk does not fit: on small and upright screens, and in the largest letters.
// It scrolls.
import QtQuick
import Kiosk

Page {
    id: page
    focus: true
    property bool checksShown: false
    property bool large: false
    /// In a window of its own a teller sees it, with a button that ends the visit.
    property bool teller: false
    readonly property bool staff: Visit.profile === "counter"
    signal checksWished
    primary: staff || teller ? t("o.next") : ""
    primaryKey: staff ? "F2" : ""
    secondary: t(checksShown ? "v.checks.hide" : "v.checks")
    onPrimaryChosen: teller ? Visit.tellerNext() : Desk.next()
    onSecondaryChosen: checksWished()

    above: [
        Plate {
            width: parent.width
            least: page.height / 5
            title: page.t(Visit.titleId)
            body: page.t(Visit.bodyId, Visit.reason)
            action: page.t(Visit.actionId)
            plate: Visit.plate
        },
        Attentions {
            width: parent.width
            visible: Visit.remarks.length > 0
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
            visible: Visit.hasPortrait && people.beside
            width: people.rest
        }
    }
    Decision {
        visible: Visit.hasPortrait && !people.beside
        width: parent.width
    }
    WithoutPortrait {
        visible: !Visit.hasPortrait
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
                visible: page.staff && Visit.decision !== "not_same"
                text: page.t("o.copyall")
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
                visible: Desk.canExport && Visit.decision !== "not_same"
                text: page.t("o.export")
                onChosen: Desk.exportFile()
            }
        },
        Words {
            width: parent.width
            role: "body"
            text: Desk.message === "" ? " " : page.t(Desk.message, Desk.argument, Desk.detail)
        },
        CheckList {
            visible: page.checksShown
            width: parent.width
        },
        FieldList {
            visible: !page.checksShown
            width: parent.width
            copies: page.staff && Visit.decision !== "not_same"
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
