// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool staff: Visit.profile === "counter"
    readonly property bool hospital: Visit.profile === "hospital"
    /// A clerk is not told that all is ready while the reader does not answer, nor to scan a code
    /// where nothing is known to scan one.
    readonly property bool noReader: staff && Admin.readerLost
    readonly property string lead: noReader ? "e.reader.clerk" : "w." + Visit.profile + ".lead"
    headingId: {
        if (staff)
            return Visit.canScan ? "w.counter.title" : "w.counter.card";
        return "w." + Visit.profile + (Tokens.brief ? ".brief" : ".title");
    }
    primary: t("w.start")
    tiles: true
    // Nothing that agrees or refuses on the next page stands where a visit begins.
    freeRows: hospital ? 0 : landscape ? 2 : 1
    spoken: [
        ["z.intro"],
        [page.lead, Admin.readerName],
        Visit.cardKept ? ["d.kept", page.desk] : null,
        page.hospital ? ["w.emergency"] : null
    ]
    more: [[page.lead, Admin.readerName], ["w.cards", page.desk]]
    onPrimaryChosen: Visit.start()
    picture: ReaderScene {
        anchors.fill: parent
        place: Visit.readerPlace
    }
    Message {
        width: parent.width
        role: Tokens.small ? "body" : "lead"
        said: Visit.said
    }
    Words {
        width: parent.width
        visible: !Tokens.brief || page.noReader
        role: "lead"
        text: page.t(page.lead, Admin.readerName)
    }
    Words {
        width: parent.width
        visible: Visit.cardKept
        role: "lead"
        font.weight: Font.Bold
        text: page.t("d.kept", page.desk)
    }
    Words {
        width: parent.width
        visible: Tokens.ample
        role: "body"
        tone: Tokens.colours.quiet
        text: page.t("w.cards", page.desk)
    }
    foot: Emergency {
        width: parent.width
    }
    others: [
        Action {
            visible: page.hospital
            width: page.sideBySide ? parent.width : (parent.width - page.gap) / 2
            height: Math.max(implicitHeight, sister.implicitHeight)
            text: page.t("w.nocard")
            onChosen: Visit.noCard()
        },
        Action {
            id: sister
            visible: page.hospital
            width: page.sideBySide ? parent.width : (parent.width - page.gap) / 2
            text: page.t("w.behalf")
            onChosen: Visit.helpSomebody()
        }
    ]
}
