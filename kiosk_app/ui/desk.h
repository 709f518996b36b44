// SPDX-License-Identifier: Apache-2.0
// The clerk's hands at a counter: copying values, printing the form, exporting a file. Only what
// the profile may have.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QTimer>

#include "ui/result.h"

namespace kiosk {

/// What was copied leaves the clipboard after this, and at clearing.
inline constexpr int kClipboardSeconds = 30;

class Desk : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Desk)
    QML_SINGLETON
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(QString detail READ detail NOTIFY changed)
    Q_PROPERTY(QString copiedField READ copiedField NOTIFY changed)
    Q_PROPERTY(bool canPrint READ canPrint CONSTANT)
    Q_PROPERTY(bool canExport READ canExport CONSTANT)

public:
    Desk(const Config& config, Flow& flow, Result& result, Texts& texts, Background& background,
         QObject* parent = nullptr);
    static Desk* create(QQmlEngine* engine, QJSEngine*) { return provided<Desk>(engine, "Desk"); }

    QString message() const { return message_; }
    QString argument() const { return argument_; }
    /// The message's second value.
    QString detail() const { return detail_; }
    /// Whose value lies on the clipboard; empty: none, or all.
    QString copiedField() const { return copied_field_; }
    int seconds() const { return seconds_; }
    bool canPrint() const { return !config_.print_command.empty(); }
    bool canExport() const { return !config_.export_folder.empty() && !config_.demo; }

    Q_INVOKABLE QString operatorName() const { return texts_.pick(config_.operator_name); }

public slots:
    void copy(const QString& field);
    void copyAll();
    void print();
    void exportFile();
    /// The next customer; where a decision could have been taken and was not, the second time.
    void next();
    void clear();
    /// One second of the clipboard's time, for the timer and for tests.
    void tick();

signals:
    void changed();

private:
    void put(const QString& what, const QString& text, const QString& field = {});
    void say(const QString& message, const QString& argument, const QString& detail = {});
    void undecided_no_more();
    void empty_clipboard();
    /// Whether values may leave the page: not for somebody who is not the holder.
    bool gives();

    const Config config_;
    Flow& flow_;
    Result& result_;
    Texts& texts_;
    Background& background_;
    QString message_, argument_, detail_, copied_field_;
    bool copied_ = false, asked_ = false;
    std::uint64_t serial_ = 0;  ///< of the visit: what comes for an older one is dropped
    int seconds_ = 0;
    QTimer second_;
};

}  // namespace kiosk
