// SPDX-License-Identifier: Apache-2.0
// The hospital's step: clinic, priority, number; the ticket on screen and as a PDF.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QVariantList>

#include <functional>

#include "core/ticket_office.h"
#include "ui/result.h"
#include "ui/ticket_paper.h"

namespace kiosk {

class Hospital : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Clinics)
    QML_SINGLETON
    Q_PROPERTY(QVariantList list READ list NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString priority READ priority NOTIFY changed)
    Q_PROPERTY(int priorityAge READ priorityAge CONSTANT)
    Q_PROPERTY(bool byAge READ byAge NOTIFY changed)
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(bool withoutCard READ withoutCard NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString paper READ paper NOTIFY changed)

public:
    /// `today`: YYYYMMDD in local time.
    Hospital(const Config& config, Flow& flow, const Result& result, Texts& texts,
             Background& background, std::function<int()> today, QObject* parent = nullptr);
    static Hospital* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Hospital>(engine, "Clinics");
    }

    QVariantList list() const;
    /// Of the chosen clinic.
    QString name() const { return clinic_ ? texts_.pick(clinic_->name) : QString(); }
    /// Floor and room.
    QString place() const { return clinic_ ? place_of(*clinic_, texts_) : QString(); }
    QString priority() const { return priority_; }
    int priorityAge() const { return config_.priority_age; }
    /// Old enough to be seen first without being asked.
    bool byAge() const;
    /// The visitor has shown no card that could be read.
    bool withoutCard() const { return !flow_.has_result(); }
    QString number() const { return QString::fromStdString(ticket_.number); }
    bool busy() const { return busy_; }
    /// "printed", "e.printer", or empty where no printer is configured.
    QString paper() const { return paper_; }
    const Ticket& ticket() const { return ticket_; }

public slots:
    /// -1: "I do not know which".
    void choose(int index);
    /// Who has priority says so; nobody is asked.
    void askPriority();
    void choosePriority(const QString& priority);
    void back();
    void take();
    void clear();

signals:
    void changed();

private:
    QVariantMap shown(const Clinic& clinic) const;
    void hand_out(Ticket ticket, std::uint64_t serial);
    void count_today();
    void print();
    void tell(visit::Act act, Flow::With with = {});

    const Config config_;
    Flow& flow_;
    const Result& result_;
    Texts& texts_;
    Background& background_;
    std::function<int()> today_;
    TicketOffice office_;               ///< touched by the background thread alone, after the start
    std::map<std::string, int> taken_;  ///< on day_
    int day_ = 0;
    std::uint64_t serial_ = 0;  ///< of the visit: what comes for an older one is dropped
    std::optional<Clinic> clinic_;
    QString priority_, paper_;
    Ticket ticket_;
    bool busy_ = false;
};

}  // namespace kiosk
