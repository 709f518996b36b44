// SPDX-License-Identifier: Apache-2.0
#include "ui/admin.h"

#include <QDateTime>
#include <QStorageInfo>

#include "card/card.h"
#include "card/readers.h"
#include "core/state_file.h"

#include <nlohmann/json.hpp>

namespace kiosk {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr double kLeastWidth = 80, kMostWidth = 2000;

/// When the trust store was last changed, seconds since 1970; 0: never.
std::int64_t newest_change(const std::vector<std::filesystem::path>& paths) {
    namespace fs = std::filesystem;
    std::int64_t newest = 0;
    const auto look = [&newest](const fs::path& file) {
        std::error_code error;
        const auto time = fs::last_write_time(file, error);
        if (error) return;
        const auto system = std::chrono::file_clock::to_sys(time);
        newest = std::max<std::int64_t>(
            newest,
            std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch()).count());
    };
    for (const auto& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error))
            for (const auto& entry : fs::directory_iterator(path, error)) look(entry.path());
        else look(path);
    }
    return newest;
}

/// The simulated card against its own trust store: says whether program, crypto and screen work;
/// leaves the real reader alone.
bool test_read() {
    try {
        const auto reader = card::open_reader("sim:vn-citizen-2021");
        const auto document = card::read(*reader, card::AccessKey::from_can("000123"));
        const std::vector<std::filesystem::path> trust{KIOSK_DEMO_TRUST};
        return card::verify(document, card::TrustStore::from_paths(trust)).verdict() ==
               card::Verdict::genuine;
    } catch (const card::Error&) {
        return false;
    }
}

QVariantMap line(const char* text, const QString& argument = {}, const QString& second = {}) {
    return {{QStringLiteral("text"), QLatin1String(text)},
            {QStringLiteral("argument"), argument},
            {QStringLiteral("second"), second}};
}

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

Admin::Admin(const Config& config, Judging& judging, const Journal* journal, Flow& flow,
             Comfort& comfort, Texts& texts, Background& background, QObject* parent)
    : QObject(parent),
      config_(config),
      judging_(judging),
      journal_(journal),
      flow_(flow),
      comfort_(comfort),
      texts_(texts),
      background_(background),
      lock_(config.admin_pin, config.state),
      newest_list_(newest_change(config.trust)) {
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
    newest_list_ = newest_change(config_.trust);
    say({});
    flow_.happen(visit::Act::pin_right, visit::Source::machine);
}

QVariantList Admin::lines() const {
    const auto now = flow_.now();
    QVariantList list{line("a.reader", QString::fromStdString(config_.reader))};
    const auto judging = judging_.state();
    if (judging.anchors == 0) list.append(line("a.notrust"));
    else
        list.append(
            line("a.trust", QString::number(std::max<std::int64_t>(0, now - newest_list_) / kDay)));
    if (judging.old_store) list.append(line("a.trust.old"));
    list.append(line("a.clock", QDateTime::fromSecsSinceEpoch(now).toString(
                                    QStringLiteral("HH:mm dd/MM/yyyy"))));
    if (clockBehind())
        list.append(line("a.clock.behind", QDateTime::fromSecsSinceEpoch(judging.last_run)
                                               .toString(QStringLiteral("HH:mm dd/MM/yyyy"))));
    if (journal_)
        list.append(line(journal_->healthy() ? "a.journal.written" : "a.journal.unwritten"));
    const QStorageInfo disk(
        QString::fromStdString(config_.state.empty() ? "/" : config_.state.string()));
    list.append(line("a.disk", QStringLiteral("%1 GB").arg(
                                   static_cast<double>(disk.bytesAvailable()) / 1e9, 0, 'f', 1)));
    list.append(line("a.version", QStringLiteral(KIOSK_VERSION)));
    return list;
}

void Admin::say(const QString& message) {
    message_ = message;
    emit linesChanged();
}

void Admin::testRead() {
    if (!open()) return;
    say(QStringLiteral("a.test.running"));
    background_.run([this] {
        const bool good = test_read();
        QMetaObject::invokeMethod(
            this,
            [this, good] {
                say(good ? QStringLiteral("a.test.good") : QStringLiteral("a.test.bad"));
            },
            Qt::QueuedConnection);
    });
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
    if (!config_.state.empty())
        background_.run([file = config_.state / "screen.json", width] {
            save_state(file, nlohmann::json{{"width_mm", width}}.dump());
        });
    flow_.act(visit::Act::measured);
}

void Admin::clean() {
    if (!open()) return;
    cleaning_ = kCleaningSeconds;
    second_.start();
    emit cleaningChanged();
}

void Admin::writeReport() {
    if (!open() || config_.state.empty()) return say(QStringLiteral("a.report.nowhere"));
    const auto judging = judging_.state();
    nlohmann::ordered_json report{{"version", KIOSK_VERSION},
                                  {"profile", name_of(config_.profile)},
                                  {"reader", config_.reader},
                                  {"anchors", judging.anchors},
                                  {"old_trust", judging.old_store},
                                  {"trust_changed", newest_list_},
                                  {"time", flow_.now()},
                                  {"last_run", judging.last_run},
                                  {"journal_healthy", !journal_ || journal_->healthy()},
                                  {"pixels_per_mm", comfort_.pixelsPerMm()}};
    background_.run([this, file = config_.state / "fault_report.json", text = report.dump(2)] {
        const bool saved = save_state(file, text);
        QMetaObject::invokeMethod(
            this,
            [this, saved] {
                say(saved ? QStringLiteral("a.report.written")
                          : QStringLiteral("a.report.nowhere"));
            },
            Qt::QueuedConnection);
    });
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
