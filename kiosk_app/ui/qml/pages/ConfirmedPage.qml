// The visitor's own result: "confirmed" or "staff will look", never an accusation.
import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    readonly property bool confirmed: Visit.result.plate === "genuine"
    heading: t(confirmed ? "s.ok.title" : "s.desk.title")
    primary: t("g.next")
    onPrimaryChosen: Visit.next()
    VerdictShape { visible: page.confirmed; plate: "genuine"; width: 8 * Tokens.u; height: width }
    Words { visible: !page.confirmed; width: parent.width; role: "lead"; text: page.t("s.desk.body", Visit.desk()) }
    Words { visible: page.confirmed; width: parent.width; role: "lead"; text: page.t("s.ok.ask") }
    FieldList { visible: page.confirmed; width: parent.width; fields: Visit.fields.filter(field => ["full_name", "date_of_birth"].includes(field.id)) }
}
