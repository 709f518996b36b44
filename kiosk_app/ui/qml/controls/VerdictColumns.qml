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
    readonly property bool staff: Visit.profile === "counter" || Result.teller
    signal checksWished
    primary: staff ? t(Result.teller ? "m.next" : "o.next") : ""
    primaryKey: staff ? "F2" : ""
    secondary: t(checksShown ? "v.checks.hide" : "v.checks")
    onPrimaryChosen: Desk.next()
    onSecondaryChosen: checksWished()

    above: [
        Plate {
            width: parent.width
            least: page.height / 5
            title: page.t(Result.titleId)
            body: page.t(Result.bodyId, Result.reason)
            action: page.t(Result.actionId)
            plate: Result.plate
        },
        // The customer reads the same digits aloud.
        Words {
            visible: Result.teller
            width: parent.width
            role: "heading2"
            text: page.t("m.code.read") + ": " + Result.transaction
        },
        Attentions {
            width: parent.width
            visible: Result.remarks.length > 0
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
        visible: Result.differences.length > 0
    }
    Row {
        id: people
        spacing: Tokens.gap
        width: parent.width
        readonly property real half: (width - spacing) / 2
        readonly property real largeWidth: Camera.open ? half : width
        readonly property real smallWidth: Math.min(half, 9 * Tokens.u)
        readonly property real shownWidth: page.large ? largeWidth : smallWidth
        readonly property real portraitWidth: Result.hasPortrait ? shownWidth : 0
        readonly property int pictures: (Result.hasPortrait ? 1 : 0) + (Camera.open ? 1 : 0)
        readonly property real rest: width - pictures * (portraitWidth + spacing)
        readonly property bool beside: rest > 9 * Tokens.u * Comfort.scale
        Portrait {
            visible: Result.hasPortrait
            width: people.portraitWidth
            onChosen: page.large = !page.large
        }
        Column {
            visible: Camera.open && Result.hasPortrait
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
            visible: Result.hasPortrait && people.beside
            width: people.rest
        }
    }
    Decision {
        visible: Result.hasPortrait && !people.beside
        width: parent.width
    }
    WithoutPortrait {
        visible: !Result.hasPortrait
        width: parent.width
    }
    Words {
        visible: Result.decision === "not_same"
        width: parent.width
        role: "lead"
        font.weight: Font.Bold
        text: page.t("v.notsame.do")
    }
    beside: [
        Flow {
            width: parent.width
            spacing: Tokens.gap
            visible: Result.fields.length > 0 && !page.checksShown
            Action {
                role: "caption"
                text: page.t(Result.numberShown ? "v.hide" : "v.show")
                onChosen: Result.showNumber(!Result.numberShown)
            }
            Action {
                role: "caption"
                visible: page.staff && Result.decision !== "not_same"
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
                visible: Desk.canExport && Result.decision !== "not_same"
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
            copies: page.staff && Result.decision !== "not_same"
        },
        Words {
            visible: Result.fieldsHidden
            width: parent.width
            role: "caption"
            tone: Tokens.colours.quiet
            text: page.t("v.hidden")
        }
    ]
}
