// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.prio.title"
    secondary: t("g.back")
    lists: true
    freeRows: 1
    onSecondaryChosen: Clinics.back()
    acts: Choices {
        width: parent.width
        columns: page.landscape ? 2 : 1
        Repeater {
            model: ["none", "age", "pregnant", "disabled", "child", "merit"]
            Tile {
                required property string modelData
                width: parent?.part ?? 0
                title: page.t(
                    modelData === "age" ? "h.prio.aged" : "h.prio." + modelData,
                    Clinics.priorityAge)
                onChosen: Clinics.choosePriority(modelData)
            }
        }
    }
}
