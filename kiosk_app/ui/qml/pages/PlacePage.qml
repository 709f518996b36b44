// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "p.title"
    secondary: t("g.back")
    spoken: [["p.lead"], ["z.reader", t("z.reader." + Visit.readerPlace)], ["p.hold"]]
    onSecondaryChosen: Visit.back()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("p.lead")
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("p.hold")
    }
    Words {
        id: late
        width: parent.width
        visible: false
        role: "lead"
        font.weight: Font.Bold
        text: page.t("p.notyet")
    }
    Timer {
        interval: 8000
        running: true
        onTriggered: {
            late.visible = true;
            Speech.say("p.notyet");
        }
    }
    beside: Picture {
        width: parent.width
        height: page.landscape ? 12 * Tokens.u : implicitHeight
        place: Visit.readerPlace
    }
}
