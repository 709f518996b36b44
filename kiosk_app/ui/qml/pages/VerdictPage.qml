// SPDX-License-Identifier: Apache-2.0
// For staff: one of four plates, what to do, all that asks for attention, the portrait beside the
// person, the fields, what is printed otherwise, the checks.
import QtQuick
import Kiosk

FocusScope {
    id: root
    property bool checksShown: false
    readonly property bool staff: Visit.profile === "counter" || Result.teller
    property bool opened: false
    /// The header of a desk says it.
    readonly property bool saysDemo: measures.fits
    readonly property var spoken: {
        const list = [[Result.titleId], [Result.bodyId, Result.reason], [Result.actionId]];
        for (const remark of Result.remarks)
            list.push([remark.id, remark.value], [remark.advice]);
        list.push(["verdict.not_known"]);
        if (Result.differences.length > 0)
            list.push(["v.diff.title"]);
        if (!Result.hasPortrait)
            list.push(["v.nophoto"]);
        return list;
    }

    DeskSizes {
        id: measures
        // Of the window: what the page itself says decides about its own height.
        width: root.Window.width
        height: root.Window.height
    }
    /// What a key of the desk does; false: nothing here.
    function pressed(key) {
        const choice = ["same", "not_same", "unsure"][key - Qt.Key_1];
        if (choice && Result.hasPortrait)
            Result.decide(choice);
        else if (key === Qt.Key_F2)
            Desk.next();
        else if (key === Qt.Key_F4)
            Desk.copyAll();
        else if (key === Qt.Key_F6)
            checksShown = !checksShown;
        else if (key === Qt.Key_F7)
            Result.showNumber(!Result.numberShown);
        else if (key === Qt.Key_F8 && Desk.canExport)
            Desk.exportFile();
        else if (key === Qt.Key_F9)
            Desk.print();
        else
            return false;
        return true;
    }
    Keys.onPressed: event => event.accepted = staff && pressed(event.key)
    onActiveFocusChanged: if (activeFocus && !opened) {
        announce();
        opened = true;
    }
    Connections {
        target: Comfort
        function onVoiceStarted() {
            if (root.visible)
                root.announce();
        }
    }
    function announce() {
        for (const entry of spoken)
            Speech.add(entry[0], String(entry[1] ?? ""), "");
    }
    function reveal(item) {
        (view.item as VerdictDesk)?.reveal(item);
        (view.item as VerdictColumns)?.reveal(item);
    }

    Loader {
        id: view
        readonly property string shown: measures.fits ? "VerdictDesk" : "VerdictColumns"
        anchors.fill: parent
        focus: true
        source: Qt.resolvedUrl("../controls/" + shown + ".qml")
    }
    Binding {
        target: view.item
        when: view.status === Loader.Ready
        property: "checksShown"
        value: root.checksShown
    }
    Connections {
        target: view.item
        function onChecksWished() {
            root.checksShown = !root.checksShown;
        }
    }
}
