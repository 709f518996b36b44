// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.prio.title"
    secondary: t("g.back")
    onSecondaryChosen: Clinics.back()
    Grid {
        width: parent.width
        columns: page.landscape ? 2 : 1
        columnSpacing: Tokens.gap
        rowSpacing: Tokens.gap
        Repeater {
            model: ["none", "age", "pregnant", "disabled", "child", "merit"]
            Tile {
                required property string modelData
                width: page.landscape ? (page.innerWidth - Tokens.gap) / 2 : page.innerWidth
                title: page.t(
                    modelData === "age" ? "h.prio.aged" : "h.prio." + modelData,
                    Clinics.priorityAge)
                onChosen: Clinics.choosePriority(modelData)
            }
        }
    }
}
