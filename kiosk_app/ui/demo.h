// SPDX-License-Identifier: Apache-2.0
// The demo's hand: lays the simulated card on the demo's reader and lifts it.
#pragma once
#include <qqml.h>
#include <QObject>

#include "simulated/table.h"
#include "ui/provided.h"

namespace kiosk {

class Demo : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Demo)
    QML_SINGLETON
    Q_PROPERTY(bool cardThere READ cardThere NOTIFY changed)

public:
    Demo(simulated::Table* table, QString card, QObject* parent = nullptr)
        : QObject(parent), table_(table), card_(std::move(card)) {}
    static Demo* create(QQmlEngine* engine, QJSEngine*) { return provided<Demo>(engine, "Demo"); }
    bool cardThere() const { return table_ && table_->card_there(); }

public slots:
    void lay() {
        if (table_) table_->lay(card_.toStdString());
        emit changed();
    }
    void lift() {
        if (table_) table_->lift();
        emit changed();
    }

signals:
    void changed();

private:
    simulated::Table* table_;
    QString card_;
};

}  // namespace kiosk
