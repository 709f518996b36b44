// SPDX-License-Identifier: Apache-2.0
// The card is still there: the next visitor cannot start. Or it is gone, and everything with it.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: Visit.cardLeft ? "d.left" : "d.title"
    tiles: true
    spoken: Visit.cardLeft ? [
        ["d.take"],
        ["z.reader", t("z.reader." + Visit.readerPlace)],
        ["d.cleared"],
        Visit.cardKept ? ["d.kept", page.desk] : null
    ] : [["d.cleared"]]
    onHeadingIdChanged: if (opened)
        announce()
    Words {
        width: parent.width
        visible: Visit.cardLeft
        role: "lead"
        font.weight: Font.Bold
        text: page.t("d.take")
    }
    Words {
        width: parent.width
        role: "lead"
        text: page.t("d.cleared")
    }
    Words {
        width: parent.width
        visible: Visit.cardKept
        role: "lead"
        font.weight: Font.Bold
        text: page.t("d.kept", page.desk)
    }
    picture: Picture {
        anchors.fill: parent
        visible: Visit.cardLeft
        what: "take"
    }
}
