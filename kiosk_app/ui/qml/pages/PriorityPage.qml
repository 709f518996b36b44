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
            model: ["none", "pregnant", "disabled", "child", "merit"]
            Tile {
                required property string modelData
                width: page.landscape ? (page.innerWidth - Tokens.gap) / 2 : page.innerWidth
                title: page.t("h.prio." + modelData)
                onChosen: Clinics.choosePriority(modelData)
            }
        }
    }
}
