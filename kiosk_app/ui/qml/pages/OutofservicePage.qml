// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "x.title"
    spoken: [["x.goto", page.desk], Visit.profile === "hospital" ? ["w.emergency"] : null]
    Words {
        width: parent.width
        role: "lead"
        text: page.t("x.goto", page.desk)
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
