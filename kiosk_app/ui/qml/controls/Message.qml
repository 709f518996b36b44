// SPDX-License-Identifier: Apache-2.0
// What a page has to tell at this moment, a text of the table; a screen reader says it at once.
import QtQuick
import Kiosk

Words {
    id: root
    /// Id of the text; empty: there is nothing to tell.
    property string said: ""
    property var argument: ""
    visible: said !== ""
    role: "lead"
    font.weight: Font.Bold
    text: said === "" ? "" : (Texts.language && Texts.text(said, String(argument)))
    Accessible.role: Accessible.AlertMessage
}
