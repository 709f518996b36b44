// SPDX-License-Identifier: Apache-2.0
// A part of a page that scrolls where it does not fit; what is around it stays. By two buttons; by
// one that goes on and begins again where two have no room; and by a finger.
import QtQuick
import Kiosk

Item {
    id: root
    default property alias content: body.data
    property real spacing: Tokens.gap
    readonly property real needed: body.implicitHeight
    readonly property bool overflows: width > 0 && needed > height + 1
    readonly property real buttons: overflows ? Tokens.targetSize + Tokens.gap : 0
    readonly property bool single: height < 2 * Tokens.targetSize + Tokens.gap
    readonly property real last: Math.max(0, needed - height)

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
            width: root.width - root.buttons
            spacing: root.spacing
        }
    }
    Loader {
        anchors.fill: parent
        active: root.overflows
        sourceComponent: Item {
            Action {
                visible: !root.single
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
                readonly property bool atEnd: flick.contentY >= root.last - 1
                x: parent.width - width
                y: parent.height - height
                width: Tokens.targetSize
                height: Math.min(Tokens.targetSize, root.single ? parent.height : Tokens.targetSize)
                role: "caption"
                fixedSize: true
                resting: atEnd && !root.single
                text: atEnd && root.single ? "▲" : "▼"
                spoken: Texts.language && Texts.text(atEnd && root.single ? "g.up" : "g.down")
                onChosen: {
                    if (atEnd && root.single)
                        root.toTop();
                    else
                        root.scroll(0.8 * flick.height);
                }
            }
        }
    }
}
