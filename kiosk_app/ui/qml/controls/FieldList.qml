// The holder's fields with the card's labels.
import QtQuick
import Kiosk
import Kiosk.Visit

Grid {
    id: root
    property var fields: Visit.fields
    property int most: 99
    columns: width > 26 * Tokens.u ? 2 : 1
    columnSpacing: Tokens.u
    rowSpacing: 0.35 * Tokens.u
    Repeater {
        model: root.fields.slice(0, root.most)
        Column {
            id: entry
            required property var modelData
            width: root.columns === 2 ? (root.width - root.columnSpacing) / 2 : root.width
            Words { width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: { Texts.language; return Texts.label(entry.modelData.id) } }
            Words { width: parent.width; role: "body"; font.weight: Font.DemiBold; text: entry.modelData.text }
        }
    }
}
