// SPDX-License-Identifier: Apache-2.0
// All parts of the kiosk in the order in which they stand on each other, and the engine that shows
// them. The program and the tests begin here; time, chance and reader are handed in.
#pragma once
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <memory>

#include "core/reader_watch.h"
#include "outputs/outputs.h"
#include "simulated/table.h"
#include "ui/admin.h"
#include "ui/camera.h"
#include "ui/comfort.h"
#include "ui/consent_form.h"
#include "ui/demo.h"
#include "ui/desk.h"
#include "ui/flow.h"
#include "ui/hospital.h"
#include "ui/key_entry.h"
#include "ui/key_guard.h"
#include "ui/passport_form.h"
#include "ui/sounds.h"
#include "ui/speech.h"
#include "ui/teller.h"

namespace kiosk {

struct ApplicationOptions {
    Config config;
    /// A finished visit is handed to it beside the configured outputs. Outlives the application.
    VisitSink* sink = nullptr;
    /// This table instead of the configured reader, or of the demo's own table.
    simulated::Table* table = nullptr;
    std::function<std::int64_t()> now;  ///< seconds since 1970; none: the machine's clock
    Devices devices;                    ///< none: silent and without a camera
    Clock clock;                        ///< none: the steady clock
    std::function<void(const QString&)> complain;  ///< what QML has to complain about
};

class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(ApplicationOptions options);
    ~Application() override;
    /// The main window; null when QML could not be loaded.
    QQuickWindow* window() const { return window_; }
    QQuickWindow* teller_window() const;
    /// Null where no teller has a window.
    Teller* teller() { return teller_.get(); }
    /// No key was pressed until now: for tests, whose clock stands.
    void tick_keys(std::chrono::steady_clock::time_point now);
    Flow& flow() { return *flow_; }
    KeyEntry& key() { return *key_; }
    PassportForm& passport() { return *passport_; }
    ConsentForm& consent() { return *consent_; }
    Result& result() { return *result_; }
    Texts& texts() { return texts_; }
    Comfort& comfort() { return comfort_; }
    Hospital& hospital() { return *hospital_; }
    Desk& desk() { return *desk_; }
    Admin& admin() { return *admin_; }
    Camera& camera() { return camera_; }
    Speech& speech() { return speech_; }
    Sounds& sounds() { return sounds_; }
    QQmlApplicationEngine& engine() { return *engine_; }

signals:
    void restartAsked();

private:
    void make_windows();
    void connect_parts();
    void forget();
    void tell_staff();
    void measure();

    ApplicationOptions options_;
    std::unique_ptr<simulated::Table> own_table_;
    Texts texts_{nullptr};
    Comfort comfort_;
    Camera camera_;
    Speech speech_;
    Sounds sounds_;
    Outputs outputs_;
    ReaderWatch reader_;  // the worker's thread, which tells it, ends before
    std::unique_ptr<Judging> judging_;
    std::unique_ptr<Background> background_;
    std::unique_ptr<Flow> flow_;
    std::unique_ptr<KeyEntry> key_;
    std::unique_ptr<PassportForm> passport_;
    std::unique_ptr<ConsentForm> consent_;
    std::unique_ptr<Result> result_;
    std::unique_ptr<Hospital> hospital_;
    std::unique_ptr<Desk> desk_;
    std::unique_ptr<Admin> admin_;
    std::unique_ptr<Demo> demo_;
    std::unique_ptr<QQmlApplicationEngine> engine_;
    std::unique_ptr<PressGuard> press_guard_;
    std::unique_ptr<KeyGuard> key_guard_;
    QQuickWindow* window_ = nullptr;
    std::unique_ptr<Teller> teller_;  ///< null: no teller has a window
    QTimer hours_;
};

}  // namespace kiosk
