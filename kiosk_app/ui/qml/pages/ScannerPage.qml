// SPDX-License-Identifier: Apache-2.0
// What a scanner makes of a code whose text is known: it stands on the screen, to be scanned.
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool told: Admin.scanner !== ""
    headingId: "a.scan"
    spoken: [["a.scan.lead"], told ? [Admin.scanner] : null]
    secondary: t("g.back")
    onSecondaryChosen: Admin.leave()
    Connections {
        target: Admin
        function onScannerChanged() {
            if (page.told)
                Speech.say(Admin.scanner);
        }
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("a.scan.lead")
    }
    Message {
        width: parent.width
        said: Admin.scanner
    }
    Words {
        width: parent.width
        visible: page.told
        tone: Tokens.colours.quiet
        text: page.t("a.scan.count", Admin.scans)
    }
    acts: Image {
        source: "image://ticket/trial"
        smooth: false
        // A module is at least half a millimetre, as on a card.
        width: Math.min(parent?.width ?? 0, page.actsRoom, 60 * Tokens.mm)
        height: width
        Accessible.ignored: true
    }
}
