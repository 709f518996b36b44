// SPDX-License-Identifier: Apache-2.0
// The foot of every page: one primary action, and leaving; above them where help is, below them how
// long the page waits. No page has leaving where another has its primary action: a second tap must
// not undo the first. Upright, leaving has the lowest row for itself, on every page; else the left
// half, and the primary action the right.
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
    readonly property real half: Math.floor((width - Tokens.gap) / 2)
    readonly property real firstHeight: hasFirst ? first.implicitHeight : 0
    readonly property real secondHeight: hasSecond ? second.implicitHeight : 0
    /// Of the row for leaving: there when there is nothing in it, too.
    readonly property real leaveRow: second.implicitHeight
    readonly property real firstRow: hasFirst ? firstHeight + Tokens.gap : 0
    readonly property real besides: Math.max(firstHeight, secondHeight)
    readonly property real rows: landscape ? besides : firstRow + leaveRow
    readonly property bool footed: Visit.limit > 0 || !landscape
    readonly property real footerHeight: footed ? footer.implicitHeight + Tokens.gap : 0
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
        objectName: "primary"
        visible: root.hasFirst
        primary: true
        resting: root.primaryResting
        focus: true
        text: root.primary
        shortcut: root.primaryKey
        width: root.landscape ? Math.min(implicitWidth, root.half) : root.width
        x: root.width - width
        y: root.helpRow
        onChosen: root.primaryChosen()
    }
    Action {
        id: second
        objectName: "leave"
        readonly property real centred: Math.max(0, (root.firstHeight - root.secondHeight) / 2)
        visible: root.hasSecond
        text: root.secondary
        shortcut: root.secondaryKey
        width: Math.min(implicitWidth, root.landscape ? root.half : root.width)
        y: root.helpRow + (root.landscape ? centred : root.firstRow)
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
