// SPDX-License-Identifier: Apache-2.0
#include "ui/admin.h"

#include "core/scanner_trial.h"
#include "core/state_file.h"

#include <nlohmann/json.hpp>

namespace kiosk {
namespace {

constexpr double kLeastWidth = 80, kMostWidth = 2000;
/// There once a scanner has typed a code here.
constexpr const char* kScannerFile = "scanner.json";

}  // namespace

double measured_width(const std::filesystem::path& folder) {
    if (folder.empty()) return 0;
    const auto state = nlohmann::json::parse(load_state(folder / "screen.json"), nullptr, false);
    const double width =
        state.is_object() && state.contains("width_mm") && state["width_mm"].is_number()
            ? state["width_mm"].get<double>()
            : 0.0;
    return width >= kLeastWidth && width <= kMostWidth ? width : 0;
}

bool scanner_seen(const std::filesystem::path& folder) {
    return !folder.empty() && !load_state(folder / kScannerFile).empty();
}

Admin::Admin(const Config& config, Judging& judging, const AdminParts& parts, Flow& flow,
             Comfort& comfort, Texts& texts, Background& background, QObject* parent)
    : QObject(parent),
      config_(config),
      judging_(judging),
      parts_(parts),
      flow_(flow),
      comfort_(comfort),
      texts_(texts),
      background_(background),
      lock_(config.admin_pin, config.state) {
    connect(this, &Admin::readerChanged, this, &Admin::linesChanged);
    connect(&flow, &Flow::pageChanged, this, &Admin::note_fault);
    connect(&flow, &Flow::scannerSeen, this, [this] {
        if (!config_.state.empty())
            background_.run([file = config_.state / kScannerFile] {
                save_state(file, nlohmann::json{{"seen", true}}.dump());
            });
    });
    connect(&flow, &Flow::scanned, this, &Admin::judge);
    connect(&texts, &Texts::languageChanged, this, &Admin::linesChanged);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, [this] {
        if (--cleaning_ <= 0) second_.stop();
        flow_.touched();
        emit cleaningChanged();
    });
}

void Admin::knock() {
    if (!offered()) return;
    flow_.act(visit::Act::knock);
    if (flow_.at() != visit::Page::pin) return;
    pin_.clear();
    pin_message_.clear();
    emit pinChanged();
}

void Admin::digit(const QString& digit) {
    flow_.touched();
    if (flow_.at() != visit::Page::pin || pin_.size() == kMaxPin || digit.size() != 1 ||
        digit[0] < QLatin1Char('0') || digit[0] > QLatin1Char('9'))
        return;
    pin_ += digit[0].toLatin1();
    emit pinChanged();
}

void Admin::erase() {
    flow_.touched();
    if (!pin_.empty()) pin_.pop_back();
    emit pinChanged();
}

void Admin::enter() {
    if (asking_ || flow_.at() != visit::Page::pin) return;
    asking_ = true;
    background_.run([this, pin = std::exchange(pin_, {}), now = flow_.now()] {
        const auto answer = lock_.try_pin(pin, now);
        QMetaObject::invokeMethod(
            this, [this, answer] { answered(answer); }, Qt::QueuedConnection);
    });
    emit pinChanged();
}

void Admin::answered(const PinLock::Answer& answer) {
    asking_ = false;
    if (flow_.at() != visit::Page::pin) return;
    pin_message_ = answer.right                ? QString()
                   : answer.locked_minutes > 0 ? QStringLiteral("a.pin.locked")
                                               : QStringLiteral("a.pin.wrong");
    pin_number_ = answer.locked_minutes > 0 ? answer.locked_minutes : answer.tries_left;
    emit pinChanged();
    if (!answer.right) return;
    look();
    say({});
    flow_.happen(visit::Act::pin_right, visit::Source::machine);
}

void Admin::say(const QString& message) {
    message_ = message;
    emit linesChanged();
}

void Admin::save(const std::filesystem::path& file, const std::string& text, const QString& good,
                 const QString& bad) {
    background_.run([this, file, text, good, bad] {
        const bool saved = save_state(file, text);
        QMetaObject::invokeMethod(
            this, [this, saved, good, bad] { say(saved ? good : bad); }, Qt::QueuedConnection);
    });
}

/// A page that shows a code for staff has come.
void Admin::note_fault() {
    const bool came = std::exchange(turn_, flow_.state().turn) != flow_.state().turn;
    if (!came || (flow_.at() != visit::Page::problem && flow_.at() != visit::Page::lift)) return;
    faults_.note(flow_.code().toStdString(), flow_.now());
}

void Admin::measure() {
    if (!open()) return;
    bar_ = static_cast<int>(kCardWidthMm * comfort_.pixelsPerMm());
    emit barChanged();
    flow_.act(visit::Act::measure);
}

void Admin::wider(int pixels) {
    static constexpr int kLeast = 100;
    bar_ = std::clamp(bar_ + pixels, kLeast, std::max(kLeast, screen_pixels_));
    flow_.touched();
    emit barChanged();
}

void Admin::keepMeasure() {
    if (flow_.at() != visit::Page::measure) return;
    const double width = screen_pixels_ * kCardWidthMm / bar_;
    comfort_.setPixelsPerMm(bar_ / kCardWidthMm);
    if (config_.state.empty())
        say(config_.demo ? QStringLiteral("a.saved.demo") : QStringLiteral("a.saved.until"));
    else
        save(config_.state / "screen.json", nlohmann::json{{"width_mm", width}}.dump(),
             QStringLiteral("a.saved"), QStringLiteral("a.unsaved"));
    flow_.act(visit::Act::measured);
}

void Admin::tryScanner() {
    scanner_.clear();
    scans_ = 0;
    emit scannerChanged();
    flow_.act(visit::Act::try_scanner);
}

void Admin::judge(const QString& code) {
    if (flow_.at() != visit::Page::scanner) return;
    static const QHash<ScannerTrial, QString> kTexts{
        {ScannerTrial::good, QStringLiteral("a.scan.good")},
        {ScannerTrial::letters, QStringLiteral("a.scan.letters")},
        {ScannerTrial::characters, QStringLiteral("a.scan.characters")},
        {ScannerTrial::other, QStringLiteral("a.scan.other")}};
    ++scans_;
    scanner_ = kTexts.value(judge_scanner(code.toStdString()));
    emit scannerChanged();
}

void Admin::clean() {
    if (!open()) return;
    cleaning_ = kCleaningSeconds;
    second_.start();
    emit cleaningChanged();
}

void Admin::trustClock() {
    if (!open() || !clockBehind()) return;
    if (message_ != QLatin1String("a.clock.sure")) return say(QStringLiteral("a.clock.sure"));
    say({});
    background_.run([this] {
        judging_.trust_clock();
        QMetaObject::invokeMethod(
            this, [this] { say(QStringLiteral("a.clock.set")); }, Qt::QueuedConnection);
    });
}

void Admin::leave() {
    say({});
    flow_.act(visit::Act::administration_left);
}

void Admin::restart() {
    if (open()) emit restartAsked();
}

}  // namespace kiosk
