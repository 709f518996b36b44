// SPDX-License-Identifier: Apache-2.0
// Values are covered until the card that came back has proven to be the same.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "u.same.title"
    secondary: t("g.stop")
    leaveSign: "stop"
    spoken: [["u.same.body"]]
    onSecondaryChosen: Visit.stop()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("u.same.body")
    }
}
