// SPDX-License-Identifier: Apache-2.0
// Takes touches of its own pad only: a keyboard, and a scanner that types like one, cannot reach
// it.
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool told: Admin.pinMessage !== ""
    headingId: told && Tokens.small ? "" : "a.pin"
    spoken: told ? [[Admin.pinMessage, Admin.pinNumber]] : []
    secondary: t("g.back")
    first: field
    pads: true
    onSecondaryChosen: Admin.leave()
    Message {
        width: parent.width
        said: Admin.pinMessage
        argument: Admin.pinNumber
    }
    foot: Typed {
        id: field
        width: parent.width
        here: true
        name: page.t("a.pin")
        count: Admin.pinLength
        text: "•".repeat(Admin.pinLength)
    }
    acts: Pad {
        width: parent.width
        room: page.actsRoom
        touchOnly: true
        entersItself: true
        onDigit: text => Admin.digit(text)
        onErased: Admin.erase()
        onEntered: Admin.enter()
    }
}
