// A text of the table in its role; wraps, never cut.
import QtQuick
import Kiosk

Text {
    property string role: "body"
    property color tone: Tokens.colours.ink
    color: tone
    font.family: Tokens.family
    font.pixelSize: Tokens.px(role)
    font.weight: Tokens.weight(role)
    lineHeight: Tokens.lineHeight(role)
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: role.startsWith("heading") || role === "verdict" ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
}
