// SPDX-License-Identifier: Apache-2.0
// The left of a clerk's verdict, the same on every one: the portrait beside the person, and the
// question who it is.
import QtQuick
import Kiosk

Column {
    id: root
    required property DeskSizes sizes
    signal portraitChosen
    spacing: sizes.gap
    Row {
        visible: Result.hasPortrait
        spacing: root.sizes.gap
        Portrait {
            objectName: "portrait"
            width: root.sizes.portraitWidth
            captionPixels: root.sizes.label
            onChosen: root.portraitChosen()
        }
        Column {
            visible: Camera.open
            FrameView {
                width: root.sizes.portraitWidth
                height: width * 4 / 3
                camera: Camera
                mirrored: true
            }
            Words {
                width: root.sizes.portraitWidth
                role: "desk"
                fullPx: root.sizes.label
                text: Texts.language && Texts.text("v.live")
            }
        }
    }
    Words {
        visible: Result.hasPortrait
        width: parent.width
        role: "desk"
        fullPx: root.sizes.body
        font.weight: Font.Bold
        text: Texts.language && Texts.text("v.ask")
    }
    Decision {
        width: parent.width
        keys: true
        pixels: root.sizes.body
        keyHeight: root.sizes.target
        spacing: root.sizes.gap
    }
    WithoutPortrait {
        visible: !Result.hasPortrait
        width: parent.width
        pixels: root.sizes.body
    }
}
