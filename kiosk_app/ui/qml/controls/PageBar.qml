// SPDX-License-Identifier: Apache-2.0
// The foot of every page: one primary action on the right, going back on the left; above them where
// help is, below them how long the page waits.
import QtQuick
import Kiosk

Item {
    id: root
    property bool landscape: false
    property string primary: ""
    property string primaryKey: ""
    property bool primaryResting: false
    property string secondary: ""
    property string secondaryKey: ""
    property string desk: ""
    signal primaryChosen
    signal secondaryChosen

    readonly property bool hasFirst: primary !== ""
    readonly property bool hasSecond: secondary !== ""
    readonly property real rowWidth: first.implicitWidth + second.implicitWidth + Tokens.gap
    readonly property bool stacked: !landscape || rowWidth > width
    readonly property real firstHeight: hasFirst ? first.implicitHeight : 0
    readonly property real secondHeight: hasSecond ? second.implicitHeight : 0
    readonly property real between: hasFirst && hasSecond ? Tokens.gap : 0
    readonly property real stackHeight: firstHeight + secondHeight + between
    readonly property real rows: stacked ? stackHeight : Math.max(firstHeight, secondHeight)
    readonly property real footerHeight: Visit.limit > 0 ? footer.implicitHeight + Tokens.gap : 0
    readonly property real helpRow: Visit.helpCalled ? help.implicitHeight + Tokens.gap : 0
    implicitHeight: helpRow + rows + footerHeight

    function t(id, a = "", b = "") {
        return Texts.language && Texts.text(id, String(a), String(b));
    }

    Words {
        id: help
        visible: Visit.helpCalled
        width: parent.width
        role: "body"
        readonly property string called: Visit.staffTold ? root.t("g.help.called") + " " : ""
        readonly property string atDesk: root.t("g.help.desk", root.desk)
        readonly property string byPhone: root.t("g.help.where", root.desk, Visit.phone())
        text: called + (Visit.phone() === "" ? atDesk : byPhone)
    }
    Action {
        id: first
        visible: root.hasFirst
        primary: true
        resting: root.primaryResting
        focus: true
        text: root.primary
        shortcut: root.primaryKey
        width: root.stacked ? root.width : Math.min(implicitWidth, root.width)
        x: root.stacked ? 0 : root.width - width
        y: root.helpRow + (root.stacked && root.hasSecond ? root.secondHeight + Tokens.gap : 0)
        onChosen: root.primaryChosen()
    }
    Action {
        id: second
        readonly property real centred: Math.max(0, (root.firstHeight - root.secondHeight) / 2)
        visible: root.hasSecond
        text: root.secondary
        shortcut: root.secondaryKey
        width: root.stacked ? root.width : Math.min(implicitWidth, root.width)
        y: root.helpRow + (root.stacked ? 0 : centred)
        onChosen: root.secondaryChosen()
    }
    Words {
        id: footer
        anchors.bottom: parent.bottom
        width: parent.width
        role: "caption"
        tone: Tokens.colours.quiet
        visible: Visit.limit > 0
        text: root.t("g.footer", Visit.limit)
    }
}
