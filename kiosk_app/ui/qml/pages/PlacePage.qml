import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("p.title")
    secondary: t("g.back")
    onSecondaryChosen: Visit.back()
    Words { width: parent.width; role: "lead"; text: page.t("p.lead") }
    Words { width: parent.width; text: page.t("p.hold") }
    CardPicture { place: Visit.readerPlace }
    Words { id: late; width: parent.width; visible: false; text: page.t("p.notyet") }
    Timer { interval: 8000; running: true; onTriggered: late.visible = true }
}
