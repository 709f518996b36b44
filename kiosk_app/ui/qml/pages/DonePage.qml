import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("d.left")
    Words { width: parent.width; role: "lead"; text: page.t("d.title") }
    CardPicture { place: Visit.readerPlace }
}
