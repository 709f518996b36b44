// SPDX-License-Identifier: Apache-2.0
// The pages of a visit and their time limits, what a person does there, and the way on from each.
#include "ui/flow.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

/// Seconds a page waits for a person, and whether the end is announced; a page that is not here
/// waits as long as it takes.
struct Limit {
    const char* page;
    int seconds;
    bool announced;
};
constexpr Limit kLimits[]{{"behalf", 60, true},   {"consent", 90, true},   {"key", 60, true},
                          {"place", 60, true},    {"confirmed", 60, true}, {"clinic", 60, true},
                          {"priority", 60, true}, {"check", 60, true},     {"nocard", 60, true},
                          {"handover", 60, true}, {"face", 60, true},      {"number", 60, true},
                          {"verdict", 180, true}, {"problem", 60, true},   {"lift", 60, true},
                          {"done", 3, false},     {"refused", 15, false},  {"pin", 30, false},
                          {"admin", 180, true},   {"measure", 180, true}};
/// A reading, tears and all, never takes longer.
constexpr int kReadingLimit = 30;
constexpr int kToneInterval = 3000, kTonesUntilKept = 10;
constexpr int kReaderGoneLong = 60'000;

}  // namespace

Flow::Flow(const Config& config, const FlowParts& parts, CardWorker::OpenReader open,
           QObject* parent)
    : QObject(parent), config_(config), parts_(parts) {
    connect(&idle_, &Idle::secondsLeftChanged, this, &Flow::secondsLeftChanged);
    connect(&idle_, &Idle::expired, this, &Flow::expired);
    connect(&parts_.texts, &Texts::languageChanged, this, &Flow::consentChanged);
    connect(&parts_.texts, &Texts::languageChanged, this, &Flow::resultChanged);
    connect(&parts_.key, &KeyEntry::ready, this, &Flow::begin);
    connect(&parts_.key, &KeyEntry::typed, this, [this] { emit sound(QStringLiteral("key")); });
    tone_.setInterval(kToneInterval);
    connect(&tone_, &QTimer::timeout, this, &Flow::remind);
    reader_gone_long_.setSingleShot(true);
    reader_gone_long_.setInterval(kReaderGoneLong);
    connect(&reader_gone_long_, &QTimer::timeout, this, &Flow::readerGoneLong);
    worker_ = std::make_unique<CardWorker>(
        config, parts_.judging, std::move(open),
        [this](Happening event) {
            QMetaObject::invokeMethod(
                this, [this, event = std::move(event)] { take(event); }, Qt::QueuedConnection);
        },
        parts.sink.wants_document());
    worker_->watch_reader();
}

Flow::~Flow() = default;

void Flow::remind() {
    emit sound(QStringLiteral("take"));
    if (++tones_ != kTonesUntilKept) return;
    card_kept_ = true;
    emit staffWanted();
    emit keptChanged();
}

void Flow::go(const QString& page) {
    page_ = page;
    ask_stop(false);
    // The next visitor finds nothing of what the one before had chosen; the last page still speaks
    // to that one. At a counter it is the clerk's own choice, and stays.
    const bool empty = page == QLatin1String("welcome") || page == QLatin1String("outofservice") ||
                       page == QLatin1String("closed");
    if (empty && config_.profile != Profile::counter) {
        parts_.texts.setVietnamese(true);
        parts_.comfort.reset();
    }
    idle_.setDoubled(parts_.comfort.voice() && page != QLatin1String("reading"));
    const auto* limit =
        std::find_if(std::begin(kLimits), std::end(kLimits),
                     [&](const Limit& entry) { return page == QLatin1String(entry.page); });
    if (page == QLatin1String("reading")) idle_.start(kReadingLimit, false);
    else if (limit == std::end(kLimits) || (page == QLatin1String("done") && card_there_))
        idle_.start(0, false);
    else idle_.start(limit->seconds, limit->announced);
    // A verdict stays while the card lies on the reader, and while a teller has not decided.
    const bool teller_looks =
        page == QLatin1String("handover") && hasTeller() && decision_.isEmpty();
    idle_.hold(card_there_ && (page == QLatin1String("verdict") || teller_looks));
    emit pageChanged();
}

void Flow::expired() {
    if (page_ == QLatin1String("reading")) {
        ++visit_;  // what still comes of it is too late
        worker_->watch_removal(visit_);
        return fail(QStringLiteral("e.chip"), QStringLiteral("reading"));
    }
    if (page_ == QLatin1String("done") || page_ == QLatin1String("pin") ||
        page_ == QLatin1String("admin") || page_ == QLatin1String("measure"))
        return show(QStringLiteral("welcome"));
    if (page_ == QLatin1String("number")) return next();
    clear(ended_.isEmpty() ? QStringLiteral("left") : ended_);
}

void Flow::touched() {
    if (page_ != QLatin1String("reading")) idle_.touched();  // a reading has its own limit
}

void Flow::more() {
    if (!idle_.extend()) expired();
}

void Flow::show(const QString& page) {
    if (page == QLatin1String("welcome") && reader_gone_ && !reader_gone_long_.isActive())
        return go(QStringLiteral("outofservice"));
    go(page);
}

/// A card that cannot be read keeps nobody from being seen.
void Flow::takeWithoutCard() {
    const bool in_trouble = page_ == QLatin1String("problem") || page_ == QLatin1String("lift");
    const bool unreadable = in_trouble && config_.profile == Profile::hospital;
    if (page_ != QLatin1String("nocard") && !unreadable) return;
    if (!unreadable) ended_ = QStringLiteral("no_card");
    ++visit_;  // what still comes of the card is too late
    worker_->stop();
    step();
}

