// SPDX-License-Identifier: Apache-2.0
// The visitor's own result: "confirmed" or "staff will look", never an accusation, never a refused
// number.
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool confirmed: Result.plate === "genuine"
    readonly property bool undisputed: confirmed && !Result.disputed
    readonly property bool bank: Visit.profile === "bank"
    readonly property string deskText: bank ? "s.desk.bank" : "s.desk.body"
    readonly property string wrongText: bank ? "s.ok.wrong.bank" : "s.ok.wrong"
    headingId: undisputed ? "s.ok.title" : "s.desk.title"
    primary: t(undisputed ? "s.ok.yes" : "g.next")
    // It keeps its place: what goes on does not grow under the finger that says no.
    extra: confirmed ? t("s.ok.no") : ""
    extraResting: Result.disputed
    secondary: t("g.stop")
    leaveSign: "stop"
    spoken: [undisputed ? ["s.ok.ask"] : [confirmed ? wrongText : deskText, page.desk]]
    onOpenedChanged: if (confirmed && Comfort.voice)
        Speech.personal(Result.givenName)
    onPrimaryChosen: Visit.next()
    onSecondaryChosen: Visit.leave()
    onExtraChosen: {
        if (Result.disputed)
            return;
        Result.correct(false);
        Speech.say(wrongText, page.desk);
    }
    Words {
        visible: !page.confirmed
        width: parent.width
        role: "lead"
        text: page.t(page.deskText, page.desk)
    }
    Words {
        visible: page.undisputed
        width: parent.width
        role: "lead"
        text: page.t("s.ok.ask")
    }
    FieldList {
        visible: page.confirmed
        width: parent.width
        most: 3
        fields: Result.maskedFields
    }
    Words {
        visible: Result.disputed
        width: parent.width
        role: "lead"
        text: page.t(page.wrongText, page.desk)
    }
    picture: [
        VerdictShape {
            visible: page.undisputed
            plate: "genuine"
            width: Math.min(parent?.height ?? 0, 40 * Tokens.mm)
            height: width
            anchors.centerIn: parent
        },
        Picture {
            anchors.fill: parent
            visible: !page.undisputed
            what: "person"
        }
    ]
}
