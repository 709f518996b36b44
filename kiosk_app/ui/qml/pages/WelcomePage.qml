// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    headingId: "w." + Visit.profile + ".title"
    primary: t("w.start")
    tiles: true
    spoken: [
        ["z.intro"],
        ["w." + Visit.profile + ".lead"],
        Visit.cardKept ? ["d.kept", page.desk] : null,
        Visit.profile === "hospital" ? ["w.emergency"] : null
    ]
    onPrimaryChosen: Visit.start()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("w." + Visit.profile + ".lead")
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
