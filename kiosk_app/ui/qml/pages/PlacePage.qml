// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    readonly property string lead: Visit.byMrz ? "p.lead.mrz" : "p.lead"
    headingId: Visit.byMrz ? "p.title.mrz" : "p.title"
    secondary: t("g.back")
    // Nothing stands beside the words.
    lists: !Tokens.ample
    spoken: [[lead], ["z.reader", t("z.reader." + Visit.readerPlace)], ["p.hold"]]
    onSecondaryChosen: Visit.back()
    picture: ReaderScene {
        anchors.fill: parent
        place: Visit.readerPlace
    }
    Words {
        width: parent.width
        visible: late.running || !Tokens.small || Visit.byMrz
        role: "lead"
        text: page.t(page.lead)
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
