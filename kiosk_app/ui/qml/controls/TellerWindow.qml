// SPDX-License-Identifier: Apache-2.0
// A bank's second window: the verdict, for the teller; empty between visits.
import QtQuick
import QtQuick.Window
import Kiosk
import "../pages"

Window {
    objectName: "teller"
    /// What is shown.
    readonly property Item top: loader.item as Item
    width: 1280
    height: 800
    visible: true
    color: Tokens.colours.ground
    title: Texts.language && Visit.operatorName()
    Rectangle {
        id: demo
        width: parent.width
        readonly property bool shown: Visit.demo && !(loader.item as VerdictPage)?.saysDemo
        height: shown ? words.implicitHeight + 0.4 * Tokens.u : 0
        visible: shown
        color: Tokens.colours.demo
        Words {
            id: words
            x: Tokens.margin
            y: 0.2 * Tokens.u
            width: parent.width - 2 * Tokens.margin
            role: "caption"
            tone: Tokens.colours.onDemo
            text: Texts.language && Texts.text("g.demo")
        }
    }
    // On the second screen where there is one; on the only one it is a window of the teller's
    // desktop.
    screen: Application.screens.length > 1 ? Application.screens[1] : Application.screens[0]
    Loader {
        id: loader
        onLoaded: if (item)
            (item as VerdictPage).teller = true
        y: demo.height
        width: parent.width
        height: parent.height - y
        source: Visit.hasResult ? Qt.resolvedUrl("../pages/VerdictPage.qml") : ""
    }
}
