// SPDX-License-Identifier: Apache-2.0
// The frame of a clerk's page: header, plate, middle, keys and one line that says what has
// happened, each in its place whatever they hold; nothing moves, nothing that acts scrolls.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: root
    required property DeskSizes sizes
    /// What has happened last.
    property string message
    property alias plate: platePlace.data
    default property alias content: middle.data
    property alias keys: keyRow.data
    property alias lastKey: last.data

    readonly property string desk: {
        return Result.teller ? "  ·  " + t("m.teller", Visit.counterNumber()) : "";
    }
    readonly property real bar: sizes.target + 1.4 * sizes.gap
    readonly property real edge: root.width - 2 * sizes.margin

    function t(id, a = "", b = "") {
        return Texts.language && Texts.text(id, String(a), String(b));
    }
    function choose(id) {
        if (id === "g.lang")
            Texts.switchLanguage();
        else if (id === "g.size")
            Comfort.nextSize();
        else
            Comfort.switchContrast();
    }

    Item {
        id: header
        x: root.sizes.margin
        width: root.edge
        height: root.bar
        Word {
            id: owner
            room: header.width - tools.width - ribbon.width - queue.width - 3 * root.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            role: "desk"
            fullPx: root.sizes.body
            font.weight: Font.Bold
            text: Texts.language && Desk.operatorName() + root.desk
        }
        // The only place that says so here: a line more would push fields off the screen.
        Rectangle {
            id: ribbon
            visible: Visit.demo
            x: owner.width + root.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? demoWords.width + 1.2 * root.sizes.u : 0
            height: Math.max(root.sizes.target, demoWords.implicitHeight)
            color: Tokens.colours.demo
            radius: Tokens.corner
            Word {
                id: demoWords
                x: 0.6 * root.sizes.u
                room: 0.27 * header.width
                anchors.verticalCenter: parent.verticalCenter
                role: "desk"
                fullPx: root.sizes.label
                tone: Tokens.colours.onDemo
                text: root.t("g.demo")
            }
        }
        // Never a name or a code of the next one.
        Rectangle {
            id: queue
            visible: Result.waiting > 0
            anchors.right: tools.left
            anchors.rightMargin: root.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? queueWords.width + 1.6 * root.sizes.u : 0
            height: root.sizes.target
            radius: height / 2
            color: Tokens.colours.raised
            border.width: Tokens.thin
            border.color: Tokens.colours.primary
            Word {
                id: queueWords
                x: 0.8 * root.sizes.u
                room: 0.3 * header.width
                anchors.verticalCenter: parent.verticalCenter
                role: "desk"
                fullPx: root.sizes.label
                font.weight: Font.Bold
                text: root.t("m.waiting", Result.waiting)
            }
        }
        Row {
            id: tools
            anchors.right: parent.right
            height: parent.height
            spacing: root.sizes.gap
            Action {
                visible: Visit.demo
                anchors.verticalCenter: parent.verticalCenter
                pixels: root.sizes.label
                height: root.sizes.target
                text: root.t(Demo.cardThere ? "w.demo.lift" : "w.demo.lay")
                onChosen: Demo.cardThere ? Demo.lift() : Demo.lay()
            }
            Repeater {
                model: ["g.lang", "g.size", "g.contrast"]
                Action {
                    required property string modelData
                    anchors.verticalCenter: parent.verticalCenter
                    pixels: root.sizes.label
                    height: root.sizes.target
                    text: root.t(modelData)
                    onChosen: root.choose(modelData)
                }
            }
        }
    }
    Item {
        id: platePlace
        x: root.sizes.margin
        y: header.height
        width: root.edge
        height: childrenRect.height
    }
    Item {
        id: middle
        x: root.sizes.margin
        y: platePlace.y + platePlace.height + root.sizes.gap
        width: root.edge
        height: keyPlace.y - y - root.sizes.gap
    }
    Item {
        id: keyPlace
        x: root.sizes.margin
        y: status.y - height
        width: root.edge
        height: root.bar
        Row {
            id: keyRow
            height: parent.height
            spacing: root.sizes.gap
        }
        Item {
            id: last
            anchors.right: parent.right
            width: childrenRect.width
            height: parent.height
        }
    }
    Rectangle {
        id: status
        y: root.height - height
        width: root.width
        height: Math.round(Math.max(1.85 * root.sizes.u, 1.5 * root.sizes.body))
        color: Tokens.colours.raised
        Words {
            x: root.sizes.margin
            width: limit.x - x - root.sizes.gap
            anchors.verticalCenter: parent.verticalCenter
            role: "desk"
            fullPx: root.sizes.body
            text: root.message
            Accessible.role: Accessible.AlertMessage
        }
        Words {
            id: limit
            visible: Visit.limit > 0 && !Result.teller
            width: 0.4 * root.width
            horizontalAlignment: Text.AlignRight
            role: "desk"
            x: root.width - root.sizes.margin - width
            anchors.verticalCenter: parent.verticalCenter
            fullPx: root.sizes.small
            tone: Tokens.colours.quiet
            text: root.t("g.footer", Visit.limit)
        }
    }
}
