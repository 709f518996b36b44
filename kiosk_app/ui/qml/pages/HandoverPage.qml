// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "m.title"
    secondary: t("g.close")
    leaveSign: "close"
    spoken: [
        ["m.code", Result.transaction],
        ["m.goto", Visit.counterNumber()],
        Visit.cardLeft ? ["d.take"] : null
    ]
    onSecondaryChosen: Visit.leave()
    Words {
        width: parent.width
        role: "heading1"
        text: page.t("m.code", Result.transaction)
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("m.goto", Visit.counterNumber())
    }
    Words {
        width: parent.width
        visible: Visit.cardLeft
        role: "lead"
        font.weight: Font.Bold
        text: page.t("d.take")
    }
    picture: Picture {
        anchors.fill: parent
        what: "person"
    }
}
