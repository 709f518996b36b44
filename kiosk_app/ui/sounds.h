// SPDX-License-Identifier: Apache-2.0
// Tones: never a meaning that the screen does not show. No sound device is no error, and nothing
// waits for one.
#pragma once
#include <QByteArray>
#include <QObject>

#include "ui/devices.h"

namespace kiosk {

/// Samples for a loudspeaker; empty for a name that has no tone.
QByteArray tone(const QString& name, double gain);

class Sounds : public QObject {
    Q_OBJECT

public:
    /// `loudspeaker`: null where nothing is to be heard; outlives this.
    explicit Sounds(Loudspeaker* loudspeaker, QObject* parent = nullptr)
        : QObject(parent), loudspeaker_(loudspeaker) {}
    /// A new tone ends the one before.
    void play(const QString& name);

signals:
    void played(const QString& name);

private:
    Loudspeaker* loudspeaker_;
    int takes_ = 0;  ///< "take your card" grows louder
};

}  // namespace kiosk
