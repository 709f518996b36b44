// SPDX-License-Identifier: Apache-2.0
// A bank's visitor looks at the camera: the teller compares. No face is matched here, and no
// picture is kept.
import QtQuick
import QtQuick.Shapes
import Kiosk

Page {
    id: page
    headingId: "m.face"
    primary: t("g.next")
    onPrimaryChosen: Visit.next()
    Words {
        width: parent.width
        visible: !Camera.open
        role: "lead"
        text: page.t("m.nocam")
    }
    acts: Item {
        visible: Camera.open
        width: parent.width
        height: Math.min(width * 4 / 3, page.actsRoom)
        FrameView {
            id: frame
            anchors.centerIn: parent
            height: parent.height
            width: Math.min(parent.width, height * 3 / 4)
            camera: Camera
            mirrored: true
        }
        Shape {
            anchors.fill: frame
            ShapePath {
                strokeColor: Tokens.colours.focus
                strokeWidth: Math.max(3, Tokens.mm)
                fillColor: "transparent"
                PathAngleArc {
                    centerX: frame.width / 2
                    centerY: frame.height / 2
                    radiusX: frame.width * 0.32
                    radiusY: frame.height * 0.4
                    startAngle: 0
                    sweepAngle: 360
                }
            }
        }
    }
}
