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
    /// On a small screen the question is the heading, and what it asks about follows at once.
    readonly property bool asks: undisputed && Tokens.small
    headingId: asks ? "s.ok.ask" : undisputed ? "s.ok.title" : "s.desk.title"
    namesOwner: !Tokens.brief
    primary: t(undisputed ? "s.ok.yes" : "g.next")
    // It keeps its place: what goes on does not grow under the finger that says no.
    extra: confirmed ? t("s.ok.no") : ""
    extraResting: Result.disputed
    secondary: t("g.stop")
    leaveSign: "stop"
    spoken: {
        if (undisputed)
            return [asks ? null : ["s.ok.ask"]];
        return [[confirmed ? wrongText : deskText, page.desk]];
    }
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
        visible: page.undisputed && !page.asks
        width: parent.width
        role: "lead"
        text: page.t("s.ok.ask")
    }
    Words {
        visible: Result.disputed
        width: parent.width
        role: "lead"
        text: page.t(page.wrongText, page.desk)
    }
    FieldList {
        visible: page.confirmed
        width: parent.width
        most: 3
        fields: Result.maskedFields
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
