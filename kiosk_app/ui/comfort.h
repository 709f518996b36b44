// SPDX-License-Identifier: Apache-2.0
// How the visitor wants to see and touch the kiosk; forgotten at clearing. And what the screen
// measures.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QTimer>
#include <cstdint>
#include <functional>

#include "core/config.h"
#include "ui/clock.h"
#include "ui/provided.h"

namespace kiosk {

class Comfort : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Comfort)
    QML_SINGLETON
    Q_PROPERTY(QString theme READ theme NOTIFY changed)
    Q_PROPERTY(double scale READ scale NOTIFY changed)
    Q_PROPERTY(bool voice READ voice NOTIFY changed)
    Q_PROPERTY(double pixelsPerMm READ pixelsPerMm NOTIFY changed)
    Q_PROPERTY(double distanceMm READ distanceMm NOTIFY changed)
    Q_PROPERTY(bool gloves READ gloves CONSTANT)
    Q_PROPERTY(bool hasVoice READ hasVoice NOTIFY changed)
    Q_PROPERTY(int shift READ shift NOTIFY minuteChanged)
    Q_PROPERTY(QString time READ time NOTIFY minuteChanged)
    Q_PROPERTY(QString date READ date NOTIFY minuteChanged)

public:
    /// `now`: seconds since 1970.
    Comfort(const Config& config, Clock clock, std::function<std::int64_t()> now,
            QObject* parent = nullptr);
    static Comfort* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Comfort>(engine, "Comfort");
    }

    QString theme() const { return theme_; }
    double scale() const { return scale_; }
    bool voice() const { return voice_; }
    double pixelsPerMm() const { return pixels_per_mm_; }
    double distanceMm() const { return distance_mm_; }
    bool gloves() const { return gloves_; }
    bool hasVoice() const { return has_voice_; }
    int shift() const { return shift_; }
    /// On the wall: "09:05", "30/11".
    QString time() const;
    QString date() const;
    /// Of the clock: how far apart two touches are.
    Q_INVOKABLE double milliseconds() const;
    void set(const QString& theme, double scale);
    /// There is nothing to speak with, whatever the configuration says: no voice is offered.
    void withdraw_voice();
    void setPixelsPerMm(double pixels);
    void setDistanceMm(double distance);
    /// The screen is so wide: people stand before it as before others of its kind, where the
    /// configuration says nothing else.
    void setWidthMm(double width, bool upright);

public slots:
    /// 1, 1.4, 2 and again.
    void nextSize();
    void switchContrast();
    void switchVoice();
    /// Where one button must do: larger twice, then contrast as well, and from the beginning.
    void nextLook();
    void reset();

signals:
    void changed();
    void minuteChanged();
    /// The visitor asked for it on this page: it is read from its beginning.
    void voiceStarted();

private:
    void wait_for_next_minute();
    Clock clock_;
    std::function<std::int64_t()> now_;
    QString first_theme_, theme_;
    double scale_ = 1, pixels_per_mm_, distance_mm_;
    bool distance_known_;
    bool voice_ = false, gloves_, has_voice_;
    int shift_ = 0;
    QTimer minute_;  ///< of the wall's clock; pages move by two pixels then, against burn-in
};

}  // namespace kiosk
