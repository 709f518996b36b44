// SPDX-License-Identifier: Apache-2.0
// Loudspeaker and camera through Qt Multimedia and Qt TextToSpeech: linked by the program alone.
#pragma once
#include "ui/devices.h"

namespace kiosk {

/// Those that the configuration wants; opening one that is not there is no error.
Devices qt_devices(bool camera);

}  // namespace kiosk
