// SPDX-License-Identifier: Apache-2.0
// Who must not queue: never scrolled away, at a hospital alone.
import QtQuick
import Kiosk

Rectangle {
    id: root
    visible: Visit.profile === "hospital"
    implicitHeight: words.implicitHeight + 0.8 * Tokens.u
    color: Tokens.colours.surface
    border.width: Tokens.thin
    border.color: Tokens.colours.ink
    radius: Tokens.corner
    Icon {
        id: cross
        x: 0.6 * Tokens.u
        anchors.verticalCenter: parent.verticalCenter
        visible: !Tokens.brief
        sign: "plus"
        tone: Tokens.colours.ink
    }
    Words {
        id: words
        x: cross.x + (Tokens.brief ? 0 : cross.width + 0.6 * Tokens.u)
        width: parent.width - x - 0.4 * Tokens.u
        anchors.verticalCenter: parent.verticalCenter
        role: {
            if (Tokens.brief && Comfort.gloves)
                return "tool";
            return Tokens.small ? "caption" : "body";
        }
        font.weight: Font.Bold
        text: Texts.language && Texts.text("w.emergency")
    }
}
