// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: Visit.tellerBusy ? "m.busy.title" : "x.title"
    readonly property bool staff: Visit.profile === "counter"
    readonly property string missing: staff ? "e.reader.clerk" : "x.goto"
    readonly property string lead: Visit.tellerBusy ? "m.busy.body" : missing
    readonly property string who: staff ? Admin.readerName : page.desk
    spoken: [[page.lead, page.who], Visit.profile === "hospital" ? ["w.emergency"] : null]
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.lead, page.who)
    }
    foot: Emergency {
        width: parent.width
    }
    picture: Picture {
        anchors.fill: parent
        what: Visit.tellerBusy ? "person" : "plug"
    }
}
