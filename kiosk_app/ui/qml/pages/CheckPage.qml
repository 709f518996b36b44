// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.check.title"
    primary: t("h.take")
    primaryResting: Clinics.busy
    secondary: t("g.back")
    /// Its text, and the age where that is why; null where there is none.
    readonly property var priority: {
        if (Clinics.priority === "")
            return null;
        const age = Clinics.priority === "age";
        return age ? ["h.prio.age", Clinics.priorityAge] : ["h.prio." + Clinics.priority];
    }
    spoken: [
        ["z.said", Clinics.name],
        ["z.said", Clinics.place],
        priority
    ]
    extra: Clinics.byAge ? "" : t("h.prio.ask")
    onPrimaryChosen: Clinics.take()
    onExtraChosen: if (!Clinics.busy)
        Clinics.askPriority()
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
        visible: page.priority !== null
        role: "lead"
        font.weight: Font.Bold
        text: page.priority === null ? "" : page.t(page.priority[0], page.priority[1])
    }
}
