// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.nocard.title"
    primary: t("h.nocard.take")
    secondary: t("g.back")
    spoken: [["h.nocard.body", page.desk]]
    onPrimaryChosen: Visit.takeWithoutCard()
    onSecondaryChosen: Visit.back()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("h.nocard.body", page.desk)
    }
}
