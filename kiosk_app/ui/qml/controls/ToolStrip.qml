// SPDX-License-Identifier: Apache-2.0
// The foot of every page: leaving, and how the machine can be read and heard. Always there, always
// in this order; where it is narrow two of them share a place, and what helps least goes first.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

FocusScope {
    id: root
    /// Words of leaving; empty: the page has nowhere to go, and its place has time and date.
    property string leave: ""
    property string leaveSign: "back"
    /// Help is a page of its own: there it needs no button.
    property bool helps: true
    signal gone
    signal helped

    /// Of a place: for a finger, and for the longest word.
    readonly property real least: Math.max(Tokens.targetSize, 4.6 * Tokens.leastPixels)
    readonly property int fits: Math.floor((width + Tokens.gap) / (least + Tokens.gap))
    /// With its own place for leaving, whether there is something to leave or not.
    readonly property var entries: {
        const help = helps ? ["g.help"] : [];
        const voice = !Comfort.hasVoice ? [] : [Comfort.voice ? "g.quiet" : "g.listen"];
        const spoken = Comfort.voice ? ["z.repeat", "z.slower"] : [];
        const again = spoken.slice(0, 1);
        const ways = [
            ["g.size", "g.contrast", ...spoken, ...voice],
            ["g.easy", ...spoken, ...voice],
            ["g.easy", ...again, ...voice],
            [...(Comfort.voice ? again : ["g.easy"]), ...voice],
            voice.length > 0 ? voice : ["g.easy"],
            []
        ];
        const way = ways.find(list => 2 + list.length + help.length <= fits) ?? [];
        return ["g.lang", ...way, ...help];
    }
    readonly property int places: entries.length + 1
    /// Where there is no room for it otherwise, a page that nothing leaves still has larger words.
    readonly property bool easyFirst: {
        return leave === "" && !entries.includes("g.easy") && !entries.includes("g.size");
    }
    readonly property real part: Math.floor((width - (places - 1) * Tokens.gap) / places)
    implicitHeight: Math.max(Tokens.targetSize, signHeight + 2 * metrics.height + 0.6 * Tokens.u)
    readonly property real signHeight: Math.round(1.4 * Tokens.u)
    FontMetrics {
        id: metrics
        font.family: Tokens.family
        font.pixelSize: Tokens.px("tool")
    }
    readonly property var signs: ({
            "g.lang": "globe",
            "g.size": "size",
            "g.easy": "size",
            "g.contrast": "contrast",
            "g.listen": "ear",
            "g.quiet": "ear",
            "z.repeat": "again",
            "z.slower": "slow",
            "g.help": "person"
        })
    function choose(id) {
        if (id === "g.lang" && Result.teller)
            Texts.switchLanguage();
        else if (id === "g.lang")
            Visit.switchLanguage();
        else if (id === "g.size")
            Comfort.nextSize();
        else if (id === "g.easy")
            Comfort.nextLook();
        else if (id === "g.contrast")
            Comfort.switchContrast();
        else if (id === "g.help")
            root.helped();
        else if (id === "z.repeat")
            Speech.repeat();
        else if (id === "z.slower")
            Speech.switchSlow();
        else {
            switched = activeFocus;
            Comfort.switchVoice();
        }
    }
    /// The voice's place was pressed by a key: all places are made anew, and it keeps the keyboard.
    property bool switched: false
    function takeBack(at, place) {
        if (!switched || (entries[at] !== "g.listen" && entries[at] !== "g.quiet"))
            return;
        switched = false;
        place.forceActiveFocus();
    }
    function words(id) {
        return Texts.language && Texts.text(id);
    }
    function toggles(id) {
        return id === "g.contrast" || id === "z.slower";
    }
    function isOn(id) {
        if (id === "g.contrast")
            return Comfort.theme === "high";
        return id === "z.slower" && Speech.slow;
    }
    Tool {
        objectName: "leave"
        visible: root.leave !== ""
        width: root.part
        height: root.height
        text: root.leave
        sign: root.leaveSign
        leaves: true
        onChosen: root.gone()
    }
    Tool {
        visible: root.easyFirst
        width: root.part
        height: root.height
        text: root.words("g.easy")
        sign: root.signs["g.easy"]
        onChosen: root.choose("g.easy")
    }
    Column {
        objectName: "clock"
        visible: root.leave === "" && !root.easyFirst
        width: root.part
        y: (root.height - height) / 2
        Words {
            width: parent.width
            role: "tool"
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            text: Comfort.time
        }
        Words {
            width: parent.width
            role: "tool"
            horizontalAlignment: Text.AlignHCenter
            text: Comfort.date
        }
    }
    Repeater {
        model: root.width > 0 ? root.entries : []
        onItemAdded: (at, place) => root.takeBack(at, place)
        Tool {
            required property string modelData
            required property int index
            x: (index + 1) * (root.part + Tokens.gap)
            width: root.part
            height: root.height
            text: root.words(modelData)
            sign: root.signs[modelData]
            toggles: root.toggles(modelData)
            on: root.isOn(modelData)
            onChosen: root.choose(modelData)
        }
    }
}
