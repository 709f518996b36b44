// SPDX-License-Identifier: Apache-2.0
#include "ui/comfort.h"

#include <QDateTime>

#include <algorithm>
#include <span>
#include <utility>

namespace kiosk {
namespace {

/// 96 points an inch: what a desktop assumes where nobody has measured.
constexpr double kAssumedPixelsPerMm = 96 / 25.4;
/// Distances in millimetres, by the width up to which a screen has it.
constexpr double kDesk = 550, kStanding = 650;
constexpr std::pair<double, double> kWide[]{{170, 400}, {240, 450}, {400, kDesk}},
    kUpright[]{{120, 400}};
constexpr double kMiddleSize = 1.4, kLargeSize = 2;
constexpr int kShift = 2;

}  // namespace

Comfort::Comfort(const Config& config, Clock clock, std::function<std::int64_t()> now,
                 QObject* parent)
    : QObject(parent),
      clock_(std::move(clock)),
      now_(std::move(now)),
      first_theme_(QString::fromStdString(config.theme)),
      theme_(first_theme_),
      pixels_per_mm_(kAssumedPixelsPerMm),
      distance_mm_(config.viewing_distance_mm > 0 ? config.viewing_distance_mm : kDesk),
      distance_known_(config.viewing_distance_mm > 0),
      gloves_(config.gloves),
      has_voice_(config.voice) {
    connect(&minute_, &QTimer::timeout, this, [this] {
        shift_ = shift_ == 0 ? kShift : 0;
        wait_for_next_minute();
        emit minuteChanged();
    });
    wait_for_next_minute();
}

void Comfort::wait_for_next_minute() {
    static constexpr std::int64_t kSeconds = 60, kMilliseconds = 1000;
    minute_.start(static_cast<int>((kSeconds - now_() % kSeconds) * kMilliseconds));
}

QString Comfort::time() const {
    return QDateTime::fromSecsSinceEpoch(now_()).toString(QStringLiteral("HH:mm"));
}

QString Comfort::date() const {
    return QDateTime::fromSecsSinceEpoch(now_()).toString(QStringLiteral("dd/MM"));
}

double Comfort::milliseconds() const {
    return std::chrono::duration<double, std::milli>(clock_().time_since_epoch()).count();
}

void Comfort::set(const QString& theme, double scale) {
    theme_ = theme;
    scale_ = scale;
    emit changed();
}

void Comfort::withdraw_voice() {
    voice_ = has_voice_ = false;
    emit changed();
}

void Comfort::setPixelsPerMm(double pixels) {
    pixels_per_mm_ = pixels;
    emit changed();
}

void Comfort::setDistanceMm(double distance) {
    distance_mm_ = distance;
    emit changed();
}

void Comfort::setWidthMm(double width, bool upright) {
    if (distance_known_) return;
    const auto rows = upright ? std::span(kUpright, 1) : std::span(kWide, std::size(kWide));
    const auto row =
        std::ranges::find_if(rows, [width](const auto& to) { return width <= to.first; });
    setDistanceMm(row == rows.end() ? kStanding : row->second);
}

void Comfort::nextSize() {
    set(theme_, scale_ < kMiddleSize ? kMiddleSize : scale_ < kLargeSize ? kLargeSize : 1);
}

void Comfort::switchContrast() {
    const bool high = theme_ == QLatin1String("high");
    set(!high                                   ? QStringLiteral("high")
        : first_theme_ == QLatin1String("high") ? QStringLiteral("light")
                                                : first_theme_,
        scale_);
}

void Comfort::switchVoice() {
    voice_ = !voice_ && has_voice_;
    emit changed();
    if (voice_) emit voiceStarted();
}

void Comfort::nextLook() {
    if (scale_ < kLargeSize) return nextSize();
    if (theme_ == first_theme_) return switchContrast();
    set(first_theme_, 1);
}

void Comfort::reset() {
    theme_ = first_theme_;
    scale_ = 1;
    voice_ = false;
    emit changed();
}

}  // namespace kiosk
