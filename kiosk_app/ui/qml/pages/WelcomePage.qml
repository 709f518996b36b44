import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    heading: t("w." + Visit.profile + ".title")
    primary: t("w.start")
    onPrimaryChosen: Visit.start()
    Words { width: parent.width; role: "lead"; text: { Texts.language; return Texts.text("w." + Visit.profile + ".lead") } }
    CardPicture { place: Visit.readerPlace }
    Words { width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: { Texts.language; return Texts.text("w.cards", Visit.desk()) } }
    Words { width: parent.width; visible: Visit.profile === "hospital"; role: "lead"; text: { Texts.language; return Texts.text("w.emergency", Visit.desk()) } }
}
