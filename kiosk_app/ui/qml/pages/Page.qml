// SPDX-License-Identifier: Apache-2.0
// The frame of every page. Words and pictures above or left, fingers below or right; at the foot,
// on the left, leaving, and how the machine is read. What decides or acts never scrolls away: the
// words do, and lists that are longer than the screen.
import QtQuick
import Kiosk

FocusScope {
    id: root
    property string headingId: ""
    property var headingValues: []
    /// What goes on, and what is the other way beside it.
    property string primary: ""
    property string primaryKey: ""
    property bool primaryResting: false
    property string extra: ""
    property bool extraResting: false
    /// Leaving.
    property string secondary: ""
    property string leaveSign: "back"
    /// Esc goes back as well, where ending the visit would lose what was typed letter by letter.
    property bool escapeGoesBack: false
    property bool tiles: false
    /// A page of choices: they take the width, on a wide screen as well.
    property bool lists: false
    /// On a wide screen what goes on stands under the words, beside a pad.
    property bool underWords: false
    property bool helps: true
    /// A small screen may need the room of the operator's name.
    property bool namesOwner: true
    /// It has a pad.
    property bool pads: false
    /// So many rows stay free under what is touched: a second tap on what led here finds nothing.
    property int freeRows: 0
    /// Texts that are said after the heading when the page opens: [id, first, second]; null where
    /// there is nothing to say.
    property var spoken: []
    /// What the page for help says of this one.
    property var more: []
    /// Has the keyboard first; null: what goes on, or the heading.
    property Item first: null
    default property alias content: texts.data
    /// Takes the room that the words leave, where that is enough to see something.
    property alias picture: pictureArea.data
    /// Under the words, never scrolled away.
    property alias foot: footContent.data
    /// To be touched, before what goes on; and after it.
    property alias acts: actsArea.content
    property alias others: othersArea.data
    signal primaryChosen
    signal extraChosen
    signal secondaryChosen
    signal helpWanted

    readonly property bool landscape: width > height
    readonly property bool sideBySide: landscape && !lists
    /// A teller's: the visitor's language, steps and help are not hers.
    readonly property bool ofTeller: Result.teller
    readonly property real margin: Tokens.margin
    readonly property real gap: Tokens.gap
    readonly property real innerWidth: Math.floor(Math.min(width - 2 * margin, Tokens.widest))
    readonly property real padWidth: 3 * Tokens.keySize + 2 * gap
    readonly property real half: Math.floor(Math.max(padWidth, 0.33 * innerWidth))
    readonly property real sideWidth: sideBySide ? half : innerWidth
    readonly property real gutter: Tokens.small ? gap : Math.max(gap, 1.2 * Tokens.u)
    readonly property real wordsWidth: sideBySide ? innerWidth - sideWidth - gutter : innerWidth
    /// The strip is the same on every page of a screen.
    readonly property real stripWidth: landscape ? innerWidth - half - gutter : innerWidth
    readonly property real edge: Math.floor((width - innerWidth) / 2)
    readonly property bool hasFooter: footArea.implicitHeight > 0
    /// Of conditions, not of what is visible: a page that is covered keeps its shape.
    readonly property real leastWords: Math.max(Tokens.targetSize, 3 * Tokens.px("heading1"))
    readonly property bool crowded: Tokens.small && pads && Tokens.brief
    readonly property bool roomy: !Tokens.small || wordsHeight > 2 * Tokens.u + leastWords
    readonly property bool owned: roomy && !crowded && (namesOwner || !Tokens.small)
    readonly property real headerRoom: owned ? owner.height + 0.4 * Tokens.u : 0
    /// Where words are few the owner's name gives way to them.
    readonly property real wordsHeight: words.height - footArea.height - (hasFooter ? gap : 0)
    /// For what is to be touched above what goes on.
    readonly property real actsRoom: {
        if (sideBySide)
            return height - margin - words.y - deck.under;
        // Two lines of a heading stay in sight, above a list one.
        const heads = (lists && !Tokens.brief ? 1.7 : 3) * Tokens.px("heading1");
        const above = owner.height + heads + footArea.height + 2 * gap;
        // A hand reaches no higher than so far above the lower edge of a tall screen.
        const most = Math.min(deck.end - words.y - above, 290 * Tokens.mm - (height - deck.end));
        // No key of a pad is ever scrolled away.
        const least = pads ? 4 * Tokens.keySize + 3 * gap : Tokens.targetSize;
        return Math.max(least, most - deck.under);
    }
    readonly property string desk: Texts.language && Visit.desk()

    function t(id, a = "", b = "") {
        return Texts.language && Texts.text(id, String(a), String(b));
    }

    Component.onCompleted: takeFocus()
    onFirstChanged: if (opened)
        takeFocus()
    function takeFocus() {
        if (first)
            first.focus = true;
        else if (primary !== "")
            goOn.focus = true;
        else
            heading.focus = true;
    }
    onActiveFocusChanged: if (activeFocus && !opened) {
        announce();
        opened = true;
    }
    property bool opened: false
    Connections {
        target: Comfort
        function onVoiceStarted() {
            if (root.visible)
                root.announce();
        }
    }
    function announce() {
        if (headingId !== "")
            Speech.say(headingId, String(headingValues[0] ?? ""), String(headingValues[1] ?? ""));
        for (const entry of spoken)
            if (entry)
                Speech.add(entry[0], String(entry[1] ?? ""), String(entry[2] ?? ""));
    }
    /// Brings the control into sight.
    function reveal(item) {
        area.reveal(item);
        actsArea.reveal(item);
    }
    /// Says it again from its beginning: something new stands there.
    function toTop() {
        area.toTop();
    }

    Loader {
        active: root.tiles && !root.landscape && !Tokens.small
        width: root.width
        height: active ? 1.2 * Tokens.u : 0
        sourceComponent: TileStrip {
            tile: 1.2 * Tokens.u
        }
    }
    Item {
        id: words
        x: root.edge
        y: Math.round(Tokens.small ? 0.55 * root.margin : root.margin)
        width: root.wordsWidth
        height: (root.sideBySide ? strip.y : deck.y) - root.gap - y
        Owner {
            id: owner
            width: parent.width
            visible: root.owned
            bar: !root.landscape && !Tokens.small
            step: root.ofTeller ? 0 : Visit.step
        }
        ScrollArea {
            id: area
            y: root.headerRoom
            width: parent.width
            height: Math.max(0, root.wordsHeight - y)
            spacing: 0.6 * Tokens.u
            wordsOnly: true
            Column {
                id: texts
                width: parent.width
                spacing: 0.5 * Tokens.u
                Words {
                    id: heading
                    visible: root.headingId !== ""
                    width: parent.width
                    role: "heading1"
                    readonly property var values: root.headingValues
                    text: root.headingId === "" ? "" : root.t(root.headingId, values[0], values[1])
                    Accessible.focusable: true
                }
            }
            Item {
                id: pictureArea
                readonly property real rest: area.height - texts.implicitHeight - area.spacing - 2
                readonly property real most: Math.floor(Math.min(rest, 0.56 * width))
                width: parent.width
                visible: children.length > 0 && most > 15 * Tokens.mm
                height: Math.max(0, most)
            }
        }
        Column {
            id: footArea
            width: parent.width
            anchors.bottom: parent.bottom
            spacing: root.gap
            Column {
                id: footContent
                width: parent.width
                spacing: root.gap
            }
            Item {
                id: goingUnderWords
                visible: root.underWords && root.sideBySide && going.height > 0
                width: parent.width
                height: going.height
            }
        }
    }
    Item {
        id: deck
        readonly property real end: {
            return root.sideBySide ? root.height - root.margin : strip.y - 1.5 * root.gap;
        }
        readonly property bool goes: going.parent === goingPlace && going.height > 0
        readonly property real goesHeight: goes ? going.height + root.gap : 0
        readonly property real others: othersArea.implicitHeight
        /// All that stands under the first area, and the gaps.
        readonly property real under: goesHeight + (others > 0 ? others + root.gap : 0)
        readonly property real goingAt: actsArea.needed > 0 ? actsArea.height + root.gap : 0
        x: root.sideBySide ? root.edge + root.innerWidth - width : root.edge
        y: end - height
        width: root.sideWidth
        height: Math.max(0, goingAt + under - root.gap)
        ScrollArea {
            id: actsArea
            width: parent.width
            room: root.actsRoom
            height: Math.min(needed, room)
        }
        Item {
            id: goingPlace
            y: deck.goingAt
            width: parent.width
            height: going.height
        }
        Flow {
            id: othersArea
            y: deck.goingAt + deck.goesHeight
            width: parent.width
            spacing: root.gap
            Item {
                visible: root.freeRows > 0 && !Tokens.small && (!root.landscape || root.sideBySide)
                width: parent.width
                height: root.freeRows * (Tokens.primaryHeight + root.gap) - root.gap
            }
        }
    }
    Item {
        id: going
        parent: root.underWords && root.sideBySide ? goingUnderWords : goingPlace
        readonly property bool row: !root.sideBySide || root.underWords
        readonly property bool both: root.primary !== "" && root.extra !== ""
        readonly property real share: Tokens.small ? 0.5 : 0.38
        readonly property real part: row && both ? Math.floor((width - root.gap) * share) : width
        readonly property real under: both ? otherWay.height + root.gap : 0
        width: parent.width
        height: {
            const first = root.primary === "" ? 0 : goOn.implicitHeight;
            const second = root.extra === "" ? 0 : otherWay.implicitHeight;
            return row ? Math.max(first, second) : first + second + (both ? root.gap : 0);
        }
        Action {
            id: goOn
            objectName: "primary"
            visible: root.primary !== ""
            primary: true
            resting: root.primaryResting
            text: root.primary
            shortcut: root.primaryKey
            x: going.row && going.both ? going.part + root.gap : 0
            y: going.row ? 0 : going.under
            width: parent.width - x
            height: going.row ? going.height : implicitHeight
            onChosen: root.primaryChosen()
        }
        Action {
            id: otherWay
            visible: root.extra !== ""
            text: root.extra
            resting: root.extraResting
            width: going.part
            height: going.row ? going.height : implicitHeight
            onChosen: root.extraChosen()
        }
    }
    ToolStrip {
        id: strip
        x: root.edge
        y: root.height - root.margin - height
        width: root.stripWidth
        leave: root.secondary
        leaveSign: root.leaveSign
        // A clerk is not sent to a desk, but is told what a page had no room for.
        helps: root.helps && !root.ofTeller && (Visit.profile !== "counter" || root.more.length > 0)
        onGone: root.secondaryChosen()
        onHelped: root.helpWanted()
    }
}
