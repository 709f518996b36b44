// SPDX-License-Identifier: Apache-2.0
#include "ui/sounds.h"

#include <cmath>
#include <numbers>
#include <vector>

namespace kiosk {
namespace {

/// Of full scale; the machine's volume sets the rest.
constexpr double kGain = 0.25, kLouder = 1.41, kLoudest = 0.8;

struct Note {
    double hertz;  ///< 0: silence
    int milliseconds;
};

std::vector<Note> notes_of(const QString& name) {
    if (name == QLatin1String("found")) return {{880, 70}};
    if (name == QLatin1String("lift")) return {{659, 90}, {880, 90}};
    if (name == QLatin1String("genuine")) return {{523, 110}, {659, 110}, {784, 110}};
    if (name == QLatin1String("look")) return {{587, 150}, {0, 100}, {587, 150}};
    if (name == QLatin1String("failed")) return {{392, 250}, {262, 250}};
    if (name == QLatin1String("again")) return {{440, 200}};
    if (name == QLatin1String("take") || name == QLatin1String("help"))
        return {{784, 200}, {587, 200}};
    if (name == QLatin1String("key")) return {{1200, 8}};
    return {};
}

}  // namespace

QByteArray tone(const QString& name, double gain) {
    static constexpr double kFade = 0.004;  // seconds: an abrupt end clicks
    QByteArray samples;
    for (const auto& note : notes_of(name)) {
        const int count = kSampleRate * note.milliseconds / 1000;
        for (int i = 0; i < count; ++i) {
            const double edge =
                std::min({1.0, i / (kFade * kSampleRate), (count - i) / (kFade * kSampleRate)});
            const double value =
                note.hertz == 0
                    ? 0
                    : std::sin(2 * std::numbers::pi * note.hertz * i / kSampleRate) * gain * edge;
            const auto sample = static_cast<qint16>(value * 32767);
            samples.append(reinterpret_cast<const char*>(&sample), sizeof sample);
        }
    }
    return samples;
}

void Sounds::play(const QString& name) {
    emit played(name);
    if (!loudspeaker_) return;
    takes_ = name == QLatin1String("take") ? takes_ + 1 : 0;
    const auto samples = tone(name, std::min(kLoudest, kGain * std::pow(kLouder, takes_)));
    if (!samples.isEmpty()) loudspeaker_->play_tone(samples);
}

}  // namespace kiosk
