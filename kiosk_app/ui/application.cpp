// SPDX-License-Identifier: Apache-2.0
#include "ui/application.h"

#include <QtQml/qqmlextensionplugin.h>
#include <QCoreApplication>
#include <QDateTime>
#include <QProcess>
#include <QQuickImageProvider>
#include <QScreen>

#include "card/readers.h"
#include "core/scanner_trial.h"
#include "ui/opening_hours.h"
#include "ui/ticket_paper.h"

namespace kiosk {
namespace {

/// So long an exchange of the demo takes: a reading of about a second and a half, like a card's.
constexpr card::Milliseconds kDemoExchange{12};
constexpr int kMinute = 60'000;

/// The ticket's code, for the screen.
class TicketProvider final : public QQuickImageProvider {
public:
    explicit TicketProvider(const Hospital& hospital)
        : QQuickImageProvider(Image), hospital_(hospital) {}
    QImage requestImage(const QString& id, QSize* size, const QSize&) override {
        const bool trial = id == QLatin1String("trial");
        auto image = qr_image(trial ? QString::fromUtf8(kTrialCode)
                                    : QString::fromStdString(hospital_.ticket().code));
        if (size) *size = image.size();
        return image;
    }

private:
    const Hospital& hospital_;
};

std::int64_t machine_time() {
    return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
}

ApplicationOptions with_clocks(ApplicationOptions options) {
    if (!options.now) options.now = machine_time;
    if (!options.clock) options.clock = [] { return std::chrono::steady_clock::now(); };
    return options;
}

CardWorker::OpenReader opener(const Config& config, simulated::Table* table) {
    if (table) return [table] { return table->reader(); };
    return [uri = config.reader,
            options = card::ReaderOptions{.light_and_buzzer = config.light_and_buzzer,
                                          .leave_old_cards = true}] {
        return card::open_reader(uri, options);
    };
}

int local_day(std::int64_t now) {
    return QDateTime::fromSecsSinceEpoch(now).toString(QStringLiteral("yyyyMMdd")).toInt();
}

}  // namespace

Application::Application(ApplicationOptions options)
    : options_(with_clocks(std::move(options))),
      comfort_(options_.config, options_.clock, options_.now),
      camera_(options_.devices.camera.get()),
      speech_(options_.config, comfort_, texts_, options_.devices.loudspeaker.get()),
      sounds_(options_.config.sound ? options_.devices.loudspeaker.get() : nullptr),
      outputs_(options_.config, options_.now),
      reader_(options_.config.reader,
              [this] {
                  QMetaObject::invokeMethod(
                      this,
                      [this] {
                          if (admin_) emit admin_->readerChanged();
                      },
                      Qt::QueuedConnection);
              }),
      background_(std::make_unique<Background>()) {
    auto& config = options_.config;
    if (options_.sink) outputs_.add("sink", *options_.sink);
    if (!config.scanner && scanner_seen(config.state)) config.scanner = true;
    if (config.demo && !options_.table) {
        own_table_ = std::make_unique<simulated::Table>(kDemoExchange);
        options_.table = own_table_.get();
    }
    judging_ = std::make_unique<Judging>(config, card::FollowedStore(config.trust), options_.now);
    flow_ = std::make_unique<Flow>(config,
                                   FlowParts{texts_, comfort_, *background_, outputs_, options_.now,
                                             options_.clock, *judging_, camera_.available()},
                                   reader_.watched(opener(config, options_.table)));
    key_ = std::make_unique<KeyEntry>(*flow_);
    passport_ = std::make_unique<PassportForm>(*flow_);
    consent_ = std::make_unique<ConsentForm>(config, *flow_, texts_);
    result_ = std::make_unique<Result>(*flow_, texts_, Result::Of::visit);
    hospital_ = std::make_unique<Hospital>(config, *flow_, *result_, texts_, *background_,
                                           [now = options_.now] { return local_day(now()); });
    desk_ = std::make_unique<Desk>(config, *flow_, *result_, texts_, *background_);
    admin_ = std::make_unique<Admin>(config, *judging_, AdminParts{outputs_, reader_}, *flow_,
                                     comfort_, texts_, *background_);
    demo_ = std::make_unique<Demo>(config.demo ? options_.table : nullptr,
                                   QString::fromStdString(config.demo_card));
    make_windows();
}

void Application::make_windows() {
    const auto& config = options_.config;
    engine_ = make_engine({{"Texts", &texts_},
                           {"Comfort", &comfort_},
                           {"Camera", &camera_},
                           {"Speech", &speech_},
                           {"Key", key_.get()},
                           {"Passport", passport_.get()},
                           {"Visit", flow_.get()},
                           {"Consent", consent_.get()},
                           {"Result", result_.get()},
                           {"Clinics", hospital_.get()},
                           {"Desk", desk_.get()},
                           {"Admin", admin_.get()},
                           {"Demo", demo_.get()}},
                          *result_, options_.complain);
    engine_->addImageProvider(QStringLiteral("ticket"), new TicketProvider(*hospital_));
    connect_parts();
    window_ = load_window(*engine_, "Main.qml");
    if (!window_) return;
    measure();
    press_guard_ = std::make_unique<PressGuard>(*flow_, *window_, options_.clock);
    key_guard_ = std::make_unique<KeyGuard>(*flow_, *window_, options_.clock, *press_guard_);
    if (flow_->hasTeller())
        teller_ = std::make_unique<Teller>(Teller::Parts{config, *flow_, camera_, *demo_,
                                                         *background_, options_.clock, options_.now,
                                                         options_.complain});
}

Application::~Application() {
    teller_.reset();
    key_guard_.reset();
    press_guard_.reset();
    engine_.reset();
    // A window that is closed ends its visit: recorded, and nothing left on the clipboard.
    flow_->happen(visit::Act::closing, visit::Source::machine);
    desk_->clear();
    // What jobs touch goes after them.
    background_.reset();
}

QQuickWindow* Application::teller_window() const { return teller_ ? teller_->window() : nullptr; }

void Application::tick_keys(std::chrono::steady_clock::time_point now) {
    key_guard_->tick(now);
    if (teller_) teller_->tick_keys(now);
}

void Application::connect_parts() {
    connect(flow_.get(), &Flow::sound, &sounds_, &Sounds::play);
    // After the first frame: a synthesiser takes its time.
    const auto offer_voice = [this] {
        if (comfort_.hasVoice() && !speech_.is_heard()) comfort_.withdraw_voice();
    };
    QMetaObject::invokeMethod(this, offer_voice, Qt::QueuedConnection);
    connect(flow_.get(), &Flow::cleared, this, &Application::forget);
    connect(flow_.get(), &Flow::cleared, &speech_, &Speech::hush);
    connect(flow_.get(), &Flow::staffWanted, this, &Application::tell_staff);
    connect(&camera_, &Camera::code, key_.get(), &KeyEntry::scanned);
    connect(&camera_, &Camera::availableChanged, key_.get(), [this] {
        if (camera_.available()) key_->cameraFound();
    });
    connect(&camera_, &Camera::lost, key_.get(), &KeyEntry::cameraLost);
    connect(admin_.get(), &Admin::restartAsked, this, &Application::restartAsked);
    // Open on the key page while it scans, and where faces are compared; closed everywhere else.
    const auto camera = [this] {
        const bool scan = flow_->at() == visit::Page::key && key_->scans();
        const bool face = visit::row_of(flow_->at()).compares_faces ||
                          (flow_->hasTeller() && flow_->has_result());
        camera_.set_open(scan || face, scan);
    };
    connect(flow_.get(), &Flow::pageChanged, this, camera);
    connect(key_.get(), &KeyEntry::changed, this, camera);
    const auto hours = [this] {
        const bool open =
            is_open(options_.config.hours, QDateTime::fromSecsSinceEpoch(options_.now()).time());
        if (open != flow_->state().open)
            flow_->happen(visit::Act::opening_hours, visit::Source::clock, open ? 1 : 0);
    };
    if (options_.config.hours.empty()) return;
    connect(flow_.get(), &Flow::pageChanged, this, hours, Qt::QueuedConnection);
    connect(&hours_, &QTimer::timeout, this, hours);
    hours_.start(kMinute);
    QMetaObject::invokeMethod(this, hours, Qt::QueuedConnection);
}

void Application::tell_staff() {
    QStringList command;
    for (const auto& part : options_.config.help_command)
        command.append(QString::fromStdString(part));
    if (!command.isEmpty()) QProcess::startDetached(command.takeFirst(), command);
}

void Application::forget() {
    if (engine_) forget_values(*engine_);
}

void Application::measure() {
    const auto* screen = window_->screen();
    if (!screen) return;
    admin_->set_screen_pixels(screen->size().width());
    const double measured = measured_width(options_.config.state);
    const double width = measured > 0 ? measured : options_.config.screen_width_mm;
    if (width <= 0) return;
    comfort_.setWidthMm(width, screen->size().height() > screen->size().width());
    comfort_.setPixelsPerMm(screen->size().width() / width);
}

}  // namespace kiosk

Q_IMPORT_QML_PLUGIN(KioskPlugin)
