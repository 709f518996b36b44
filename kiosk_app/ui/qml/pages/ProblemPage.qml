// SPDX-License-Identifier: Apache-2.0
// One layout for every error: what to do as a picture, what happened, what to do, the other way,
// and a small code for staff.
import QtQuick
import Kiosk

Page {
    id: page
    readonly property var pictures: ({
            "e.moved": "still",
            "e.weak": "wallet",
            "e.two": "one",
            "e.kind": "one",
            "e.chip": "centre",
            "e.reader": "plug",
            "e.qr": "tilt",
            "e.qrother": "turn",
            "e.qrold": "one",
            "e.swap": "one",
            "e.paper": "printer",
            "e.printer": "printer",
            "e.camera": "camera",
            "e.key": "number",
            "e.mrz": "passport",
            "e.number": "person"
        })
    readonly property var notOfTheCard: ["e.swap", "e.number", "e.reader"]
    headingId: Visit.problem + ".t"
    primary: t(Visit.problem === "e.swap" ? "g.startover" : "g.retry")
    secondary: t("g.stop")
    leaveSign: "stop"
    readonly property bool staff: Visit.profile === "counter"
    /// A clerk is sent to no desk: she goes on with other papers.
    readonly property var forClerks: ({
            "e.kind": "e.kind.clerk",
            "e.chip": "e.chip.clerk",
            "e.reader": "e.reader.clerk"
        })
    readonly property string clerks: staff ? (forClerks[Visit.problem] ?? "") : ""
    readonly property string lead: clerks !== "" ? clerks : Visit.problem + ".b"
    readonly property string what: staff && Visit.problem === "e.reader" ? Admin.readerName : desk
    readonly property bool ofNumber: Visit.problem === "e.key" || Visit.problem === "e.mrz"
    spoken: [[page.lead, page.what], ofNumber ? ["e.left", String(Key.left)] : null]
    onPrimaryChosen: Visit.retry()
    onSecondaryChosen: Visit.leave()
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.lead, page.what)
    }
    Words {
        width: parent.width
        visible: page.ofNumber
        text: page.t("e.left", Key.left)
    }
    Words {
        width: parent.width
        visible: !page.staff && Visit.phone() !== ""
        text: page.t("g.help.where", page.desk, Visit.phone())
    }
    Words {
        width: parent.width
        role: "caption"
        tone: Tokens.colours.quiet
        text: page.t("g.code", Admin.shortCode(Visit.code))
    }
    others: [
        Action {
            visible: Camera.available && Visit.problem.startsWith("e.key")
            width: parent.width
            text: page.t("k.toscan")
            onChosen: Visit.scanInstead()
        },
        // A card that cannot be read keeps nobody from being seen.
        Action {
            visible: Visit.profile === "hospital" && !page.notOfTheCard.includes(Visit.problem)
            width: parent.width
            text: page.t("h.nocard.take")
            onChosen: Visit.takeWithoutCard()
        }
    ]
    picture: Picture {
        anchors.fill: parent
        what: page.pictures[Visit.problem] ?? "centre"
    }
}
