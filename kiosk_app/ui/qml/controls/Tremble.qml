// SPDX-License-Identifier: Apache-2.0
// A second touch of the same control at once is a trembling hand's, not a wish.
import QtQuick
import Kiosk

QtObject {
    property real last: -1e9

    /// Whether this touch is such a second one.
    function again() {
        const now = Comfort.milliseconds();
        if (now - last < Tokens.againMs)
            return true;
        last = now;
        return false;
    }
}
