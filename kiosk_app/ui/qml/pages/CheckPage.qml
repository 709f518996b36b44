// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.check.title"
    primary: t("h.take")
    primaryResting: Clinics.busy
    secondary: t("g.back")
    spoken: [["z.said", Clinics.name], ["z.said", Clinics.place], Clinics.kind === "" ? null : ["h.kind." + Clinics.kind], Clinics.priority === "age" ? ["h.prio.age", Clinics.priorityAge] : Clinics.priority === "" ? null : ["h.prio." + Clinics.priority]]
    onPrimaryChosen: Clinics.take()
    onSecondaryChosen: Clinics.back()
    Words {
        width: parent.width
        role: "heading2"
        text: Clinics.name
    }
    Words {
        width: parent.width
        visible: text !== ""
        role: "lead"
        text: Clinics.place
    }
    Words {
        width: parent.width
        role: "lead"
        text: Clinics.kind === "" ? "" : page.t("h.kind." + Clinics.kind)
    }
    Words {
        width: parent.width
        visible: Clinics.priority !== ""
        role: "lead"
        font.weight: Font.Bold
        text: Clinics.priority === "age" ? page.t("h.prio.age", Clinics.priorityAge) : Clinics.priority === "" ? "" : page.t("h.prio." + Clinics.priority)
    }
}
