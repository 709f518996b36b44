import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t(Visit.problem + ".t")
    primary: t("g.retry")
    secondary: t("g.stop")
    onPrimaryChosen: Visit.retry()
    onSecondaryChosen: Visit.stop()
    CardPicture { place: Visit.readerPlace }
    Words { width: parent.width; role: "lead"; text: page.t(Visit.problem + ".b", Visit.desk()) }
    Words { width: parent.width; text: page.t("g.help.where", Visit.desk(), Visit.phone()) }
    Words { width: parent.width; role: "caption"; tone: Tokens.colours.quiet; text: page.t("g.code", Visit.code) }
}
