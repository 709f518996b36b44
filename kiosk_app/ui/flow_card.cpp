// SPDX-License-Identifier: Apache-2.0
// Events of the card, and what is left of a visit at its end.
#include "ui/flow.h"

namespace kiosk {

void Flow::take(const Happening& event) {
    using Kind = Happening::Kind;
    if (event.kind == Kind::reader_lost || event.kind == Kind::reader_back)
        return take_reader(event);
    if (event.visit == 0) return take_presence(event.kind == Kind::present);
    if (event.visit != visit_) return;  // of a visit that was cleared meanwhile
    switch (event.kind) {
        case Kind::stage: return take_stage(event);
        case Kind::fields: fields_ = event.fields; return emit fieldsChanged();
        case Kind::interrupted:
            notice_ = event.reader ? QStringLiteral("e.reader") : QStringLiteral("e.moved");
            emit sound(QStringLiteral("again"));
            return emit readingChanged();
        case Kind::resumed: notice_ = QStringLiteral("r.resume"); return emit readingChanged();
        case Kind::other_card:
        case Kind::another: return take_other_card();
        case Kind::finished: return finish(event);
        case Kind::failed:
            return fail(QString::fromStdString(event.text_id), QString::fromStdString(event.step));
        case Kind::removed: return take_removed();
        default: return;
    }
}

void Flow::take_reader(const Happening& event) {
    reader_gone_ = event.kind == Happening::Kind::reader_lost;
    if (reader_gone_) {
        // Whether a card still lies there cannot be known any more.
        card_there_ = false;
        idle_.hold(false);
        tone_.stop();
        reader_gone_long_.start();
        const bool needs_it = page_ == QLatin1String("place") ||
                              page_ == QLatin1String("reading") || page_ == QLatin1String("lift");
        if (needs_it) return fail(QStringLiteral("e.reader"), QStringLiteral("reader"));
        if (page_ == QLatin1String("done")) show(QStringLiteral("welcome"));
        return;
    }
    reader_gone_long_.stop();
    if (page_ == QLatin1String("outofservice")) show(QStringLiteral("welcome"));
    if (!begun_)
        worker_->watch_reader();  // of no visit, on whatever page: the administrator's, too
    if (page_ == QLatin1String("problem") && problem_ == QLatin1String("e.reader")) retry();
}

/// A reader that stays away: pages that need none go on, the next visitor is told.
void Flow::readerGoneLong() {
    reader_gone_long_.stop();
    if (page_ == QLatin1String("welcome")) return show(QStringLiteral("welcome"));
    const bool waits_for_it =
        page_ == QLatin1String("problem") && problem_ == QLatin1String("e.reader");
    if (waits_for_it || page_ == QLatin1String("place")) clear(QStringLiteral("error:reader"));
}

/// Before a key: a card that was laid down is waited for at the end like any other.
void Flow::take_presence(bool present) {
    if (!present) return take_removed();
    card_there_ = true;
    if (page_ == QLatin1String("welcome") && config_.profile == Profile::counter) start();
}

void Flow::take_stage(const Happening& event) {
    card_there_ = true;
    if (page_ == QLatin1String("place")) {
        since_reading_.start();
        go(QStringLiteral("reading"));
        emit sound(QStringLiteral("found"));
    }
    if (stage_ == event.stage && percent_ == event.percent) return;
    if (stage_ != event.stage) notice_.clear();
    stage_ = event.stage;
    percent_ = event.percent;
    emit readingChanged();
}

void Flow::take_removed() {
    card_there_ = false;
    idle_.hold(false);
    parts_.key.card_left();
    if (parts_.key.stopped() || parts_.key.codesStopped())
        parts_.key.accepted();  // typing and scanning may begin again with the next card
    // A card that has locked itself would be no other when it is put back.
    if (page_ == QLatin1String("lift") && problem_ != QLatin1String("e.locked")) {
        ended_.clear();
        return ask_key();
    }
    // A bank's visit ends when the card is taken after the hand-over, unless a teller still looks
    // at it.
    if (page_ == QLatin1String("handover") && (!hasTeller() || !decision_.isEmpty())) return next();
    if (page_ != QLatin1String("done")) return;
    tone_.stop();
    card_kept_ = false;
    emit keptChanged();
    worker_->watch_reader();
    if (config_.profile == Profile::counter) return show(QStringLiteral("welcome"));
    go(QStringLiteral("done"));  // "done", for a moment; then the next visitor
}

/// Another card: nothing of the one before may be seen beside it.
void Flow::take_other_card() {
    clear(ended_.isEmpty() ? QStringLiteral("error:read.other_card") : ended_);
    card_there_ = true;
    tone_.stop();
    worker_->watch_removal(visit_);
    problem_ = QStringLiteral("e.swap");
    code_ = QStringLiteral("read.other_card");
    go(QStringLiteral("problem"));
}

void Flow::finish(const Happening& event) {
    outcome_ = event.outcome;
    document_ = event.document;
    report_ = event.report;
    fields_ = outcome_->fields;
    parts_.key.accepted();
    last_key_ = {};
    if (!outcome_->portrait.empty()) {
        portrait_ =
            QImage(outcome_->portrait.data(), static_cast<int>(outcome_->portrait_width),
                   static_cast<int>(outcome_->portrait_height),
                   static_cast<qsizetype>(outcome_->portrait_width) * 3, QImage::Format_RGB888)
                .copy();
    }
    ended_ = QLatin1String(plate_name(outcome_->plate));
    emit fieldsChanged();
    emit resultChanged();
    const bool staff = config_.profile == Profile::counter;
    const bool look =
        outcome_->plate == Plate::chip_unproven || outcome_->plate == Plate::undetermined;
    // At self-service neighbours learn nothing.
    emit sound(!staff ? QStringLiteral("lift")
               : look ? QStringLiteral("look")
                      : QLatin1String(plate_name(outcome_->plate)));
    go(staff ? QStringLiteral("verdict") : QStringLiteral("confirmed"));
}

void Flow::record(const QString& ended) {
    if (!std::exchange(begun_, false)) return;
    Visit visit;
    visit.transaction = transaction_;
    visit.profile = config_.profile;
    visit.demo = config_.demo;
    visit.time = parts_.now();
    visit.milliseconds = static_cast<std::uint32_t>(since_start_.elapsed());
    visit.ended = ended.toStdString();
    visit.consent = std::exchange(consent_, {});
    visit.decision = decision_.toStdString();
    visit.details_disputed = disputed_;
    visit.document = std::exchange(document_, {});
    visit.report = std::exchange(report_, {});
    visit.ticket = std::exchange(ticket_, {});
    parts_.background.run([&sink = parts_.sink, visit = std::move(visit)] { sink.take(visit); });
}

/// Nothing of the visitor stays: values, key, language, look.
void Flow::forget_values() {
    ++visit_;
    for (auto& field : fields_) field.text.assign(field.text.size(), '0');
    fields_.clear();
    outcome_.reset();
    portrait_ = {};
    last_key_ = {};
    transaction_.clear();
    for (auto* text : {&notice_, &problem_, &code_, &decision_, &ended_}) text->clear();
    stage_.reset();
    tears_ = 0;
    disputed_ = help_called_ = false;
    if (config_.profile != Profile::counter) number_shown_ = false;  // a clerk's own choice stays
    parts_.key.clear();
    idle_.forget();
    emit fieldsChanged();
    emit resultChanged();
    emit decisionChanged();
    emit readingChanged();
    emit helpChanged();
    emit cleared();
}

void Flow::clear(const QString& ended) {
    worker_->stop();
    record(ended);
    forget_values();
    if (card_there_) return wait_for_removal();
    worker_->watch_reader();
    show(QStringLiteral("welcome"));
}

/// The next visitor cannot start before the card is taken.
void Flow::wait_for_removal() {
    worker_->watch_removal(visit_);
    tones_ = 0;
    tone_.start();
    emit sound(QStringLiteral("take"));
    go(QStringLiteral("done"));
}

}  // namespace kiosk
