// SPDX-License-Identifier: Apache-2.0
// For staff: one of four plates, what to do, all that asks for attention, the portrait beside the
// person, the fields, what is printed otherwise, the checks.
import QtQuick
import Kiosk

FocusScope {
    id: root
    property bool checksShown: false
    /// In a window of its own a teller sees it, with a button that ends the visit.
    property bool teller: false
    property bool opened: false
    /// The header of a desk says it.
    readonly property bool saysDemo: measures.fits
    readonly property var spoken: {
        const list = [[Visit.titleId], [Visit.bodyId, Visit.reason], [Visit.actionId]];
        for (const remark of Visit.remarks)
            list.push([remark.id, remark.value], [remark.advice]);
        list.push(["verdict.not_known"]);
        if (Visit.differences.length > 0)
            list.push(["v.diff.title"]);
        if (!Visit.hasPortrait)
            list.push(["v.nophoto"]);
        return list;
    }

    DeskSizes {
        id: measures
        // Of the window: what the page itself says decides about its own height.
        width: root.Window.width
        height: root.Window.height
    }
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
    Binding {
        target: view.item
        when: view.status === Loader.Ready
        property: "teller"
        value: root.teller
    }
    Connections {
        target: view.item
        function onChecksWished() {
            root.checksShown = !root.checksShown;
        }
    }
}
