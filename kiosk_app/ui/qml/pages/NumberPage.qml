// SPDX-License-Identifier: Apache-2.0
// The queue number, very large; it stays when the printer does not work. Closing it stands where
// leaving does, not where the number was asked for: a second tap must not take it away.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "h.number"
    secondary: t("g.close")
    leaveSign: "close"
    // Nothing stands beside the words.
    lists: Tokens.small
    readonly property string where: Clinics.place === "" ? "h.where.desk" : "h.where"
    spoken: [
        ["h.number.said", Clinics.number],
        Clinics.withoutCard ? ["h.papers", desk] : null,
        [where, Clinics.name, Clinics.place],
        Clinics.priority !== "" ? ["t.prio"] : null,
        Visit.cardLeft ? ["d.take"] : null,
        paper === "printed" ? ["d.paper"] : null,
        failed ? [paper + ".t"] : null,
        failed ? [paper + ".b", Clinics.number] : null
    ]
    readonly property string paper: Clinics.paper
    readonly property bool failed: paper.startsWith("e.")
    onPaperChanged: if (paper === "printed")
        Speech.add("d.paper")
    else if (paper.startsWith("e.")) {
        Speech.add(paper + ".t");
        Speech.add(paper + ".b", Clinics.number);
    }
    onSecondaryChosen: Visit.leave()
    // What to do with it stands beside the number where the screen is low.
    Grid {
        width: parent.width
        columns: Tokens.small ? 2 : 1
        columnSpacing: Tokens.gap
        rowSpacing: 0.5 * Tokens.u
        Words {
            id: number
            width: Tokens.small ? Math.ceil(widestWord) + 2 : parent.width
            role: "ticket"
            horizontalAlignment: Tokens.small ? Text.AlignLeft : Text.AlignHCenter
            text: Clinics.number
        }
        Column {
            width: Tokens.small ? parent.width - number.width - Tokens.gap : parent.width
            spacing: 0.5 * Tokens.u
            Words {
                width: parent.width
                visible: Clinics.withoutCard
                role: "lead"
                font.weight: Font.Bold
                text: page.t("h.papers", page.desk)
            }
            Words {
                width: parent.width
                visible: Visit.cardLeft
                role: "lead"
                font.weight: Font.Bold
                text: page.t("d.take")
            }
            Words {
                width: parent.width
                role: "lead"
                text: page.t(page.where, Clinics.name, Clinics.place)
            }
            Words {
                width: parent.width
                visible: Clinics.priority !== ""
                role: "lead"
                font.weight: Font.Bold
                text: page.t("t.prio")
            }
            Words {
                width: parent.width
                visible: page.paper === "printed"
                role: "lead"
                text: page.t("d.paper")
            }
            Words {
                width: parent.width
                visible: page.failed
                role: "heading2"
                text: page.failed ? page.t(page.paper + ".t") : ""
            }
            Words {
                width: parent.width
                visible: page.failed
                role: "lead"
                text: page.failed ? page.t(page.paper + ".b", Clinics.number) : ""
            }
        }
    }
    picture: Item {
        anchors.fill: parent
        Image {
            anchors.centerIn: parent
            // Its paper has one: here it is for who has none.
            visible: page.failed
            source: page.failed ? "image://ticket/" + Clinics.number : ""
            cache: false
            smooth: false
            width: Math.min(parent.height, 40 * Tokens.mm)
            height: width
            Accessible.ignored: true
        }
    }
}
