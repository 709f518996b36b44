// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "p.title"
    secondary: t("g.back")
    spoken: [["p.lead"], ["z.reader", t("z.reader." + Visit.readerPlace)], ["p.hold"]]
    onSecondaryChosen: Visit.back()
    picture: ReaderScene {
        anchors.fill: parent
        place: Visit.readerPlace
    }
    Words {
        width: parent.width
        visible: late.running || !Tokens.small
        role: "lead"
        text: page.t("p.lead")
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("p.hold")
    }
    Message {
        width: parent.width
        said: late.running ? "" : "p.notyet"
    }
    Timer {
        id: late
        interval: 8000
        running: true
        onTriggered: Speech.say("p.notyet")
    }
}
