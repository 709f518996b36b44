// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.kind.title"
    secondary: t("g.back")
    onSecondaryChosen: Clinics.back()
    Repeater {
        model: ["bhyt", "self", "again"]
        Tile {
            required property string modelData
            width: parent.width
            title: page.t("h.kind." + modelData)
            onChosen: Clinics.chooseKind(modelData)
        }
    }
}
