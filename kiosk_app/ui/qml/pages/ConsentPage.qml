import QtQuick
import Kiosk
import Kiosk.Visit

Page {
    id: page
    heading: t("c.title")
    primary: t("c.agree")
    primaryResting: !Visit.consentRead
    secondary: t("c.refuse")
    onPrimaryChosen: Visit.consentRead ? Visit.agree() : hint.visible = true
    onSecondaryChosen: Visit.refuse()
    Repeater {
        model: [page.t("c.who", Visit.operatorName(), Visit.purpose()), page.t("c.what", Visit.consent("used")),
            page.t("c.notused", Visit.consent("unused")), page.t("c.keep", Visit.consent("kept_at"), Visit.consent("kept_for")), page.t("c.rights", Visit.desk())]
        Words { required property string modelData; width: page.width - 2 * Tokens.margin; text: modelData }
    }
    Action {
        width: parent.width
        text: (Visit.consentRead ? "☑  " : "☐  ") + page.t("c.box.read")
        role: "body"
        Accessible.role: Accessible.CheckBox
        Accessible.checked: Visit.consentRead
        onChosen: Visit.tickConsent()
    }
    Words { id: hint; visible: false; width: parent.width; text: page.t("c.agree.hint") }
}
