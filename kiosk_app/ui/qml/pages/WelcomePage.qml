// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    /// A clerk is not told that all is ready while the reader does not answer, nor to scan a code
    /// where nothing is known to scan one.
    readonly property bool noReader: staff && Admin.readerLost
    readonly property string lead: noReader ? "e.reader.clerk" : "w." + Visit.profile + ".lead"
    headingId: staff && !Visit.canScan ? "w.counter.card" : "w." + Visit.profile + ".title"
    primary: t("w.start")
    tiles: true
    spoken: [
        ["z.intro"],
        [page.lead, Admin.readerName],
        Visit.cardKept ? ["d.kept", page.desk] : null,
        Visit.profile === "hospital" ? ["w.emergency"] : null
    ]
    onPrimaryChosen: Visit.start()
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.lead, Admin.readerName)
    }
    Words {
        width: parent.width
        visible: Visit.cardKept
        role: "lead"
        font.weight: Font.Bold
        text: page.t("d.kept", page.desk)
    }
    Words {
        width: parent.width
        role: "body"
        tone: Tokens.colours.quiet
        text: page.t("w.cards", page.desk)
    }
    Words {
        width: parent.width
        visible: Visit.profile === "hospital"
        role: "lead"
        font.weight: Font.Bold
        text: page.t("w.emergency")
    }
    beside: [
        Picture {
            width: parent.width
            place: Visit.readerPlace
        },
        Action {
            visible: Visit.profile === "hospital"
            width: parent.width
            text: page.t("w.behalf")
            onChosen: Visit.helpSomebody()
        },
        Action {
            visible: Visit.profile === "hospital"
            width: parent.width
            text: page.t("w.nocard")
            onChosen: Visit.noCard()
        }
    ]
}
