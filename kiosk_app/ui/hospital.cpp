// SPDX-License-Identifier: Apache-2.0
#include "ui/hospital.h"

#include "core/config_check.h"
#include "ui/printing.h"
#include "ui/ticket_paper.h"

namespace kiosk {
namespace {

std::string day_text(int today) {
    const auto text = std::to_string(today);
    return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
}

}  // namespace

Hospital::Hospital(const Config& config, Flow& flow, const Result& result, Texts& texts,
                   Background& background, std::function<int()> today, QObject* parent)
    : QObject(parent),
      config_(config),
      flow_(flow),
      result_(result),
      texts_(texts),
      background_(background),
      today_(std::move(today)),
      office_(config.state) {
    day_ = today_();
    for (const auto& clinic : config_.clinics)
        taken_[clinic.id] = office_.taken(clinic.id, day_text(day_));
    connect(&texts, &Texts::languageChanged, this, &Hospital::changed);
    connect(&flow, &Flow::fieldsChanged, this, &Hospital::changed);
    connect(&flow, &Flow::cleared, this, &Hospital::clear);
}

QVariantMap Hospital::shown(const Clinic& clinic) const {
    const auto taken = taken_.find(clinic.id);
    const bool full =
        clinic.daily_limit > 0 && taken != taken_.end() && taken->second >= clinic.daily_limit;
    return {{QStringLiteral("name"), texts_.pick(clinic.name)},
            {QStringLiteral("place"), place_of(clinic, texts_)},
            {QStringLiteral("full"), full}};
}

QVariantList Hospital::list() const {
    QVariantList list;
    for (const auto& clinic : config_.clinics) list.append(shown(clinic));
    return list;
}

bool Hospital::byAge() const {
    const auto age = age_on(result_.values(), today_());
    return age && *age >= config_.priority_age;
}

/// Yesterday's numbers fill no clinic today.
void Hospital::count_today() {
    if (day_ == today_()) return;
    day_ = today_();
    taken_.clear();
    emit changed();
}

void Hospital::choose(int index) {
    flow_.touched();
    count_today();
    if (busy_) return;
    if (index >= static_cast<int>(config_.clinics.size())) return;
    // Who does not know goes to the guidance desk: a number of its own, in no clinic's queue.
    clinic_ = index >= 0 ? config_.clinics[static_cast<std::size_t>(index)]
                         : Clinic{kDeskId, config_.desk, {}, "", kDeskSeries, 0};
    if (shown(*clinic_)[QStringLiteral("full")].toBool()) return clinic_.reset();
    priority_ = byAge() ? QStringLiteral("age") : QString();
    emit changed();
    flow_.act(visit::Act::choose_clinic);
}

void Hospital::askPriority() {
    if (!busy_ && clinic_ && !byAge()) flow_.act(visit::Act::ask_priority);
}

void Hospital::choosePriority(const QString& priority) {
    priority_ = priority == QLatin1String("none") ? QString() : priority;
    emit changed();
    flow_.act(visit::Act::choose_priority);
}

void Hospital::back() {
    if (busy_) return;
    flow_.act(flow_.at() == visit::Page::priority ? visit::Act::back_to_check
                                                  : visit::Act::back_to_clinics);
}

void Hospital::take() {
    if (!clinic_ || busy_ || flow_.at() != visit::Page::check) return;
    busy_ = true;
    emit changed();
    count_today();
    background_.run([this, clinic = *clinic_, day = day_text(day_), serial = serial_] {
        card::SystemRandom random;
        auto ticket = office_.take(clinic, day, random);
        QMetaObject::invokeMethod(
            this,
            [this, ticket = std::move(ticket), serial]() mutable {
                hand_out(std::move(ticket), serial);
            },
            Qt::QueuedConnection);
    });
}

void Hospital::hand_out(Ticket ticket, std::uint64_t serial) {
    if (serial != serial_ || !std::exchange(busy_, false) || !clinic_) return;  // cleared meanwhile
    if (ticket.number.empty()) {
        if (!ticket.sold_out) return tell(visit::Act::no_number);
        taken_[clinic_->id] = clinic_->daily_limit;
        clinic_.reset();
        emit changed();
        return tell(visit::Act::sold_out);
    }
    ++taken_[clinic_->id];
    ticket.time = flow_.now();
    ticket.priority = !priority_.isEmpty();
    ticket.by_chip = result_.confirmed();
    ticket_ = std::move(ticket);
    print();
    emit changed();
    tell(visit::Act::ticket, ticket_);
}

void Hospital::tell(visit::Act act, Flow::With with) {
    flow_.happen(act, visit::Source::machine, std::move(with));
}

void Hospital::print() {
    if (config_.print_command.empty()) return;
    print_pdf(this, config_.print_command, ticket_pdf(ticket_, *clinic_, config_, texts_),
              [this, serial = serial_](bool good) {
                  if (serial != serial_) return;
                  paper_ = good ? QStringLiteral("printed") : QStringLiteral("e.printer");
                  emit changed();
              });
}

void Hospital::clear() {
    ++serial_;
    clinic_.reset();
    priority_.clear();
    paper_.clear();
    ticket_ = {};
    busy_ = false;
    emit changed();
}

}  // namespace kiosk
