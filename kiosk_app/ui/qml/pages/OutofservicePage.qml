// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "x.title"
    readonly property bool staff: Visit.profile === "counter"
    readonly property string lead: staff ? "e.reader.clerk" : "x.goto"
    readonly property string what: staff ? Admin.readerName : page.desk
    spoken: [[page.lead, page.what], Visit.profile === "hospital" ? ["w.emergency"] : null]
    Words {
        width: parent.width
        role: "lead"
        text: page.t(page.lead, page.what)
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
        what: "plug"
    }
}
