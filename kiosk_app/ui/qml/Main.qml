import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Kiosk
import Kiosk.Visit

Window {
    id: window
    width: 1280
    height: 800
    visible: true
    property string theme: "light"
    property real pixelsPerMm: 5
    property real distanceMm: 550
    onThemeChanged: Tokens.theme = theme
    onPixelsPerMmChanged: Tokens.pixelsPerMm = pixelsPerMm
    onDistanceMmChanged: Tokens.distanceMm = distanceMm
    color: Tokens.colours.ground
    title: Visit.operatorName()

    function t(id, a, b) { Texts.language; return Texts.text(id, a === undefined ? "" : String(a), b === undefined ? "" : String(b)) }

    FocusScope {
        anchors.fill: parent
        focus: true
        Keys.onPressed: event => {
            Visit.touched()
            const end = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
            if (event.key === Qt.Key_F2 && Visit.page === "verdict") Visit.next()
            else if (event.key === Qt.Key_Escape) Visit.stop()
            else if (event.key === Qt.Key_Backspace) Visit.erase()
            else if (end || event.text !== "") { if (Visit.key(end ? "" : event.text, end)) event.accepted = true }
        }
        ColumnLayout {
            anchors.fill: parent
            spacing: 0
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: demoText.implicitHeight + 0.4 * Tokens.u
                visible: Visit.demo
                color: Tokens.colours.demo
                Words { id: demoText; anchors.centerIn: parent; role: "lead"; tone: Tokens.colours.onDemo; text: window.t("g.demo") }
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.margins: Tokens.margin * 0.4
                Layout.leftMargin: Tokens.margin
                Layout.rightMargin: Tokens.margin
                spacing: Tokens.gap
                Words { Layout.fillWidth: true; role: "lead"; text: { Texts.language; return Visit.operatorName() } }
                Action { role: "body"; text: window.t("g.lang"); onChosen: Visit.switchLanguage() }
                Action { role: "body"; text: window.t("g.size"); onChosen: Tokens.scale = Tokens.scale === 1 ? 1.4 : Tokens.scale === 1.4 ? 2 : 1 }
                Action { role: "body"; text: window.t("g.contrast"); onChosen: Tokens.theme = Tokens.theme === "high" ? "light" : "high" }
            }
            Loader {
                id: loader
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                source: Qt.resolvedUrl("pages/" + Visit.page.charAt(0).toUpperCase() + Visit.page.slice(1) + "Page.qml")
            }
            Words { Layout.fillWidth: true; Layout.leftMargin: Tokens.margin; Layout.bottomMargin: Tokens.margin * 0.3; visible: Visit.limit > 0; role: "caption"; tone: Tokens.colours.quiet; text: window.t("g.footer", Visit.limit) }
        }
    }

    Connections {
        target: Visit
        function onPageChanged() {
            if (Visit.page !== "welcome") return
            Tokens.theme = window.theme
            Tokens.scale = 1
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: Visit.secondsLeft >= 0
        color: Tokens.colours.ground
        MouseArea { anchors.fill: parent; onClicked: Visit.more() }
        Column {
            anchors.centerIn: parent
            width: parent.width * 0.7
            spacing: Tokens.u
            Words { width: parent.width; role: "heading1"; text: window.t("u.title") }
            Words { width: parent.width; role: "lead"; text: window.t("u.body", Math.ceil(Visit.secondsLeft / 5) * 5) }
            Action { primary: true; text: window.t("u.more"); onChosen: Visit.more() }
            Action { text: window.t("u.end"); onChosen: Visit.stop() }
        }
    }
}
