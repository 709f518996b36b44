// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.clinic.title"
    secondary: t("g.stop")
    leaveSign: "stop"
    lists: true
    freeRows: 1
    onSecondaryChosen: Visit.leave()
    acts: Choices {
        width: parent.width
        columns: page.landscape ? 2 : 1
        Tile {
            width: parent.part
            title: page.t("h.clinic.unsure")
            onChosen: Clinics.choose(-1)
        }
        Repeater {
            model: Clinics.list
            Tile {
                required property var modelData
                required property int index
                width: parent?.part ?? 0
                title: modelData.name
                below: modelData.place
                resting: modelData.full
                note: modelData.full ? page.t("h.clinic.full") : ""
                onChosen: Clinics.choose(index)
            }
        }
    }
}
