// SPDX-License-Identifier: Apache-2.0
// The screens that kiosks have, and how far people stand from them.
#pragma once
#include <array>

#include "kiosk/walk.h"

namespace walk {

struct Screen {
    const char* name;
    int width, height;
    double width_mm, distance_mm;
};
inline constexpr std::array kScreens{
    Screen{"desk", 1280, 800, 339, 600},         Screen{"7in", 1024, 600, 154, 400},
    Screen{"7in-upright", 600, 1024, 90, 400},   Screen{"10in", 1280, 800, 217, 450},
    Screen{"15in", 1920, 1080, 344, 550},        Screen{"21in-upright", 1080, 1920, 268, 650},
    Screen{"32in-upright", 1080, 1920, 398, 650}};
inline constexpr std::array kTextSizes{1.0, 1.4, 2.0};

inline void put_on(Kiosk& kiosk, const Screen& screen, const char* theme, double size) {
    kiosk.app.comfort().setDistanceMm(screen.distance_mm);
    kiosk.app.comfort().set(QLatin1String(theme), size);
    kiosk.resize(screen.width, screen.height, screen.width_mm);
}

}  // namespace walk
