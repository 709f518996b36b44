// SPDX-License-Identifier: Apache-2.0
// Every size and colour of the kiosk, once. u is a hundredth of the viewing distance.
pragma Singleton
import QtQuick
import Kiosk

QtObject {
    readonly property string theme: Comfort.theme
    readonly property real mm: Comfort.pixelsPerMm
    /// Never so large that a page cannot hold its own buttons: as much as a 7-inch screen has.
    readonly property real u: Math.min(mm * Comfort.distanceMm / 100, narrow / 22.3)
    readonly property real narrow: Math.min(windowWidth, windowHeight)
    readonly property string family: "Noto Sans"
    readonly property int leastPixels: 20  // two stacked marks blur below it
    /// Of the window, in pixels; it says what kind of screen this is.
    property real windowWidth: 1280
    property real windowHeight: 800
    readonly property bool upright: windowHeight > windowWidth
    /// Room for what is said for comfort.
    readonly property bool ample: upright ? !small : step < 0 && windowHeight > 160 * mm
    /// Large letters on a small screen: short headings, and what is said twice goes to the page for
    /// help.
    readonly property bool brief: small && step >= 0
    readonly property bool small: narrow < 110 * mm || narrow < 25.5 * u

    readonly property var sizes: ({
            "tool": 0.75,
            "caption": 0.9,
            "body": 1.1,
            "lead": 1.3,
            "button": 1.3,
            "heading2": 1.5,
            "heading1": 2.0,
            "verdict": 2.2,
            "digits": 3.0,
            "ticket": small ? 4.4 : upright ? 11 : 5.5
        })
    readonly property var weights: ({
            "lead": Font.Medium,
            "button": Font.DemiBold,
            "digits": Font.DemiBold,
            "heading2": Font.Bold,
            "heading1": Font.Bold,
            "verdict": Font.Bold,
            "ticket": Font.Bold
        })
    readonly property var heights: ({
            "caption": 1.1,
            "body": 1.12,
            "lead": 1.08,
            "digits": 1,
            "ticket": 1
        })
    /// How far a role grows at the text sizes 1.4 and 2: the smaller the more. Twice a heading that
    /// is large already would push off what is to be touched.
    readonly property var growth: {
        const large = small ? [1.2, 1.2] : upright ? [1.2, 1.4] : [1.2, 1.25];
        const words = small ? [1.3, 1.5] : upright ? [1.35, 1.8] : [1.35, 1.6];
        const lead = small ? [1.3, 1.5] : [1.3, 1.6];
        const press = small ? [1.1, 1.2] : upright ? [1.2, 1.5] : [1.2, 1.35];
        return {
            "tool": small || !upright ? [1.2, 1.2] : [1.2, 1.35],
            "caption": words,
            "body": words,
            "lead": lead,
            "button": press,
            "heading2": large,
            "heading1": large,
            "verdict": large
        };
    }
    readonly property int step: Comfort.scale < 1.4 ? -1 : Comfort.scale < 2 ? 0 : 1
    /// On a small screen.
    readonly property var smaller: ({
            "lead": 1.1,
            "digits": 2.0,
            "heading1": 1.6
        })
    function px(role) {
        const grown = step < 0 ? 1 : growth[role]?.[step] ?? 1;
        const first = (small ? smaller[role] : undefined) ?? sizes[role];
        return Math.max(leastPixels, Math.round(first * u * grown));
    }
    /// For what must not grow with the visitor's text size: the demo's band.
    function fixedPx(role) {
        return Math.max(leastPixels, Math.round(sizes[role] * u));
    }
    function weight(role) {
        return weights[role] ?? Font.Normal;
    }
    /// Of the font's own height, which for Noto Sans is 1.36 of its size.
    function lineHeight(role) {
        return heights[role] ?? 1;
    }

    /// A clerk's desktop has a mouse and a keyboard: more on one screen matters there; everywhere
    /// else fingers do.
    readonly property bool staff: Visit.profile === "counter" || Result.teller
    readonly property bool desktop: staff && !Comfort.gloves
    readonly property int targetSize: Math.ceil((desktop ? 9 : Comfort.gloves ? 20 : 15) * mm)
    readonly property int primaryHeight: {
        const usual = small ? 16.5 : upright ? 26 : 18;
        return Math.ceil((desktop ? 12 : Comfort.gloves ? Math.max(24, usual) : usual) * mm);
    }
    readonly property int gap: Math.ceil((desktop ? 2 : Comfort.gloves ? 5 : 3) * mm)
    readonly property int keySize: Math.ceil((desktop ? 12 : Comfort.gloves ? 20 : 15) * mm)
    readonly property int againMs: Comfort.gloves ? 400 : 250
    readonly property int corner: Math.round(0.5 * u)
    readonly property int margin: Math.round(1.5 * u)
    readonly property int thin: Math.max(2, Math.round(0.4 * mm))
    readonly property real widest: 320 * mm

    readonly property var palettes: ({
            "light": {
                "ground": "#FBF8F1",
                "surface": "#FFFFFF",
                "raised": "#F1ECE0",
                "ink": "#171B22",
                "quiet": "#474D57",
                "line": "#6B6655",
                "hair": "#DCD5C5",
                "tint": "#E6ECF6",
                "primary": "#1E3A6E",
                "onPrimary": "#FFFFFF",
                "pressed": "#142A52",
                "focus": "#9A3B00",
                "demo": "#6A1B5E",
                "onDemo": "#FFFFFF"
            },
            "dark": {
                "ground": "#14171C",
                "surface": "#1E232B",
                "raised": "#2A313B",
                "ink": "#F5F1E8",
                "quiet": "#C3C7CE",
                "line": "#7F8896",
                "hair": "#3B4450",
                "tint": "#26344C",
                "primary": "#A9C4F5",
                "onPrimary": "#0E1B33",
                "pressed": "#C9DAFA",
                "focus": "#FFB35C",
                "demo": "#F0A6E2",
                "onDemo": "#14171C"
            },
            "high": {
                "ground": "#000000",
                "surface": "#000000",
                "raised": "#000000",
                "ink": "#FFFFFF",
                "quiet": "#FFFFFF",
                "line": "#FFFFFF",
                "hair": "#FFFFFF",
                "tint": "#000000",
                "primary": "#FFE95C",
                "onPrimary": "#000000",
                "pressed": "#FFFFFF",
                "focus": "#00E5FF",
                "demo": "#FF9CF0",
                "onDemo": "#000000"
            }
        })
    readonly property var colours: palettes[theme]

    // plate, border, shape, mark, words
    readonly property var plates: ({
            "light": {
                "genuine": ["#DDF0E6", "#0B5A43", "#0B5A43", "#FFFFFF", "#171B22"],
                "chip": ["#FCEBC8", "#5E3900", "#F2B134", "#171B22", "#171B22"],
                "undetermined": ["#E8E4F4", "#4A3F78", "#4A3F78", "#FFFFFF", "#171B22"],
                "failed": ["#9B1C1C", "#9B1C1C", "#FFFFFF", "#9B1C1C", "#FFFFFF"]
            },
            "dark": {
                "genuine": ["#0E3A2C", "#7FDDB5", "#7FDDB5", "#14171C", "#F5F1E8"],
                "chip": ["#3F2B05", "#F5C264", "#F5C264", "#14171C", "#F5F1E8"],
                "undetermined": ["#2D2648", "#C7BAF5", "#C7BAF5", "#14171C", "#F5F1E8"],
                "failed": ["#FF9E94", "#FF9E94", "#14171C", "#FF9E94", "#14171C"]
            },
            "high": {
                "genuine": ["#000000", "#6BFFB8", "#6BFFB8", "#000000", "#FFFFFF"],
                "chip": ["#000000", "#FFD24A", "#FFD24A", "#000000", "#FFFFFF"],
                "undetermined": ["#000000", "#D9CCFF", "#D9CCFF", "#000000", "#FFFFFF"],
                "failed": ["#FF9C94", "#FF9C94", "#000000", "#FF9C94", "#000000"]
            }
        })
    function plate(name) {
        if (name === "attention")
            return [colours.raised, colours.ink, colours.ink, colours.ground, colours.ink];
        return plates[theme][name] ?? plates[theme].undetermined;
    }

    /// Strokes on a field of 24 units.
    readonly property var signs: ({
            "back": "M15 4 L7 12 L15 20",
            "stop": "M6 6 L18 6 L18 18 L6 18 Z",
            "close": "M5 5 L19 19 M19 5 L5 19",
            "globe": "M12 3 A9 9 0 1 1 11.99 3 M12 3 Q6 12 12 21 M12 3 Q18 12 12 21 M3 12 L21 12",
            "size": "M2 19 L6 9 L10 19 M3.5 16 L8.5 16 M11 19 L16.5 4 L22 19 M13 14 L20 14",
            "contrast": "M12 3 A9 9 0 1 1 11.99 3 M12 3 L12 21 M15 5 L15 19 M18 8 L18 16",
            "ear": "M4 16 L4 13 A8 8 0 0 1 20 13 L20 16 M4 15 L7 15 L7 21 L4 21 Z " +
                "M20 15 L17 15 L17 21 L20 21 Z",
            "again": "M5 12 A7 7 0 1 1 8 18 M5 12 L2 9 M5 12 L8.5 9.5",
            "slow": "M12 3 A9 9 0 1 1 11.99 3 M12 7 L12 12 L15 14",
            "person": "M12 3 A3.5 3.5 0 1 1 11.99 3 M5 17 Q5 12 12 12 Q19 12 19 17 " +
                "M2 17 L22 17 M5 17 L5 21 M19 17 L19 21",
            "plus": "M3 3 L21 3 L21 21 L3 21 Z M12 8 L12 16 M8 12 L16 12",
            "erase": "M9 5 L21 5 L21 19 L9 19 L2 12 Z M12 9 L18 15 M18 9 L12 15"
        })
    readonly property var outlines: ({
            "genuine": "M50 4 A46 46 0 1 1 49.99 4 Z",
            "chip": "M50 5 L97 92 Q98 95 95 95 L5 95 Q2 95 3 92 Z",
            "undetermined": "M50 2 L98 50 L50 98 L2 50 Z",
            "attention": "M2 50 Q50 -12 98 50 Q50 112 2 50 Z",
            "failed": "M30 3 L70 3 L97 30 L97 70 L70 97 L30 97 L3 70 L3 30 Z"
        })
    readonly property var marks: ({
            "genuine": "M27 52 L43 68 L74 34",
            "chip": "M50 38 L50 64 M50 80 L50 80.5",
            "undetermined": "M37 40 Q37 27 50 27 Q63 27 63 39 Q63 48 50 54 L50 60 M50 75 L50 75.5",
            "attention": "M50 37 A13 13 0 1 1 49.99 37 Z",
            "failed": "M33 33 L67 67 M67 33 L33 67"
        })
}
