// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

Page {
    id: page
    headingId: "a.title"
    spoken: {
        const list = [];
        for (let i = 0; i < Admin.lines.length; ++i)
            list.push([Admin.lines[i].text, Admin.lines[i].argument, Admin.lines[i].second]);
        if (Admin.message !== "")
            list.push([Admin.message]);
        return list;
    }
    primary: t("a.exit")
    onPrimaryChosen: Admin.leave()
    Repeater {
        model: Admin.lines
        Words {
            required property var modelData
            width: parent.width
            text: page.t(modelData.text, modelData.argument, modelData.second)
        }
    }
    Words {
        width: parent.width
        visible: Admin.message !== ""
        role: "lead"
        font.weight: Font.Bold
        text: Admin.message === "" ? "" : page.t(Admin.message)
    }
    acts: [
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.test")
            onChosen: Admin.testRead()
        },
        Action {
            width: parent.width
            visible: Admin.canPrint
            role: "body"
            text: page.t("a.print")
            onChosen: Admin.testPrint()
        },
        Action {
            width: parent.width
            visible: Admin.clockBehind
            role: "body"
            text: page.t("a.clock.right")
            onChosen: Admin.trustClock()
        },
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.screen")
            onChosen: Admin.measure()
        },
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.scan")
            onChosen: Admin.tryScanner()
        },
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.clean")
            onChosen: Admin.clean()
        },
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.report")
            onChosen: Admin.writeReport()
        },
        Words {
            width: parent.width
            role: "caption"
            tone: Tokens.colours.quiet
            text: page.t("a.report.note")
        },
        Action {
            width: parent.width
            role: "body"
            text: page.t("a.restart")
            onChosen: Admin.restart()
        }
    ]
}
