// SPDX-License-Identifier: Apache-2.0
// What was read and judged, as one window shows it: the visitor's, the clerk's, or the teller's.
// Keeps nothing: every value is asked of the visit that holds it.
#pragma once
#include <qqml.h>
#include <QImage>
#include <QObject>
#include <QVariantList>

#include "ui/flow.h"

namespace kiosk {

class Result : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Result)
    QML_SINGLETON
    Q_PROPERTY(bool there READ there NOTIFY changed)
    Q_PROPERTY(bool teller READ teller CONSTANT)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed)
    Q_PROPERTY(bool atVisitors READ atVisitors NOTIFY changed)
    Q_PROPERTY(QVariantList fields READ fields NOTIFY fieldsChanged)
    Q_PROPERTY(QVariantList maskedFields READ maskedFields NOTIFY fieldsChanged)
    Q_PROPERTY(QString givenName READ givenName NOTIFY fieldsChanged)
    Q_PROPERTY(bool numberShown READ numberShown NOTIFY fieldsChanged)
    Q_PROPERTY(QVariantList checks READ checks NOTIFY changed)
    Q_PROPERTY(QVariantList differences READ differences NOTIFY changed)
    Q_PROPERTY(QString plate READ plate NOTIFY changed)
    Q_PROPERTY(QString titleId READ titleId NOTIFY changed)
    Q_PROPERTY(QString bodyId READ bodyId NOTIFY changed)
    Q_PROPERTY(QString actionId READ actionId NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(QVariantList remarks READ remarks NOTIFY changed)
    Q_PROPERTY(bool fieldsHidden READ fieldsHidden NOTIFY changed)
    Q_PROPERTY(bool hasPortrait READ hasPortrait NOTIFY changed)
    Q_PROPERTY(QString transaction READ transaction NOTIFY changed)
    Q_PROPERTY(QString decision READ decision NOTIFY decisionChanged)
    Q_PROPERTY(bool disputed READ disputed NOTIFY decisionChanged)

public:
    /// Whose window it is: the visitor's or clerk's own visit, or what the teller looks at.
    enum class Of { visit, teller };
    Result(Flow& flow, const Texts& texts, Of of, QObject* parent = nullptr);
    static Result* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Result>(engine, "Result");
    }

    /// Something was read to its end.
    bool there() const { return outcome() != nullptr; }
    /// Shown to a teller.
    bool teller() const { return of_ == Of::teller; }
    /// Verdicts that wait behind the one that a teller looks at.
    int waiting() const;
    /// A teller's verdict whose visitor has not come to the last page yet.
    bool atVisitors() const { return teller() && there() && flow_.state().at_visitors(); }
    QVariantList fields() const { return fields(number_shown_); }
    /// As the holder sees them: numbers covered but for their end.
    QVariantList maskedFields() const { return fields(false); }
    QString givenName() const { return QString::fromStdString(given_name(values())); }
    bool numberShown() const { return number_shown_; }
    QVariantList checks() const;
    QVariantList differences() const;
    /// Of the verdict: plate and texts; "undetermined" and empty while there is none.
    QString plate() const {
        return QLatin1String(name_of(there() ? outcome()->plate : Plate::undetermined));
    }
    QString titleId() const { return text(&Outcome::title_id); }
    QString bodyId() const { return text(&Outcome::body_id); }
    QString actionId() const { return text(&Outcome::do_id); }
    /// The body's %1: a date, or why the chip is not proven.
    QString reason() const;
    /// All that asks for attention: id and value of the text, id of what to do about it.
    QVariantList remarks() const;
    bool fieldsHidden() const { return there() && outcome()->fields_hidden; }
    bool hasPortrait() const { return there() && !outcome()->portrait.empty(); }
    QImage portrait() const;
    /// The first eight characters of the visit's random number, in groups of four.
    QString transaction() const;
    QString decision() const;
    bool disputed() const { return held() && held()->disputed; }
    bool confirmed() const { return there() && outcome()->plate == Plate::genuine; }
    const std::vector<Field>& values() const;

public slots:
    void decide(const QString& decision);
    void showNumber(bool shown);
    void correct(bool right);

signals:
    void changed();
    void fieldsChanged();
    void decisionChanged();

private:
    const visit::Held* held() const;
    const Outcome* outcome() const { return held() ? held()->outcome.get() : nullptr; }
    QVariantList fields(bool number_shown) const;
    QString text(std::string Outcome::*text) const {
        const auto* of = outcome();
        return of ? QString::fromStdString(of->*text) : QString();
    }

    Flow& flow_;
    const Texts& texts_;
    Of of_;
    bool number_shown_ = false;
};

}  // namespace kiosk
