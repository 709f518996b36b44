// SPDX-License-Identifier: Apache-2.0
// Tiles to choose one of, in as many columns as there is room for.
import QtQuick
import Kiosk

Grid {
    readonly property real part: Math.floor((width - (columns - 1) * columnSpacing) / columns)
    columnSpacing: Tokens.gap
    rowSpacing: Tokens.gap
}
