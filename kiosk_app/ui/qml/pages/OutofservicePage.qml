// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: Visit.tellerBusy ? "m.busy.title" : "x.title"
    readonly property string body: Visit.tellerBusy ? "m.busy.body" : "x.goto"
    spoken: [[page.body, page.desk], Visit.profile === "hospital" ? ["w.emergency"] : null]
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.body, page.desk)
    }
    Words {
        width: parent.width
        visible: Visit.profile === "hospital"
        role: "lead"
        font.weight: Font.Bold
        text: page.t("w.emergency")
    }
    beside: Picture {
        width: parent.width
        what: Visit.tellerBusy ? "person" : "plug"
    }
}
