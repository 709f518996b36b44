// SPDX-License-Identifier: Apache-2.0
// A part of a page that scrolls by two buttons where it does not fit; what is around it stays.
import QtQuick
import Kiosk

Item {
    id: root
    default property alias content: body.data
    readonly property real needed: body.implicitHeight
    readonly property bool overflows: needed > height + 1
    readonly property real buttons: overflows ? Tokens.targetSize + Tokens.gap : 0

    function scroll(by) {
        const last = flick.contentHeight - flick.height;
        flick.contentY = Math.max(0, Math.min(last, flick.contentY + by));
    }
    /// Brings the control into sight, where it is one of these.
    function reveal(item) {
        for (let up = item; up; up = up.parent)
            if (up === body) {
                const top = item.mapToItem(body, 0, 0).y;
                if (top < flick.contentY)
                    scroll(top - flick.contentY);
                else if (top + item.height > flick.contentY + flick.height)
                    scroll(top + item.height - flick.contentY - flick.height);
                return;
            }
    }
    Flickable {
        id: flick
        // Clipping leaves room for the focus ring.
        readonly property real ring: Math.ceil(2 * Tokens.mm)
        x: -ring
        width: parent.width - root.buttons + 2 * ring
        height: parent.height
        contentHeight: body.implicitHeight
        clip: root.overflows
        interactive: false
        boundsBehavior: Flickable.StopAtBounds
        onHeightChanged: root.scroll(0)
        WheelHandler {
            onWheel: event => root.scroll(-event.angleDelta.y)
        }
        Column {
            id: body
            x: flick.ring
            width: root.width - root.buttons
            spacing: Tokens.gap
        }
    }
    Action {
        visible: root.overflows
        x: parent.width - width
        width: Tokens.targetSize
        height: Tokens.targetSize
        role: "caption"
        fixedSize: true
        resting: flick.contentY <= 0
        text: "▲"
        spoken: Texts.language && Texts.text("g.up")
        onChosen: root.scroll(-0.8 * flick.height)
    }
    Action {
        visible: root.overflows
        x: parent.width - width
        y: parent.height - height
        width: Tokens.targetSize
        height: Tokens.targetSize
        role: "caption"
        fixedSize: true
        resting: flick.contentY >= flick.contentHeight - flick.height - 1
        text: "▼"
        spoken: Texts.language && Texts.text("g.down")
        onChosen: root.scroll(0.8 * flick.height)
    }
}
