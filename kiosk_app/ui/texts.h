// SPDX-License-Identifier: Apache-2.0
// Words by id, in the language that the visitor chose: the kiosk's from i18n/strings.tsv, the
// library's (verdicts, reasons) from its messages.
#pragma once
#include <qqml.h>
#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

#include "card/messages.h"
#include "core/config.h"
#include "ui/provided.h"

namespace kiosk {

class Texts : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Texts)
    QML_SINGLETON
    Q_PROPERTY(QString language READ language NOTIFY languageChanged)

public:
    /// No default: QML would make an instance of its own instead of asking create().
    explicit Texts(QObject* parent);
    static Texts* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Texts>(engine, "Texts");
    }

    QString language() const { return vietnamese_ ? QStringLiteral("vi") : QStringLiteral("en"); }
    void setVietnamese(bool vietnamese);
    Q_INVOKABLE void switchLanguage() { setVietnamese(!vietnamese_); }
    bool vietnamese() const { return vietnamese_; }
    QString pick(const Bilingual& text) const {
        return QString::fromStdString(vietnamese_ ? text.vi : text.en);
    }
    QStringList ids() const { return pairs_.keys(); }
    /// The text with its arguments set: %1, %2, or %n with its plural; the id itself where there is
    /// none.
    Q_INVOKABLE QString text(const QString& id, const QString& first = {},
                             const QString& second = {}) const;
    /// Reasons of the library as one text.
    QString of(const std::vector<card::Because>& reasons) const;
    /// The id of the text that reads so in the language that is shown; empty where none does.
    QString id_of(const QString& text) const;
    /// The label of a field as the card has it.
    Q_INVOKABLE QString label(const QString& field) const;

signals:
    void languageChanged();

private:
    struct Pair {
        QString vi, en;
    };
    QHash<QString, Pair> pairs_;
    bool vietnamese_ = true;
};

}  // namespace kiosk
