// A bank's second window: the verdict, for the teller; empty between visits.
import QtQuick
import QtQuick.Window
import Kiosk

Window {
    objectName: "teller"
    width: 1280
    height: 800
    visible: true
    color: Tokens.colours.ground
    title: Texts.language && Visit.operatorName()
    Rectangle {
        id: demo
        width: parent.width
        height: Visit.demo ? words.implicitHeight + 0.4 * Tokens.u : 0
        visible: Visit.demo
        color: Tokens.colours.demo
        Words { id: words; x: Tokens.margin; y: 0.2 * Tokens.u; width: parent.width - 2 * Tokens.margin; role: "caption"; tone: Tokens.colours.onDemo; text: Texts.language && Texts.text("g.demo") }
    }
    Loader {
        y: demo.height
        width: parent.width
        height: parent.height - y
        source: Visit.hasResult ? Qt.resolvedUrl("../pages/VerdictPage.qml") : ""
    }
}
