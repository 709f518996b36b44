// SPDX-License-Identifier: Apache-2.0
// Personal values are covered while it shows.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "u.title"
    primary: t("u.more")
    extra: t("u.end")
    spoken: [["u.body", shown]]
    readonly property int shown: Math.ceil(Visit.secondsLeft / 5) * 5
    onPrimaryChosen: Visit.more()
    onExtraChosen: Visit.stop()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("u.body", page.shown)
    }
}
