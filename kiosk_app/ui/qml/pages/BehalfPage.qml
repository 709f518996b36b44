// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "b.title"
    secondary: t("g.back")
    spoken: [["b.note"], ["b.consent"]]
    onSecondaryChosen: Visit.back()
    Words {
        width: parent.width
        role: "lead"
        text: page.t("b.note")
    }
    Words {
        width: parent.width
        text: page.t("b.consent")
    }
    others: [
        Action {
            width: parent.width
            text: page.t("b.child")
            onChosen: Visit.helpFor("child")
        },
        Action {
            width: parent.width
            text: page.t("b.adult")
            onChosen: Visit.helpFor("adult")
        },
        Action {
            width: parent.width
            text: page.t("b.nocard")
            onChosen: Visit.noCard()
        }
    ]
}
