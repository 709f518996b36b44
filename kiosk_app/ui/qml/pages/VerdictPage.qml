import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Visit

Page {
    id: page
    property bool checksShown: false
    // Why the chip is not proven: the first of its proofs that did not pass.
    function reason() {
        if (Visit.result.body !== "v.chip.body") return Visit.result.argument ?? ""
        const line = Visit.checks.find(check => (check.text === "q.ca" || check.text === "q.aa") && check.outcome !== "q.pass")
        return line ? t(line.outcome === "q.none" ? "q.none" : "e.chip.t").toLowerCase() : ""
    }
    readonly property var tones: Tokens.plate(Visit.result.plate ?? "undetermined")
    primary: t("o.next") + "  F2"
    secondary: t("v.checks")
    onPrimaryChosen: Visit.next()
    onSecondaryChosen: checksShown = !checksShown
    Rectangle {
        id: plate
        width: parent.width
        height: Math.max(page.height / 5, plateWords.implicitHeight + Tokens.u)
        color: page.tones[0]
        border.width: Math.round(0.3 * Tokens.u)
        border.color: page.tones[1]
        radius: Tokens.corner
        VerdictShape { id: shape; plate: Visit.result.plate ?? "undetermined"; x: Tokens.u; width: Math.max(25 * Tokens.mm, 90); height: width; anchors.verticalCenter: parent.verticalCenter }
        Column {
            id: plateWords
            anchors.left: shape.right
            anchors.leftMargin: 1.5 * Tokens.u
            anchors.right: parent.right
            anchors.rightMargin: Tokens.u
            anchors.verticalCenter: parent.verticalCenter
            spacing: 0.3 * Tokens.u
            Words { width: parent.width; role: "verdict"; tone: page.tones[4]; text: page.t(Visit.result.title ?? "") }
            Words { width: parent.width; role: "lead"; tone: page.tones[4]; text: page.t(Visit.result.body ?? "", page.reason()) }
            Words { width: parent.width; role: "lead"; tone: page.tones[4]; font.weight: Font.Bold; text: page.t(Visit.result.action ?? "") }
        }
    }
    GridLayout {
        width: parent.width
        columns: page.width > page.height ? 2 : 1
        columnSpacing: 1.5 * Tokens.u
        Column {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: page.width > page.height ? 14 * Tokens.u : page.width - 2 * Tokens.margin
            spacing: 0.6 * Tokens.u
            Row {
                width: parent.width
                spacing: Tokens.u * 0.8
                visible: Visit.hasPortrait
                Column {
                    id: picture
                    Image { source: Visit.hasPortrait ? "image://portrait/" + Visit.result.title : ""; cache: false; width: Math.min(10 * Tokens.u, height * 0.75); height: page.width > page.height ? Math.max(7 * Tokens.u, page.contentHeight - plate.height - 5 * Tokens.u) : 12 * Tokens.u; fillMode: Image.PreserveAspectFit; Accessible.role: Accessible.Graphic; Accessible.name: page.t("v.onchip") }
                    Words { width: parent.width; role: "caption"; text: page.t("v.onchip") }
                }
                Choices {
                    width: parent.width - picture.width - Tokens.u * 0.8
                    choices: [["same", "v.same"], ["not_same", "v.notsame"], ["unsure", "v.unsure"]]
                }
            }
            Words { visible: !Visit.hasPortrait; width: parent.width; text: page.t("v.nophoto") }
            Words { visible: Visit.decision === "not_same"; width: parent.width; font.weight: Font.Bold; text: page.t("v.notsame.do") }
        }
        Column {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 0.6 * Tokens.u
            FieldList { width: parent.width; visible: !page.checksShown }
            Repeater {
                model: page.checksShown ? Visit.checks : []
                Row {
                    id: line
                    required property var modelData
                    spacing: 0.6 * Tokens.u
                    VerdictShape { width: 1.6 * Tokens.u; height: width; plate: ({ "q.pass": "genuine", "q.fail": "failed", "q.cannot": "undetermined", "q.none": "chip" })[line.modelData.outcome] }
                    Words { width: page.width * 0.4; text: page.t(line.modelData.text) + " – " + page.t(line.modelData.outcome).replace(/:.*$/, "") }
                }
            }
            Action { visible: Visit.fields.length > 0 && !page.checksShown; role: "body"; text: page.t(Visit.numberShown ? "v.hide" : "v.show"); onChosen: Visit.showNumber(!Visit.numberShown) }
            Words { visible: Visit.result.hidden === true; width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: page.t("v.hidden") }
            Words { width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: page.t("v.notlost") }
        }
    }
}
