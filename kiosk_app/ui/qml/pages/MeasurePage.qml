// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "a.screen"
    spoken: [["a.measure.lead"]]
    primary: t("a.save")
    secondary: t("g.back")
    lists: true
    onPrimaryChosen: Admin.keepMeasure()
    onSecondaryChosen: Admin.leave()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("a.measure.lead")
    }
    Rectangle {
        // As wide as the page: what is measured is what every other width stands on.
        width: Math.min(Admin.barWidth, page.width)
        x: Math.min(0, page.innerWidth - width)
        height: Math.round(width * 54 / 85.6 / 2)
        color: Tokens.colours.primary
    }
    acts: Choices {
        width: parent.width
        columns: 2
        Repeater {
            model: [-20, -1, 20, 1]
            Action {
                required property int modelData
                role: "body"
                width: parent?.part ?? 0
                readonly property string way: modelData < 0 ? "a.measure.less" : "a.measure.more"
                text: page.t(way) + " " + Math.abs(modelData)
                onChosen: Admin.wider(modelData)
            }
        }
    }
}
