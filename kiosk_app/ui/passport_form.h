// SPDX-License-Identifier: Apache-2.0
// The page of a passport's number and dates, as QML sees it.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QStringList>

#include "ui/flow.h"

namespace kiosk {

class PassportForm : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Passport)
    QML_SINGLETON
    Q_PROPERTY(int at READ at NOTIFY changed)
    Q_PROPERTY(QStringList texts READ texts NOTIFY changed)
    Q_PROPERTY(QList<bool> reachable READ reachable NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)

public:
    explicit PassportForm(Flow& flow, QObject* parent = nullptr);
    static PassportForm* create(QQmlEngine* engine, QJSEngine*) {
        return provided<PassportForm>(engine, "Passport");
    }

    /// Where it is typed: 0 number, 1 birth, 2 expiry.
    int at() const { return static_cast<int>(entry().at()); }
    /// Number, birth and expiry as far as they were typed, dates as dd/MM/yyyy.
    QStringList texts() const;
    /// Of each field: it may be gone to now.
    QList<bool> reachable() const;
    /// Characters of the field that is typed.
    int count() const { return static_cast<int>(entry().text(entry().at()).size()); }
    QString message() const { return QString::fromStdString(entry().message()); }
    QString argument() const { return QString::fromStdString(entry().argument()); }
    bool complete() const { return entry().complete(); }

public slots:
    void character(const QString& text) { flow_.act(visit::Act::character, text.toStdString()); }

    void goTo(int field) { flow_.act(visit::Act::passport_field, field); }

signals:
    void changed();
    void typed();

private:
    const visit::PassportEntry& entry() const { return flow_.state().passport; }

    Flow& flow_;
    int count_ = 0;
};

}  // namespace kiosk
