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
    Loader {
        anchors.fill: parent
        source: Visit.hasResult ? Qt.resolvedUrl("../pages/VerdictPage.qml") : ""
    }
}
