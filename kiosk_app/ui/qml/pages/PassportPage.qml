// SPDX-License-Identifier: Apache-2.0
// What opens a passport or another state's card: its number and two dates, one after the other. The
// pad is the same as for a citizen card; its letters come nine at a time.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    readonly property bool dates: Passport.at > 0
    readonly property bool padEnters: Tokens.small && !landscape
    /// Of the pad: 0 digits, then letters.
    property int sheet: 0
    readonly property bool told: Passport.message !== ""
    readonly property string title: Tokens.brief ? "k.passport.brief" : "k.passport.title"
    headingId: told && Tokens.small ? "" : title
    secondary: t("g.back")
    escapeGoesBack: true
    primary: padEnters ? "" : t("k.ok")
    primaryResting: !Passport.complete
    underWords: true
    pads: true
    first: dates && dateFields.count > 1 ? dateFields.itemAt(Passport.at - 1) : number
    readonly property string other: t(sheet > 0 && !dates ? "k.digits" : "k.letters")
    extra: padEnters ? "" : other
    extraResting: dates
    spoken: {
        const lead = dates ? dateNames[Passport.at - 1] : "k.passport.lead";
        const message = told ? [Passport.message, Passport.argument] : null;
        return [[lead], dates ? ["k.date.form"] : null, message];
    }
    readonly property var dateNames: ["k.date.birth", "k.date.expiry"]
    more: [["k.passport.lead"], ["k.passport.lines"], ["k.passport.why"]]
    onPrimaryChosen: Key.enter()
    onExtraChosen: turnSheet()
    function turnSheet() {
        sheet = sheet > 0 ? 0 : 1;
    }
    onSecondaryChosen: Visit.back()
    readonly property int field: Passport.at
    onFieldChanged: {
        sheet = 0;
        if (opened)
            announce();
    }
    Connections {
        target: Passport
        function onChanged() {
            page.toTop();
            if (Passport.message !== "")
                Speech.say(Passport.message, Passport.argument);
        }
        function onTyped() {
            Speech.say("z.characters", String(Passport.count));
        }
    }
    picture: Picture {
        anchors.fill: parent
        what: "passport"
    }
    Message {
        width: parent.width
        role: Tokens.small ? "body" : "lead"
        said: Passport.message
        argument: Passport.argument
    }
    Words {
        width: parent.width
        visible: !page.told && !page.dates && !Tokens.small
        role: "lead"
        text: page.t("k.passport.lead")
    }
    // Seen while the dates are typed: a wrong one is not looked for in the dates alone.
    Words {
        width: parent.width
        visible: page.dates && !Tokens.ample && !(page.told && Tokens.small)
        text: page.t("k.passport.number") + ": " + Passport.texts[0]
    }
    foot: [
        Row {
            visible: !page.dates || Tokens.ample
            width: parent.width
            spacing: page.gap
            Typed {
                id: number
                width: parent.width - (turn.visible ? turn.width + parent.spacing : 0)
                label: name
                touchable: true
                onChosen: Passport.goTo(0)
                name: page.t("k.passport.number")
                counted: "z.characters"
                count: String(Passport.texts[0]).length
                text: Passport.texts[0]
                here: !page.dates
                role: Tokens.ample ? "heading1" : "digits"
                height: Math.max(implicitHeight, turn.visible ? turn.height : 0)
            }
            // On a narrow screen the row under the words is the pad's.
            Action {
                id: turn
                visible: page.padEnters && !page.dates
                width: Math.floor(0.36 * parent.width)
                height: Math.max(Tokens.targetSize, number.implicitHeight)
                role: "body"
                text: page.other
                onChosen: page.turnSheet()
            }
        },
        Row {
            visible: page.dates || Tokens.ample
            width: parent.width
            spacing: page.gap
            Repeater {
                id: dateFields
                model: page.dateNames
                Typed {
                    required property string modelData
                    required property int index
                    width: (parent.width - page.gap) / 2
                    label: page.t(modelData)
                    touchable: Passport.reachable[index + 1]
                    resting: !touchable && !here
                    onChosen: Passport.goTo(index + 1)
                    count: String(Passport.texts[index + 1]).split("/").join("").length
                    text: Passport.texts[index + 1]
                    here: Passport.at === index + 1
                    form: page.dates ? page.t("k.date.form") : ""
                    role: "heading1"
                }
            }
        }
    ]
    acts: Pad {
        width: parent.width
        room: page.actsRoom
        entersItself: page.padEnters
        sheet: page.sheet
        onSheetWanted: sheet => page.sheet = sheet
        onDigit: text => Passport.character(text)
        onErased: Key.erase()
        onCleared: Key.eraseAll()
        onEntered: Key.enter()
    }
}
