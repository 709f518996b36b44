// The frame of every page: content, then one primary action on the right and going back on the left.
import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Visit

FocusScope {
    id: root
    property string heading
    property string primary: ""
    property string secondary: ""
    property bool primaryResting: false
    default property alias content: area.data
    readonly property real contentHeight: flick.height
    signal primaryChosen()
    signal secondaryChosen()

    function t(id, a, b) { Texts.language; return Texts.text(id, a === undefined ? "" : String(a), b === undefined ? "" : String(b)) }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: Tokens.margin
        anchors.rightMargin: Tokens.margin
        anchors.bottomMargin: Tokens.u * 0.5
        spacing: Tokens.u * 0.7
        Words {
            Layout.fillWidth: true
            visible: text !== ""
            role: "heading1"
            text: root.heading
        }
        Flickable {
            id: flick
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: area.height
            clip: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            Column {
                id: area
                width: flick.width
                spacing: Tokens.u
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Tokens.gap
            visible: root.primary !== "" || root.secondary !== ""
            Action {
                visible: root.secondary !== ""
                text: root.secondary
                Layout.maximumWidth: root.width * 0.45
                onChosen: root.secondaryChosen()
            }
            Item { Layout.fillWidth: true }
            Action {
                visible: root.primary !== ""
                primary: true
                resting: root.primaryResting
                focus: true
                text: root.primary
                Layout.maximumWidth: root.width * 0.6
                onChosen: root.primaryChosen()
            }
        }
    }
}
