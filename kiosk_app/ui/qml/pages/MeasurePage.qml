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
    Rectangle {
        // Before the words, and as wide as the page: every other width stands on it.
        width: Math.min(Admin.barWidth, page.width)
        x: Math.min(0, page.innerWidth - width)
        height: Math.round(Tokens.ample ? width * 54 / 85.6 / 2 : 4 * Tokens.mm)
        color: Tokens.colours.primary
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("a.measure.lead")
    }
    acts: Choices {
        width: parent.width
        columns: 2
        Repeater {
            model: [
                ["a.measure.much.less", -20],
                ["a.measure.less", -1],
                ["a.measure.much.more", 20],
                ["a.measure.more", 1]
            ]
            Action {
                required property var modelData
                role: "body"
                width: parent?.part ?? 0
                text: page.t(modelData[0])
                onChosen: Admin.wider(modelData[1])
            }
        }
    }
}
