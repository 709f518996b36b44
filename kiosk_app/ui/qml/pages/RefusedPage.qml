import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("c.refused.title")
    primary: t("g.close")
    onPrimaryChosen: Visit.stop()
    Words { width: parent.width; role: "lead"; text: page.t("c.refused.body", Visit.desk()) }
}
