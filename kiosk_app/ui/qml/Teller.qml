// SPDX-License-Identifier: Apache-2.0
// A bank's second window: the verdict, for the teller; between visits it says that it waits.
// Closing it would leave visits without anybody who sees them: it stays.
import QtQuick
import QtQuick.Window
import Kiosk
import "pages"

Window {
    id: window
    objectName: "teller"
    /// What is shown.
    readonly property Item top: loader.item as Item
    width: 1280
    height: 800
    color: Tokens.colours.ground
    title: Texts.language && Texts.text("m.teller", Visit.counterNumber())
    onClosing: close => close.accepted = false
    Binding {
        target: Tokens
        property: "windowWidth"
        value: window.width
    }
    Binding {
        target: Tokens
        property: "windowHeight"
        value: window.height
    }
    onTopChanged: if (top)
        top.forceActiveFocus()
    Rectangle {
        id: demo
        width: parent.width
        readonly property bool shown: Visit.demo && (loader.item as VerdictPage)?.saysDemo === false
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
    Loader {
        id: loader
        y: demo.height
        width: parent.width
        height: parent.height - y
        focus: true
        source: {
            const file = Result.there ? "pages/VerdictPage.qml" : "controls/TellerIdle.qml";
            return Qt.resolvedUrl(file);
        }
    }
}
