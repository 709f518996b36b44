// SPDX-License-Identifier: Apache-2.0
// A bank's second window: the verdict, for the teller, kept until it is decided; with the teller's
// own language, size and contrast, whatever the visitor chooses.
#pragma once
#include <QObject>

#include <memory>

#include "ui/camera.h"
#include "ui/demo.h"
#include "ui/desk.h"
#include "ui/engine.h"
#include "ui/key_guard.h"
#include "ui/speech.h"

namespace kiosk {

class Teller : public QObject {
    Q_OBJECT

public:
    /// All of it outlives the Teller.
    struct Parts {
        const Config& config;
        Flow& flow;
        Camera& camera;
        Demo& demo;
        Background& background;
        Clock clock;
        std::function<std::int64_t()> now;  ///< seconds since 1970
        Complain complain;
    };
    explicit Teller(const Parts& parts);
    ~Teller() override;
    /// Null when QML could not be loaded.
    QQuickWindow* window() const { return window_; }
    Texts& texts() { return texts_; }
    Comfort& comfort() { return comfort_; }
    Result& result() { return result_; }
    Desk& desk() { return desk_; }
    /// No key was pressed until now: for tests, whose clock stands.
    void tick_keys(std::chrono::steady_clock::time_point now);

private:
    void place();

    Texts texts_{nullptr};
    Comfort comfort_;
    Speech speech_;
    Result result_;
    Desk desk_;
    std::unique_ptr<QQmlApplicationEngine> engine_;
    QQuickWindow* window_ = nullptr;
    std::unique_ptr<PressGuard> press_guard_;
    std::unique_ptr<KeyGuard> key_guard_;
};

}  // namespace kiosk
