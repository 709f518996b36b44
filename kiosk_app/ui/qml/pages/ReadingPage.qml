import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("r.title")
    secondary: t("g.stop")
    onSecondaryChosen: Visit.stop()
    Words { width: parent.width; visible: Visit.notice !== ""; role: "lead"; text: Visit.notice === "" ? "" : page.t(Visit.notice) }
    GridLayout {
        width: parent.width
        columns: page.width > page.height ? 2 : 1
        columnSpacing: 2 * Tokens.u
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 0.6 * Tokens.u
            Repeater {
                model: 5  // the stages stay, their states change: nothing is made anew while the card is read
                ColumnLayout {
                    id: stage
                    required property int index
                    readonly property var entry: Visit.stages[index]
                    Layout.fillWidth: true
                    spacing: 0.2 * Tokens.u
                    Words {
                        Layout.fillWidth: true
                        role: "lead"
                        tone: stage.entry.state === "waiting" ? Tokens.colours.quiet : Tokens.colours.ink
                        font.weight: stage.entry.state === "now" ? Font.Bold : Font.Normal
                        text: (stage.entry.state === "done" ? "✓  " : stage.entry.state === "now" ? "▸  " : "·  ") + page.t(stage.entry.text)
                    }
                    Rectangle {
                        Layout.fillWidth: true
                        implicitHeight: 0.5 * Tokens.u
                        opacity: stage.entry.state === "now" ? 1 : 0
                        color: Tokens.colours.raised
                        border.width: 1
                        border.color: Tokens.colours.line
                        Rectangle { width: parent.width * stage.entry.percent / 100; height: parent.height; color: Tokens.colours.primary }
                    }
                }
            }
        }
        Column {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Tokens.u
            visible: Visit.fields.length > 0
            Words { width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: page.t("r.notyet") }
            FieldList { width: parent.width; most: 6 }
        }
    }
}
