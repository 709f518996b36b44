// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.clinic.title"
    secondary: t("g.stop")
    onSecondaryChosen: Visit.leave()
    Tile {
        width: parent.width
        title: page.t("h.clinic.unsure")
        onChosen: Clinics.choose(-1)
    }
    Grid {
        width: parent.width
        columns: page.landscape ? 2 : 1
        columnSpacing: Tokens.gap
        rowSpacing: Tokens.gap
        Repeater {
            model: Clinics.list
            Tile {
                required property var modelData
                required property int index
                width: page.landscape ? (page.innerWidth - Tokens.gap) / 2 : page.innerWidth
                title: modelData.name
                below: modelData.place
                resting: modelData.full
                note: modelData.full ? page.t("h.clinic.full") : ""
                onChosen: Clinics.choose(index)
            }
        }
    }
}
