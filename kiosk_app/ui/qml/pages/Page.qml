// SPDX-License-Identifier: Apache-2.0
// The frame of every page: whose machine, content, what to do next. What does not fit scrolls by
// two buttons; nothing is cut and nothing lies on something else.
import QtQuick
import Kiosk

FocusScope {
    id: root
    property string headingId: ""
    property var headingValues: []
    property string primary: ""
    property string primaryKey: ""
    property string secondary: ""
    property string secondaryKey: ""
    property bool primaryResting: false
    property bool tiles: false
    /// Texts that are said after the heading when the page opens: [id, first, second]; null where
    /// there is nothing to say.
    property var spoken: []
    default property alias content: area.data
    /// Over the whole width, before the columns.
    property alias above: aboveArea.data
    property alias beside: side.data
    signal primaryChosen
    signal secondaryChosen

    readonly property bool landscape: width > height
    readonly property bool hasSide: side.children.length > 0
    readonly property bool sideBySide: hasSide && landscape
    /// Room for the two scroll buttons beside the content.
    readonly property real scrollRoom: landscape ? Tokens.targetSize + 2 * Tokens.gap : 0
    readonly property real sideMargin: Math.max(Tokens.margin, scrollRoom)
    readonly property real widest: landscape ? Tokens.widest : width
    readonly property real innerWidth: Math.floor(Math.min(width - 2 * sideMargin, widest))
    readonly property real halfWidth: Math.floor((innerWidth - 1.5 * Tokens.u) / 2)
    readonly property real columnWidth: sideBySide ? halfWidth : innerWidth
    readonly property real frameHeight: height - 2 * Tokens.gap - (tiles ? 2 * Tokens.u : 0)
    /// Bars stay where they are while they leave room for the rest; else they scroll with it, the
    /// first row at the end.
    readonly property real barsHeight: topRow.implicitHeight + bar.implicitHeight
    readonly property bool roomy: barsHeight < 0.4 * height
    readonly property real pinnedHeight: roomy ? barsHeight + 2 * Tokens.gap : 0
    readonly property bool tall: height > 180 * Tokens.mm
    readonly property real lowering: Comfort.lowered && tall ? 0.4 * height : 0
    /// No word is broken: a heading whose longest word is wider than a column stands above both.
    readonly property bool headingFits: heading.widestWord <= columnWidth
    readonly property bool headingAbove: !sideBySide || height > 110 * Tokens.mm || !headingFits
    readonly property real shownHeading: headingId === "" ? 0 : heading.implicitHeight
    readonly property bool headingFirst: headingAbove && headingId !== ""
    readonly property real headingRoom: headingFirst ? shownHeading + 0.8 * Tokens.u : 0
    /// Between the bars.
    readonly property real middleHeight: frameHeight - pinnedHeight
    /// Room for a side column without scrolling.
    readonly property real besideRoom: landscape ? middleHeight - headingRoom : 1e6
    readonly property bool buttonsBelow: overflows && !landscape
    readonly property real buttonsHeight: buttonsBelow ? Tokens.targetSize + Tokens.gap : 0
    readonly property real visibleHeight: middleHeight - buttonsHeight
    readonly property bool overflows: body.height > middleHeight + 1

    readonly property string desk: Texts.language && Visit.desk()

    function t(id, a = "", b = "") {
        return Texts.language && Texts.text(id, String(a), String(b));
    }

    onActiveFocusChanged: if (activeFocus && !opened) {
        announce();
        opened = true;
    }
    property bool opened: false
    Connections {
        target: Comfort
        function onVoiceStarted() {
            if (root.visible)
                root.announce();
        }
    }
    function announce() {
        if (headingId !== "")
            Speech.say(headingId, String(headingValues[0] ?? ""), String(headingValues[1] ?? ""));
        for (const entry of spoken)
            if (entry)
                Speech.add(entry[0], String(entry[1] ?? ""), String(entry[2] ?? ""));
    }
    function scroll(by) {
        const last = flick.contentHeight - flick.height;
        flick.contentY = Math.max(0, Math.min(last, flick.contentY + by));
    }
    /// Brings the control into sight.
    function reveal(item) {
        if (!item || !overflows)
            return;
        let inside = false;
        for (let up = item; up; up = up.parent)
            if (up === body)
                inside = true;
        if (!inside)
            return;
        const top = item.mapToItem(body, 0, 0).y;
        if (top < flick.contentY)
            scroll(top - flick.contentY - Tokens.gap);
        else if (top + item.height > flick.contentY + flick.height)
            scroll(top + item.height - flick.contentY - flick.height + Tokens.gap);
    }

    TileStrip {
        visible: root.tiles
        width: root.width
        anchors.bottom: parent.bottom
        height: root.tiles ? tile : 0
    }

    Item {
        id: frame
        x: (root.width - root.innerWidth) / 2
        y: Tokens.gap
        width: root.innerWidth
        height: root.frameHeight

        Flickable {
            id: flick
            // Clipping leaves room for the focus ring.
            readonly property real ring: Math.ceil(2 * Tokens.mm)
            x: -ring
            y: topPinned.height
            width: parent.width + 2 * ring
            height: root.visibleHeight
            contentHeight: body.height
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
                width: root.innerWidth
                spacing: 0.7 * Tokens.u
                Item {
                    width: 1
                    height: root.lowering
                }
                Item {
                    id: headingAbovePlace
                    width: parent.width
                    height: root.headingAbove ? root.shownHeading : 0
                }
                Column {
                    id: aboveArea
                    width: parent.width
                    spacing: 0.8 * Tokens.u
                }
                Grid {
                    width: parent.width
                    columns: root.sideBySide ? 2 : 1
                    columnSpacing: 1.5 * Tokens.u
                    rowSpacing: 0.8 * Tokens.u
                    Column {
                        width: root.columnWidth
                        spacing: 0.8 * Tokens.u
                        Item {
                            id: headingBesidePlace
                            width: parent.width
                            height: root.headingAbove ? 0 : root.shownHeading
                        }
                        Column {
                            id: area
                            width: parent.width
                            spacing: 0.8 * Tokens.u
                        }
                    }
                    Column {
                        id: side
                        visible: root.hasSide
                        width: root.columnWidth
                        spacing: 0.8 * Tokens.u
                    }
                }
                Item {
                    id: barScrolled
                    width: parent.width
                    height: root.roomy ? 0 : bar.implicitHeight + Tokens.gap
                }
                Item {
                    id: topScrolled
                    width: parent.width
                    height: root.roomy ? 0 : topRow.implicitHeight
                }
            }
        }
        // Drawings are not clipped by every renderer: what scrolls out of sight goes under these.
        Rectangle {
            visible: root.overflows
            x: -frame.x
            width: root.width
            y: -frame.y
            height: flick.y + frame.y
            color: Tokens.colours.ground
        }
        Rectangle {
            visible: root.overflows
            x: -frame.x
            width: root.width
            y: flick.y + flick.height
            height: root.height - frame.y - y
            color: Tokens.colours.ground
        }
        Action {
            visible: root.overflows
            x: root.landscape ? parent.width + Tokens.gap : 0
            y: root.landscape ? flick.y : flick.y + flick.height + Tokens.gap
            width: root.landscape ? Tokens.targetSize : (parent.width - Tokens.gap) / 2
            height: Tokens.targetSize
            role: "caption"
            fixedSize: true
            resting: flick.contentY <= 0
            text: "▲"
            spoken: root.t("g.up")
            onChosen: root.scroll(-0.8 * flick.height)
        }
        Action {
            visible: root.overflows
            x: root.landscape ? parent.width + Tokens.gap : (parent.width + Tokens.gap) / 2
            y: flick.y + flick.height + (root.landscape ? -height : Tokens.gap)
            width: root.landscape ? Tokens.targetSize : (parent.width - Tokens.gap) / 2
            height: Tokens.targetSize
            role: "caption"
            fixedSize: true
            resting: flick.contentY >= flick.contentHeight - flick.height - 1
            text: "▼"
            spoken: root.t("g.down")
            onChosen: root.scroll(0.8 * flick.height)
        }
        Item {
            id: topPinned
            width: parent.width
            height: root.roomy ? topRow.implicitHeight + Tokens.gap : 0
        }
        Item {
            id: barPinned
            anchors.bottom: parent.bottom
            width: parent.width
            height: root.roomy ? bar.implicitHeight + Tokens.gap : 0
        }
    }

    Words {
        id: heading
        parent: root.headingAbove ? headingAbovePlace : headingBesidePlace
        visible: root.headingId !== ""
        width: root.headingAbove ? root.innerWidth : root.columnWidth
        role: "heading1"
        readonly property var values: root.headingValues
        text: root.headingId === "" ? "" : root.t(root.headingId, values[0], values[1])
    }
    PageBar {
        id: bar
        parent: root.roomy ? barPinned : barScrolled
        y: Tokens.gap
        width: root.innerWidth
        landscape: root.landscape
        primary: root.primary
        primaryKey: root.primaryKey
        primaryResting: root.primaryResting
        secondary: root.secondary
        secondaryKey: root.secondaryKey
        desk: root.desk
        onPrimaryChosen: root.primaryChosen()
        onSecondaryChosen: root.secondaryChosen()
    }
    TopRow {
        id: topRow
        parent: root.roomy ? topPinned : topScrolled
        width: root.innerWidth
        tall: root.tall
        small: root.height < 110 * Tokens.mm || root.width < 110 * Tokens.mm
    }
}
