// SPDX-License-Identifier: Apache-2.0
// Where help is, at once and in one place; and what the page behind it did not say.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    property var topics: []
    /// The page behind has no room for this way.
    property bool offersPassport: false
    readonly property string called: Visit.helpCalled ? "g.help.called" : ""
    /// Somebody can be told, and was not yet.
    readonly property bool calls: Visit.staffTold && !Visit.helpCalled
    readonly property bool staff: Visit.profile === "counter"
    readonly property string where: Visit.phone() === "" ? "g.help.desk" : "g.help.where"
    headingId: "g.help"
    helps: false
    primary: t(calls ? "g.help.call" : "g.close")
    extra: calls ? t("g.close") : ""
    spoken: {
        const list = [called === "" ? null : [called]];
        if (!staff)
            list.push([where, page.desk, Visit.phone()]);
        return list.concat(topics);
    }
    signal closed
    onPrimaryChosen: {
        if (calls)
            Visit.callHelp();
        else
            page.closed();
    }
    onExtraChosen: page.closed()
    others: Action {
        visible: page.offersPassport
        width: parent.width
        role: "body"
        text: page.t("k.passport")
        onChosen: {
            page.closed();
            Visit.passport();
        }
    }
    picture: Picture {
        anchors.fill: parent
        what: "person"
    }
    Words {
        width: parent.width
        visible: page.called !== ""
        role: "lead"
        font.weight: Font.Bold
        text: page.called === "" ? "" : page.t(page.called)
    }
    Words {
        width: parent.width
        visible: !page.staff
        role: "lead"
        text: page.t(page.where, page.desk, Visit.phone())
    }
    Repeater {
        model: page.topics
        Words {
            required property var modelData
            width: parent.width
            text: page.t(modelData[0], modelData[1] ?? "", modelData[2] ?? "")
        }
    }
}
