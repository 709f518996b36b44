// SPDX-License-Identifier: Apache-2.0
// The clerk's hands at a counter: copying values, printing the form, exporting a file. Only what
// the profile may have.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QTimer>

#include "ui/flow.h"

namespace kiosk {

/// What was copied leaves the clipboard after this, and at clearing.
inline constexpr int kClipboardSeconds = 30;

class Desk : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Desk)
    QML_SINGLETON
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(int seconds READ seconds NOTIFY changed)
    Q_PROPERTY(bool canPrint READ canPrint CONSTANT)
    Q_PROPERTY(bool canExport READ canExport CONSTANT)

public:
    Desk(const Config& config, Flow& flow, Texts& texts, Background& background,
         QObject* parent = nullptr);
    static Desk* create(QQmlEngine* engine, QJSEngine*) { return provided<Desk>(engine, "Desk"); }

    QString message() const { return message_; }
    QString argument() const { return argument_; }
    int seconds() const { return seconds_; }
    bool canPrint() const { return !config_.print_command.empty(); }
    bool canExport() const { return !config_.export_folder.empty() && !config_.demo; }

public slots:
    void copy(const QString& field);
    void copyAll();
    void print();
    void exportFile();
    void clear();
    /// One second of the clipboard's time, for the timer and for tests.
    void tick();

signals:
    void changed();

private:
    void put(const QString& what, const QString& text);
    void say(const QString& message, const QString& argument);
    QByteArray form() const;

    const Config config_;
    Flow& flow_;
    Texts& texts_;
    Background& background_;
    QString message_, argument_;
    bool copied_ = false;
    std::uint64_t serial_ = 0;  ///< of the visit: what comes for an older one is dropped
    int seconds_ = 0;
    QTimer second_;
};

}  // namespace kiosk
