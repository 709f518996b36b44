// SPDX-License-Identifier: Apache-2.0
// Takes touches of its own pad only: a keyboard, and a scanner that types like one, cannot reach
// it.
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "a.pin"
    spoken: Admin.pinMessage === "" ? [] : [[Admin.pinMessage, Admin.pinNumber]]
    secondary: t("g.back")
    onSecondaryChosen: Admin.leave()
    Typed {
        width: parent.width
        here: true
        text: "•".repeat(Admin.pinLength)
    }
    Words {
        width: parent.width
        visible: Admin.pinMessage !== ""
        role: "lead"
        font.weight: Font.Bold
        text: Admin.pinMessage === "" ? "" : page.t(Admin.pinMessage, Admin.pinNumber)
    }
    beside: Pad {
        columnWidth: page.columnWidth
        room: page.besideRoom
        touchOnly: true
        onDigit: text => Admin.digit(text)
        onErased: Admin.erase()
        onEntered: Admin.enter()
    }
}
