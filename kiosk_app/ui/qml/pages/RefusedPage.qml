// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "c.refused.title"
    primary: t("g.close")
    spoken: [["c.refused.body", page.desk]]
    onPrimaryChosen: Visit.leave()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("c.refused.body", page.desk)
    }
}
