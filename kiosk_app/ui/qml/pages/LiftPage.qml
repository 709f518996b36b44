// SPDX-License-Identifier: Apache-2.0
// The card takes no further number while it lies there: what to do, and what else can be done. A
// card that was only asked too often is lifted, and the visit goes on by itself.
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    readonly property bool locked: Visit.problem === "e.locked"
    readonly property string lead: locked && staff ? "e.locked.clerk" : Visit.problem + ".b"
    headingId: Visit.problem + ".t"
    primary: Visit.profile === "hospital" ? t("h.nocard.take") : ""
    secondary: t("g.stop")
    leaveSign: "stop"
    spoken: [[lead, page.desk]]
    onPrimaryChosen: Visit.takeWithoutCard()
    onSecondaryChosen: Visit.leave()
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.lead, page.desk)
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
            visible: Visit.problem === "e.key3" && Visit.canScan
            width: parent.width
            text: page.t("k.toscan")
            onChosen: Visit.scanInstead()
        },
        Action {
            visible: Visit.problem === "e.qr3" && !Key.stopped
            width: parent.width
            text: page.t("k.totype")
            onChosen: Visit.typeInstead()
        }
    ]
    picture: Picture {
        anchors.fill: parent
        what: page.locked ? "person" : "take"
    }
}
