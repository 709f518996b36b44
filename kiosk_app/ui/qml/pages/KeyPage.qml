import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("k.type.title")
    secondary: t("g.back")
    onSecondaryChosen: Visit.back()
    GridLayout {
        width: parent.width
        columns: page.width > page.height ? 2 : 1
        columnSpacing: 2 * Tokens.u
        rowSpacing: Tokens.u
        Column {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Tokens.u
            Words { width: parent.width; role: "lead"; text: page.t("k.type.lead") }
            Words { width: parent.width; text: page.t("k.qr.wedge") }
            Rectangle {
                width: parent.width
                height: typed.implicitHeight + Tokens.u
                color: Tokens.colours.surface
                border.width: 3
                border.color: Tokens.colours.line
                radius: Tokens.corner
                Words { id: typed; anchors.centerIn: parent; role: "digits"; text: Visit.digits === "" ? " " : Visit.digits; Accessible.name: page.t("z.digits", Visit.digits.length) }
            }
            Words { width: parent.width; visible: Visit.keyMessage !== ""; tone: Tokens.colours.focus; font.weight: Font.DemiBold; text: Visit.keyMessage === "" ? "" : page.t(Visit.keyMessage) }
        }
        Grid {
            id: pad
            readonly property bool beside: page.width > page.height
            // As large as the page allows, never below the size of a finger.
            readonly property real keyHeight: Math.max(Tokens.targetSize, Math.min(18 * Tokens.mm, (page.contentHeight - 3 * Tokens.gap) / 4))
            Layout.alignment: Qt.AlignRight | Qt.AlignTop
            columns: 3
            spacing: Tokens.gap
            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "k.del", "0", "k.ok"]
                Action {
                    required property string modelData
                    readonly property bool word: modelData.startsWith("k.")
                    width: Math.max(18 * Tokens.mm, 5 * Tokens.u)
                    height: pad.beside ? pad.keyHeight : Math.max(Tokens.targetSize, 3 * Tokens.u)
                    role: word ? "body" : "heading2"
                    primary: modelData === "k.ok"
                    text: word ? page.t(modelData) : modelData
                    onChosen: modelData === "k.del" ? Visit.erase() : modelData === "k.ok" ? Visit.enterNumber() : Visit.digit(modelData)
                }
            }
        }
    }
}
