#include "ui/flow.h"

#include <chrono>

#include "card/error.h"

namespace kiosk {
namespace {


constexpr int kMaxRefusals = 3;
constexpr int kWarning = 20;  ///< the last seconds of a limit are announced
/// Seconds a page waits for a person; 0: as long as it takes.
struct Limit {
    const char* page;
    int seconds;
};
constexpr Limit kLimits[]{{"consent", 90}, {"key", 60}, {"place", 60}, {"confirmed", 60}, {"verdict", 180}, {"problem", 60}, {"done", 15}, {"refused", 15}};

}  // namespace

Flow::Flow(const Config& config, card::TrustStore trust, Texts& texts, QObject* parent)
    : QObject(parent), config_(config), texts_(texts), journal_(config.journal), page_(QStringLiteral("welcome")) {
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &Flow::tick);
    worker_ = std::make_unique<CardWorker>(config, std::move(trust), [this](Happening event) {
        QMetaObject::invokeMethod(this, [this, event = std::move(event)] { take(event); }, Qt::QueuedConnection);
    });
}

Flow::~Flow() = default;

void Flow::go(const QString& page) {
    page_ = page;
    idle_ = 0;
    seconds_left_ = -1;
    limit() > 0 ? second_.start() : second_.stop();
    emit secondsLeftChanged();
    emit pageChanged();
}

int Flow::limit() const {
    for (const auto& entry : kLimits)
        if (page_ == QLatin1String(entry.page)) return entry.seconds;
    return 0;
}

void Flow::tick() {
    ++idle_;
    const int left = limit() - idle_;
    // A verdict stays while the card lies on the reader.
    if (page_ == QLatin1String("verdict") && !card_removed_) return touched();
    if (left <= 0) return clear();
    if (left > kWarning || page_ == QLatin1String("done") || page_ == QLatin1String("refused")) return;
    seconds_left_ = left;
    emit secondsLeftChanged();
}

void Flow::touched() {
    idle_ = 0;
    if (seconds_left_ < 0) return;
    seconds_left_ = -1;
    emit secondsLeftChanged();
}

void Flow::more() { touched(); }

void Flow::start() {
    if (page_ != QLatin1String("welcome")) return;
    since_start_.start();
    go(config_.profile == Profile::counter ? QStringLiteral("key") : QStringLiteral("consent"));
}

void Flow::tickConsent() {
    consent_read_ = !consent_read_;
    touched();
    emit consentChanged();
}

void Flow::agree() {
    if (page_ == QLatin1String("consent") && consent_read_) go(QStringLiteral("key"));
}

void Flow::refuse() {
    if (page_ != QLatin1String("consent")) return;
    journal_.append({std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), "refused", "", "", 0, config_.demo});
    go(QStringLiteral("refused"));
}

void Flow::digit(const QString& digit) {
    touched();
    if (page_ != QLatin1String("key") || digit.size() != 1 || !digit[0].isDigit() || digits_.size() == kNumberLength || refusals_ >= kMaxRefusals) return;
    digits_ += static_cast<char>(digit[0].toLatin1());
    key_message_.clear();
    emit keyChanged();
    emit sound(QStringLiteral("key"));
}

void Flow::erase() {
    touched();
    if (!digits_.empty()) digits_.pop_back();
    emit keyChanged();
}

void Flow::eraseAll() {
    touched();
    digits_.clear();
    emit keyChanged();
}

void Flow::enterNumber() {
    touched();
    if (page_ != QLatin1String("key")) return;
    if (digits_.size() != kCanLength && digits_.size() != kNumberLength) {
        key_message_ = QStringLiteral("k.less");
        return emit keyChanged();
    }
    begin(std::make_shared<const card::AccessKey>(card::AccessKey::from_can(digits_.substr(digits_.size() - kCanLength))));
}

bool Flow::key(const QString& text, bool terminator) {
    touched();
    // At a counter the scanner is live at once: no button is needed.
    if (page_ == QLatin1String("welcome") && config_.profile == Profile::counter && !terminator) start();
    // What a scanner types is looked at on the key page alone, and by the QR parser alone.
    if (page_ != QLatin1String("key")) {
        wedge_.clear();
        return false;
    }
    if (const auto code = wedge_.key(text.toStdString(), terminator, std::chrono::steady_clock::now())) {
        digits_.clear();
        try {
            begin(std::make_shared<const card::AccessKey>(card::AccessKey::from_qr(*code)));
        } catch (const card::Error&) {
            key_message_ = QStringLiteral("e.qrother.t");
            emit keyChanged();
        }
        return true;
    }
    if (terminator) return enterNumber(), true;
    digit(text);
    return true;
}

void Flow::begin(std::shared_ptr<const card::AccessKey> key) {
    ++visit_;
    key_message_.clear();
    notice_.clear();
    stage_.reset();
    card_removed_ = false;
    worker_->inspect(visit_, std::move(key), config_.profile != Profile::hospital);
    go(QStringLiteral("place"));
}