void Flow::fail(const QString& problem, const QString& code) {
    problem_ = problem;
    code_ = code;
    ended_ = QStringLiteral("error:") + code;
    const bool locked = problem == QLatin1String("e.locked");
    const bool refused = problem == QLatin1String("e.key");
    if (refused) problem_ = parts_.key.refused();
    if (locked) parts_.key.stop();
    if (refused || locked) last_key_ = {};  // never sent again
    if (problem == QLatin1String("e.moved") && ++tears_ >= kMaxRefusals)
        problem_ = QStringLiteral("e.weak");
    fields_.clear();
    emit fieldsChanged();
    emit sound(QStringLiteral("again"));
    // The card takes no further number, or no further code, while it lies there.
    const bool lift =
        problem_ == QLatin1String("e.key3") || problem_ == QLatin1String("e.qr3") || locked;
    go(lift ? QStringLiteral("lift") : QStringLiteral("problem"));
}

void Flow::retry() {
    if (page_ != QLatin1String("problem")) return;
    if (problem_ == QLatin1String("e.number")) return go(QStringLiteral("check"));
    if (problem_ == QLatin1String("e.swap")) {
        show(QStringLiteral("welcome"));
        return start();
    }
    ended_.clear();
    const bool key = problem_ == QLatin1String("e.key") || problem_ == QLatin1String("e.qrold");
    if (!key && last_key_.key) return begin(last_key_);
    ask_key();
    if (problem_ == QLatin1String("e.key")) parts_.key.setMode(QStringLiteral("type"));
}

/// For a number or a code, or where the card takes neither to what has to be done first.
void Flow::ask_key() {
    last_key_ = {};
    parts_.key.open();
    if (!parts_.key.stopped() || canScan()) return go(QStringLiteral("key"));
    problem_ = QStringLiteral("e.key3");
    go(QStringLiteral("lift"));
}

void Flow::scanInstead() {
    if (page_ != QLatin1String("problem") && page_ != QLatin1String("lift")) return;
    ended_.clear();
    ask_key();
    parts_.key.setMode(QStringLiteral("scan"));
}

void Flow::typeInstead() {
    if (page_ != QLatin1String("lift")) return;
    ended_.clear();
    ask_key();
    parts_.key.setMode(QStringLiteral("type"));
}

void Flow::back() {
    const auto& at = page_;
    if (at == QLatin1String("key") && config_.profile != Profile::counter)
        return go(QStringLiteral("consent"));  // what was agreed to stays ticked
    if (at == QLatin1String("place") || at == QLatin1String("problem")) {
        worker_->stop();
        ++visit_;
        return ask_key();
    }
    clear(QStringLiteral("left"));
}

void Flow::ask_stop(bool asks) {
    if (std::exchange(asks_stop_, asks) != asks) emit asksStopChanged();
}

void Flow::leave() {
    touched();
    // At its end a visit has nothing left to stop; what a teller still looks at is the teller's.
    const bool handed_over = page_ == QLatin1String("handover");
    if (page_ == QLatin1String("number") || (handed_over && !hasTeller())) return next();
    if (handed_over) return;
    if (has_result()) return ask_stop(true);
    stop();
}

void Flow::keep() {
    touched();
    ask_stop(false);
}

void Flow::stop() { clear(ended_.isEmpty() ? QStringLiteral("left") : ended_); }

void Flow::step() {
    if (config_.profile == Profile::hospital && !config_.clinics.empty())
        return go(QStringLiteral("clinic"));
    if (config_.profile == Profile::bank)
        return go(page_ == QLatin1String("face") || !parts_.has_camera()
                      ? QStringLiteral("handover")
                      : QStringLiteral("face"));
    next();
}

void Flow::finish_step(const Ticket& ticket) {
    ticket_ = ticket;
    go(QStringLiteral("number"));
}

void Flow::tellerNext() {
    if (page_ == QLatin1String("confirmed") || page_ == QLatin1String("face"))
        go(QStringLiteral("handover"));
    next();
}

void Flow::no_number() {
    problem_ = QStringLiteral("e.number");
    code_ = QStringLiteral("tickets");
    emit sound(QStringLiteral("again"));
    emit staffWanted();
    go(QStringLiteral("problem"));
}

void Flow::next() {
    if (page_ == QLatin1String("confirmed") || page_ == QLatin1String("face")) return step();
    const bool self_service = config_.profile != Profile::counter;
    clear(ended_);
    // The card is gone and everything cleared: a visitor is told so for a moment.
    if (self_service && page_ == QLatin1String("welcome")) go(QStringLiteral("done"));
}

void Flow::correct(bool right) {
    disputed_ = !right;
    touched();
    emit decisionChanged();
    if (right) next();
}

void Flow::decide(const QString& decision) {
    decision_ = decision;
    touched();
    const bool over = page_ == QLatin1String("handover") && !card_there_;
    idle_.hold(card_there_ && page_ == QLatin1String("verdict"));
    emit decisionChanged();
    if (over) next();  // the card was taken before the teller decided
}

void Flow::showNumber(bool shown) {
    number_shown_ = shown;
    touched();
    emit fieldsChanged();
}

void Flow::switchLanguage() {
    parts_.texts.setVietnamese(!parts_.texts.vietnamese());
    touched();
}

void Flow::callHelp() {
    help_called_ = true;
    touched();
    emit sound(QStringLiteral("help"));
    emit helpWanted();
    emit helpChanged();
}

}  // namespace kiosk
