// SPDX-License-Identifier: Apache-2.0
// The verdict where a desk does not fit: on small and upright screens, and in the largest letters.
// The words scroll; who is compared and what is decided do not.
import QtQuick
import Kiosk

Page {
    id: page
    focus: true
    property bool checksShown: false
    property bool large: false
    readonly property bool staff: Visit.profile === "counter" || Result.teller
    readonly property bool refused: Result.decision === "not_same"
    /// Of a card that failed nothing is taken over.
    readonly property bool gives: !refused && Result.plate !== "failed"
    signal checksWished
    primary: staff ? t(Result.teller ? "m.next" : "o.next") : ""
    primaryKey: staff ? "F2" : ""
    extra: t(checksShown ? "v.checks.hide" : "v.checks")
    secondary: staff && !Result.teller ? t("g.stop") : ""
    leaveSign: "stop"
    onPrimaryChosen: Desk.next()
    onExtraChosen: checksWished()
    onSecondaryChosen: Visit.leave()
    onChecksShownChanged: toTop()

    // Over the list of checks the verdict is one line: the list is what was wished for.
    Words {
        visible: page.checksShown
        width: parent.width
        role: "heading2"
        text: page.t(Result.titleId)
    }
    Plate {
        visible: !page.checksShown
        width: parent.width
        least: 0
        title: page.t(Result.titleId)
        body: page.t(Result.bodyId, Result.reason)
        action: page.t(Result.actionId)
        plate: Result.plate
    }
    Words {
        width: parent.width
        role: "caption"
        tone: Tokens.colours.quiet
        text: page.t("verdict.not_known")
    }
    // The customer reads the same digits aloud.
    Words {
        visible: Result.teller
        width: parent.width
        role: "heading2"
        text: page.t("m.code.read") + ": " + Result.transaction
    }
    Attentions {
        width: parent.width
        visible: Result.remarks.length > 0 && !page.checksShown
    }
    Differences {
        width: parent.width
        visible: Result.differences.length > 0 && !page.checksShown
    }
    Words {
        visible: page.refused
        width: parent.width
        role: "lead"
        font.weight: Font.Bold
        text: page.t("v.notsame.do")
    }
    WithoutPortrait {
        visible: !Result.hasPortrait
        width: parent.width
    }
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
            visible: page.staff && page.gives
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
            visible: Desk.canExport && page.gives
            text: page.t("o.export")
            onChosen: Desk.exportFile()
        }
    }
    CheckList {
        visible: page.checksShown
        width: parent.width
    }
    FieldList {
        visible: !page.checksShown
        width: parent.width
        copies: page.staff && page.gives
    }
    Words {
        visible: Result.fieldsHidden
        width: parent.width
        role: "caption"
        tone: Tokens.colours.quiet
        text: page.t("v.hidden")
    }
    foot: Words {
        width: parent.width
        visible: Desk.message !== ""
        role: "body"
        text: Desk.message === "" ? "" : page.t(Desk.message, Desk.argument, Desk.detail)
        Accessible.role: Accessible.AlertMessage
    }
    acts: [
        Row {
            id: people
            visible: Result.hasPortrait
            spacing: Tokens.gap
            width: parent.width
            readonly property real half: (width - spacing) / 2
            readonly property real largeWidth: Camera.open ? half : width
            /// As high as the decision leaves room: that is what the page waits for.
            readonly property real forPortrait: page.actsRoom - decision.height - 2 * Tokens.gap
            // Beside the camera its caption has two lines.
            readonly property real caption: (Camera.open ? 3 : 1.5) * Tokens.px("caption")
            readonly property real fits: 0.75 * (forPortrait - caption)
            readonly property real smallWidth: Math.min(half, 9 * Tokens.u,
                                                        Math.max(fits, 5 * Tokens.u))
            readonly property real portraitWidth: page.large ? largeWidth : smallWidth
            Portrait {
                width: people.portraitWidth
                captionWidth: Camera.open ? width : people.width
                onChosen: page.large = !page.large
            }
            Column {
                visible: Camera.open
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
        },
        Decision {
            id: decision
            visible: Result.hasPortrait
            width: parent.width
        }
    ]
}
