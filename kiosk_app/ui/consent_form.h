// SPDX-License-Identifier: Apache-2.0
// What a visitor is asked to agree to: the operator's words, and a box a purpose.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QVariantList>

#include "ui/flow.h"

namespace kiosk {

class ConsentForm : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Consent)
    QML_SINGLETON
    Q_PROPERTY(QVariantList boxes READ boxes NOTIFY changed)
    Q_PROPERTY(bool forAnother READ forAnother NOTIFY changed)
    Q_PROPERTY(bool mayAgree READ mayAgree NOTIFY changed)

public:
    ConsentForm(const Config& config, Flow& flow, const Texts& texts, QObject* parent = nullptr);
    static ConsentForm* create(QQmlEngine* engine, QJSEngine*) {
        return provided<ConsentForm>(engine, "Consent");
    }

    /// Text, argument, ticked, required, index of the purpose; the only required purpose has none.
    QVariantList boxes() const;
    /// A relative acts for the patient.
    bool forAnother() const;
    bool mayAgree() const { return visit::may_agree(flow_.rules(), flow_.state()); }
    Q_INVOKABLE QString purpose() const;
    /// "used", "unused", "kept_at", "kept_for": the operator's words. "sent_to": who keeps what
    /// this machine erases; empty where nobody does, or where the operator has words of its own.
    Q_INVOKABLE QString words(const QString& what) const;

public slots:
    void tick(int purpose) { flow_.act(visit::Act::tick, purpose); }
    void agree() { flow_.act(visit::Act::agree, texts_.language().toStdString()); }
    void refuse() { flow_.act(visit::Act::refuse); }

signals:
    void changed();

private:
    QString argument_of(const visit::Purpose& purpose) const;
    QString sent_to() const;

    const Config config_;
    Flow& flow_;
    const Texts& texts_;
};

}  // namespace kiosk
