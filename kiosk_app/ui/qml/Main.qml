// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import Kiosk

Window {
    id: window
    width: 1280
    height: 800
    visible: true
    color: Tokens.colours.ground
    title: Texts.language && Visit.operatorName()
    /// A kiosk that fills the screen ends when the administrator wants it: no key of a keyboard may
    /// leave a desktop to whoever stands there.
    onClosing: close => {
        close.accepted = window.visibility !== Window.FullScreen || Visit.administered;
    }

    function t(id, a = "", b = "") {
        return Texts.language && Texts.text(id, String(a), String(b));
    }
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
    /// Somebody looks where help is; over with the page on which it was asked for.
    property bool helps: false
    // Nobody there any more: the next one finds the page itself.
    Timer {
        interval: 60000
        running: window.helps
        onTriggered: window.helps = false
    }
    /// What covers the visit's page: time that runs out, a card that proves itself, a question.
    readonly property string overPage: {
        if (Visit.secondsLeft >= 0)
            return "MoreTime";
        if (helps)
            return "Help";
        if (Visit.covered)
            return "SameCard";
        return Visit.asksStop ? "AskStop" : "";
    }
    /// The page on top: the visit's, or one that covers it.
    readonly property Item top: {
        if (!loader)
            return null;
        if (cleaning.visible)
            return cleaning;
        if (over.item)
            return over.item as Item;
        return loader.item as Item;
    }
    onTopChanged: if (top)
        top.forceActiveFocus()
    /// Speech was started by a key on this welcome page: who turns it off again is not asked twice.
    property bool spoke: false
    Connections {
        target: Visit
        function onPageChanged() {
            window.helps = false;
            if (Visit.welcomes)
                window.spoke = false;
        }
    }

    /// Everything that can be chosen on the page, in its order.
    function actions(item, list) {
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i];
            if (!child.visible || !child.enabled)
                continue;
            if (child.isAction === true && child.touchOnly !== true)
                list.push(child);
            actions(child, list);
        }
        return list;
    }
    onActiveFocusItemChanged: {
        const item = activeFocusItem;
        if (!item || item.isAction !== true)
            return;
        if (loader.item && loader.item.reveal)
            loader.item.reveal(item);
        if (!Comfort.voice)
            return;
        const list = actions(top, []);
        Speech.item(item.spoken ?? item.text, list.indexOf(item) + 1, list.length);
    }

    /// Of the three tactile keys: 1 next, -1 previous; 0 of any other key.
    function stepOf(key) {
        if (key === Qt.Key_Right || key === Qt.Key_Down)
            return 1;
        return key === Qt.Key_Left || key === Qt.Key_Up ? -1 : 0;
    }
    /// Who cannot see has only the keys: the first of them makes the machine speak.
    function waitsForVoice() {
        const visitors = Visit.welcomes && Visit.profile !== "counter";
        return visitors && Comfort.hasVoice && !Comfort.voice && !spoke;
    }
    function leave() {
        if (Visit.secondsLeft >= 0)
            return Visit.stop();
        if (helps)
            return helps = false;
        if (Visit.asksStop)
            return Visit.keep();
        const page = loader.item as Page;
        if (page?.escapeGoesBack)
            return page.secondaryChosen();
        Visit.leave();
    }

    FocusScope {
        id: frame
        anchors.fill: parent
        focus: true
        // Three tactile keys, previous, next and choose, do everything.
        Keys.onPressed: event => {
            Visit.touched();
            event.accepted = true;
            const step = window.stepOf(event.key);
            if (step !== 0 && window.waitsForVoice()) {
                window.spoke = true;
                Comfort.switchVoice();
            } else if (step !== 0) {
                const list = window.actions(window.top, []);
                const at = list.indexOf(window.activeFocusItem);
                if (list.length > 0)
                    list[at < 0 ? 0 : (at + step + list.length) % list.length].forceActiveFocus();
            } else if (event.key === Qt.Key_Escape)
                window.leave();
            else if (event.key === Qt.Key_Backspace && window.overPage === "")
                Key.erase();
            else
                event.accepted = false;
        }
        Rectangle {
            id: demo
            width: parent.width
            /// A page may say it in its own place.
            readonly property bool shown: Visit.demo && !(loader.item as VerdictPage)?.saysDemo
            // A ribbon: what a kiosk of somebody does not have takes little of the page.
            height: shown ? Math.round(1.7 * Tokens.fixedPx("tool")) : 0
            visible: shown
            color: Tokens.colours.demo
            Words {
                id: demoText
                x: Tokens.margin
                width: parent.width - 2 * Tokens.margin - demoHand.width - Tokens.gap
                anchors.verticalCenter: parent.verticalCenter
                role: "tool"
                fullPx: Tokens.fixedPx("tool")
                tone: Tokens.colours.onDemo
                text: window.t("g.demo")
            }
            Action {
                id: demoHand
                anchors.right: parent.right
                anchors.rightMargin: Tokens.margin
                anchors.verticalCenter: parent.verticalCenter
                role: "tool"
                fixedSize: true
                // Of a demonstration, with a mouse: as low as the ribbon.
                readonly property bool ofDemo: true
                height: demo.height
                width: Math.min(implicitWidth, window.width * 0.4)
                text: window.t(Demo.cardThere ? "w.demo.lift" : "w.demo.lay")
                onChosen: Demo.cardThere ? Demo.lift() : Demo.lay()
            }
        }
        Loader {
            id: loader
            objectName: "page"
            x: Comfort.shift
            y: demo.height + Comfort.shift
            width: window.width - Comfort.shift
            height: window.height - y
            visible: window.overPage === "" && !cleaning.visible
            focus: true
            source: Qt.resolvedUrl("pages/" + Visit.pageFile + "Page.qml")
        }

        // Made when it is needed: a kiosk that starts has one page to make.
        Loader {
            id: over
            y: demo.height
            width: window.width
            height: window.height - y
            active: window.overPage !== ""
            visible: active && !cleaning.visible
            source: active ? Qt.resolvedUrl("pages/" + window.overPage + "Page.qml") : ""
            onLoaded: if (item instanceof HelpPage) {
                item.topics = loader.item?.more ?? [];
                item.offersPassport = (loader.item as KeyPage)?.passportByHelp ?? false;
            }
        }
        Connections {
            target: loader.item
            ignoreUnknownSignals: true
            function onHelpWanted() {
                window.helps = true;
            }
        }
        Connections {
            target: over.item
            ignoreUnknownSignals: true
            // Who looks for help needs the time for it.
            function onHelpWanted() {
                if (Visit.secondsLeft >= 0)
                    Visit.more();
                window.helps = true;
            }
            function onClosed() {
                window.helps = false;
            }
        }
        Rectangle {
            id: cleaning
            y: demo.height
            width: window.width
            height: window.height - y
            visible: Admin.cleaning > 0
            color: Tokens.colours.ground
            MouseArea {
                anchors.fill: parent
            }
            Words {
                anchors.centerIn: parent
                width: parent.width * 0.8
                role: "heading1"
                horizontalAlignment: Text.AlignHCenter
                text: window.t("a.clean.left", Admin.cleaning)
            }
        }
    }
}
