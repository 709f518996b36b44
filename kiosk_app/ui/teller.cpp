// SPDX-License-Identifier: Apache-2.0
#include "ui/teller.h"

#include <QGuiApplication>
#include <QScreen>

namespace kiosk {
namespace {

/// Of a desk: nobody wears gloves there, and nothing speaks.
Config of_desk(Config config) {
    config.gloves = config.voice = false;
    return config;
}

}  // namespace

Teller::Teller(const Parts& parts)
    : comfort_(of_desk(parts.config), parts.clock, parts.now),
      speech_(of_desk(parts.config), comfort_, texts_, nullptr),
      result_(parts.flow, texts_, Result::Of::teller),
      desk_(parts.config, parts.flow, result_, texts_, parts.background),
      engine_(make_engine({{"Texts", &texts_},
                           {"Comfort", &comfort_},
                           {"Camera", &parts.camera},
                           {"Speech", &speech_},
                           {"Visit", &parts.flow},
                           {"Result", &result_},
                           {"Desk", &desk_},
                           {"Demo", &parts.demo}},
                          result_, parts.complain)) {
    connect(&parts.flow, &Flow::tellerCleared, this, [this] {
        desk_.clear();
        forget_values(*engine_);
    });
    window_ = load_window(*engine_, "Teller.qml");
    if (!window_) return;
    press_guard_ =
        std::make_unique<PressGuard>(parts.flow, *window_, parts.clock, KeyGuard::Of::teller);
    key_guard_ = std::make_unique<KeyGuard>(parts.flow, *window_, parts.clock, *press_guard_,
                                            KeyGuard::Of::teller);
    place();
}

Teller::~Teller() {
    key_guard_.reset();
    press_guard_.reset();
    engine_.reset();
}

void Teller::tick_keys(std::chrono::steady_clock::time_point now) {
    if (key_guard_) key_guard_->tick(now);
}

/// On the second screen where there is one, by its place and not by a wish alone: window managers
/// put a window where its geometry is.
void Teller::place() {
    const auto screens = QGuiApplication::screens();
    const auto* screen = screens[screens.size() > 1 ? 1 : 0];
    const auto room = screen->availableGeometry();
    if (const auto width = screen->physicalSize().width(); width > 0)
        comfort_.setPixelsPerMm(screen->size().width() / width);
    if (screens.size() > 1) {
        window_->setGeometry(room);
        window_->showMaximized();
        return;
    }
    // Beside the visitor's window, not under it.
    window_->resize(window_->size().boundedTo(room.size()));
    window_->setPosition(room.right() - window_->width(), room.top());
    window_->show();
    window_->raise();
}

}  // namespace kiosk
