// SPDX-License-Identifier: Apache-2.0
// A part of a page that scrolls where it does not fit; what is around it stays. By two buttons
// below it; where a row of buttons would take the place of a row to choose from, by two beside it,
// or by one that goes on and begins again; and by a finger. Whether it scrolls changes no width:
// content that grows with its width would swing to and fro.
import QtQuick
import Kiosk

Item {
    id: root
    default property alias content: body.data
    property real spacing: Tokens.gap
    /// As high as this it may be.
    property real room: height
    readonly property real needed: body.implicitHeight
    readonly property bool overflows: needed > room + 1
    /// Words alone: they grow as they get narrower, and may have the lane's width while they fit.
    property bool wordsOnly: false
    readonly property bool beside: room < (wordsOnly ? 4 : 3.5) * Tokens.targetSize
    readonly property bool single: beside && height < 2 * Tokens.targetSize + Tokens.gap
    readonly property bool laned: beside && (overflows || !wordsOnly)
    readonly property real lane: laned ? Tokens.targetSize + Tokens.gap : 0
    readonly property real row: overflows && !beside ? Tokens.targetSize + Tokens.gap : 0
    readonly property real last: Math.max(0, needed - flick.height)

    function scroll(by) {
        flick.contentY = Math.max(0, Math.min(last, flick.contentY + by));
    }
    function toTop() {
        flick.contentY = 0;
    }
    /// Brings the control into sight, where it is one of these.
    function reveal(item) {
        for (let up = item; up; up = up.parent)
            if (up === body) {
                const top = item.mapToItem(body, 0, 0).y;
                if (top < flick.contentY)
                    scroll(top - flick.contentY);
                else if (top + item.height > flick.contentY + flick.height)
                    // Of what is higher than the room its beginning is seen.
                    scroll(Math.min(top, top + item.height - flick.height) - flick.contentY);
                return;
            }
    }
    Flickable {
        id: flick
        // Clipping leaves room for the focus ring.
        readonly property real ring: Math.ceil(2 * Tokens.mm)
        x: -ring
        width: parent.width - root.lane + 2 * ring
        height: Math.max(0, parent.height - root.row)
        contentHeight: body.implicitHeight
        clip: root.overflows
        interactive: root.overflows
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds
        onHeightChanged: root.scroll(0)
        WheelHandler {
            onWheel: event => root.scroll(-event.angleDelta.y)
        }
        Column {
            id: body
            x: flick.ring
            width: root.width - root.lane
            spacing: root.spacing
        }
    }
    readonly property bool atEnd: flick.contentY >= last - 1
    readonly property real part: beside ? Tokens.targetSize : (width - Tokens.gap) / 2
    Action {
        visible: root.overflows && !root.single
        x: root.beside ? root.width - width : 0
        y: root.height - (root.beside ? 2 * height + Tokens.gap : height)
        width: root.part
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
        readonly property bool again: root.atEnd && root.single
        x: root.width - width
        y: root.height - height
        width: root.part
        height: Math.min(Tokens.targetSize, root.height)
        role: "caption"
        fixedSize: true
        resting: root.atEnd && !root.single
        text: again ? "▲" : "▼"
        spoken: Texts.language && Texts.text(again ? "g.up" : "g.down")
        onChosen: {
            if (again)
                root.toTop();
            else
                root.scroll(0.8 * flick.height);
        }
    }
}