void Flow::take(const Happening& event) {
    using Kind = Happening::Kind;
    if (event.kind == Kind::reader_lost && page_ != QLatin1String("welcome")) return fail(QStringLiteral("e.reader"), QStringLiteral("reader"));
    if (event.kind == Kind::reader_back && problem_ == QLatin1String("e.reader") && page_ == QLatin1String("problem")) return retry();
    if (event.visit != visit_) return;  // of a visit that was cleared meanwhile
    switch (event.kind) {
        case Kind::stage: return take_stage(event);
        case Kind::fields:
            fields_ = event.fields;
            return emit fieldsChanged();
        case Kind::interrupted:
            notice_ = event.reader ? QStringLiteral("e.reader.t") : QStringLiteral("e.moved.t");
            emit sound(QStringLiteral("again"));
            return emit readingChanged();
        case Kind::resumed:
            notice_ = QStringLiteral("r.resume");
            return emit readingChanged();
        case Kind::other_card:
            fields_.clear();
            notice_ = QStringLiteral("e.swap.t");
            emit fieldsChanged();
            return emit readingChanged();
        case Kind::finished: return finish(event);
        case Kind::failed: return fail(QString::fromStdString(event.text_id), QString::fromStdString(event.step));
        case Kind::removed:
            card_removed_ = true;
            if (page_ == QLatin1String("done")) clear();
            return;
        default: return;
    }
}

void Flow::take_stage(const Happening& event) {
    if (page_ == QLatin1String("place")) {
        go(QStringLiteral("reading"));
        emit sound(QStringLiteral("found"));
    }
    if (stage_ == event.stage && percent_ == event.percent) return;
    if (stage_ != event.stage) notice_.clear();
    stage_ = event.stage;
    percent_ = event.percent;
    emit readingChanged();
}

void Flow::finish(const Happening& event) {
    outcome_ = event.outcome;
    fields_ = outcome_->fields;
    refusals_ = 0;
    digits_.clear();
    if (!outcome_->portrait.empty()) {
        portrait_ = QImage(outcome_->portrait.data(), static_cast<int>(outcome_->portrait_width), static_cast<int>(outcome_->portrait_height),
                           static_cast<qsizetype>(outcome_->portrait_width) * 3, QImage::Format_RGB888).copy();
    }
    journal_.append({std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), plate_name(outcome_->plate), "", "", static_cast<std::uint32_t>(since_start_.elapsed()), config_.demo});
    emit fieldsChanged();
    emit resultChanged();
    const bool staff = config_.profile == Profile::counter;
    emit sound(staff ? QLatin1String(plate_name(outcome_->plate)) : QStringLiteral("lift"));
    go(staff ? QStringLiteral("verdict") : QStringLiteral("confirmed"));
}

void Flow::fail(const QString& problem, const QString& code) {
    problem_ = problem;
    code_ = code;
    if (problem == QLatin1String("e.key") && ++refusals_ >= kMaxRefusals) problem_ = QStringLiteral("e.key3");
    digits_.clear();
    emit sound(QStringLiteral("again"));
    go(QStringLiteral("problem"));
}

void Flow::retry() {
    worker_->stop();
    ++visit_;
    fields_.clear();
    emit fieldsChanged();
    emit keyChanged();
    go(QStringLiteral("key"));
}

void Flow::back() {
    if (page_ == QLatin1String("place") || page_ == QLatin1String("problem")) return retry();
    clear();
}

void Flow::stop() { clear(); }

void Flow::next() {
    if (config_.profile == Profile::counter || card_removed_) return clear();
    go(QStringLiteral("done"));
}

void Flow::decide(const QString& decision) {
    decision_ = decision;
    touched();
    journal_.append({std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), "decision", "", decision.toStdString(), 0, config_.demo});
    emit decisionChanged();
}

void Flow::showNumber(bool shown) {
    number_shown_ = shown;
    touched();
    emit fieldsChanged();
}

void Flow::switchLanguage() {
    texts_.setVietnamese(!texts_.vietnamese());
    touched();
    emit pageChanged();
}

/// Nothing of the visitor stays: values, key, language.
void Flow::clear() {
    worker_->stop();
    ++visit_;
    digits_.assign(digits_.size(), '0');
    digits_.clear();
    wedge_.clear();
    fields_.clear();
    outcome_.reset();
    portrait_ = {};
    key_message_.clear();
    notice_.clear();
    problem_.clear();
    code_.clear();
    decision_.clear();
    stage_.reset();
    refusals_ = 0;
    number_shown_ = consent_read_ = card_removed_ = false;
    texts_.setVietnamese(true);
    emit fieldsChanged();
    emit resultChanged();
    emit keyChanged();
    emit decisionChanged();
    emit consentChanged();
    go(QStringLiteral("welcome"));
}

}  // namespace kiosk
