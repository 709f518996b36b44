// SPDX-License-Identifier: Apache-2.0
// Whoever touched "stop" by mistake loses nothing.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "u.stop.title"
    primary: t("u.stop.keep")
    extra: t("g.stop")
    spoken: [["u.stop.body"]]
    onPrimaryChosen: Visit.keep()
    onExtraChosen: Visit.stop()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("u.stop.body")
    }
}
