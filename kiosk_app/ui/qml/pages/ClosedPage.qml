// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "w.closed.title"
    tiles: true
    spoken: [
        ["w.closed.body", Visit.hours(), page.desk],
        Visit.profile === "hospital" ? ["w.emergency"] : null
    ]
    Words {
        width: parent.width
        role: "lead"
        text: page.t("w.closed.body", Visit.hours(), page.desk)
    }
    foot: Emergency {
        width: parent.width
    }
}
