// SPDX-License-Identifier: Apache-2.0
// The page of the key, as QML sees it: what was typed, and what a finger or a camera does.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QStringList>

#include "ui/flow.h"

namespace kiosk {

class KeyEntry : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Key)
    QML_SINGLETON
    Q_PROPERTY(QString mode READ mode NOTIFY changed)
    Q_PROPERTY(QString digits READ digits NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(QStringList dates READ dates NOTIFY changed)
    Q_PROPERTY(int dateAt READ dateAt NOTIFY changed)
    Q_PROPERTY(bool stopped READ stopped NOTIFY changed)
    Q_PROPERTY(int left READ left NOTIFY changed)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)

public:
    explicit KeyEntry(Flow& flow, QObject* parent = nullptr);
    static KeyEntry* create(QQmlEngine* engine, QJSEngine*) {
        return provided<KeyEntry>(engine, "Key");
    }

    QString mode() const;
    bool scans() const { return pad().mode() == visit::KeyMode::scan; }
    /// What was typed, in groups of three; of a whole number only the last six stay readable.
    QString digits() const;
    int count() const { return static_cast<int>(pad().digits().size()); }
    QString message() const { return QString::fromStdString(pad().message()); }
    QString argument() const { return QString::fromStdString(pad().argument()); }
    /// Birth and expiry as far as they were typed, dd/MM/yyyy.
    QStringList dates() const;
    int dateAt() const { return static_cast<int>(pad().date_at()); }
    /// Refused three times: nothing can be typed until the card leaves.
    bool stopped() const { return pad().stopped(); }
    /// Refusals that a card still takes before it has to be lifted.
    int left() const { return pad().left(); }
    bool complete() const { return pad().complete(); }
    bool codesStopped() const { return pad().codes_stopped(); }

public slots:
    void digit(const QString& digit);
    void erase() { flow_.act(visit::Act::erase); }
    void eraseAll() { flow_.act(visit::Act::erase_all); }
    void enter() { flow_.act(visit::Act::enter); }
    void neverExpires() { flow_.act(visit::Act::never_expires); }
    void setMode(const QString& mode);
    /// The text of a code that the camera saw.
    void scanned(const QString& text) {
        flow_.happen(visit::Act::code, visit::Source::camera, text.toStdString());
    }
    void cameraLost() { camera(0); }
    void cameraFound() { camera(1); }

signals:
    void changed();
    void typed();

private:
    const visit::KeyPad& pad() const { return flow_.state().pad; }
    void camera(int there) {
        flow_.happen(visit::Act::camera_changed, visit::Source::machine, there);
    }

    Flow& flow_;
    std::size_t count_ = 0;  ///< characters of all that is typed
};

}  // namespace kiosk
