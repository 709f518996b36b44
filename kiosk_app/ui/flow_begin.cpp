// SPDX-License-Identifier: Apache-2.0
// How a visit begins: who comes, what is agreed to, and the key that opens the card.
#include "ui/flow.h"

#include "card/random.h"

namespace kiosk {
namespace {

constexpr std::size_t kTransactionSize = 24;

/// Digits can be read aloud in every language. Octets that would favour some are left out.
std::string random_digits(std::size_t count) {
    static constexpr std::uint8_t kFair = 250;
    std::string text;
    while (text.size() < count) {
        card::Bytes octets(2 * count);
        card::SystemRandom().fill(octets);
        for (const auto octet : octets)
            if (octet < kFair && text.size() < count) text += static_cast<char>('0' + octet % 10);
    }
    return text;
}

}  // namespace

void Flow::start() {
    if (page_ != QLatin1String("welcome") && page_ != QLatin1String("behalf")) return;
    begun_ = true;
    since_start_.start();
    transaction_ = random_digits(kTransactionSize);
    consent_ = {};
    asked_ = config_.profile == Profile::counter ? Consent::By::clerk : Consent::By::visitor;
    ticked_.clear();
    // The visitor ticks each box; a clerk says with one key that the customer agreed to what is
    // needed.
    for (const auto& entry : boxes())
        ticked_.push_back(config_.profile == Profile::counter &&
                          entry.toMap()[QStringLiteral("required")].toBool());
    emit consentChanged();
    go(QStringLiteral("consent"));
}

void Flow::helpSomebody() {
    if (page_ == QLatin1String("welcome")) go(QStringLiteral("behalf"));
}

void Flow::helpFor(const QString& whom) {
    if (page_ != QLatin1String("behalf")) return;
    start();
    asked_ = whom == QLatin1String("child") ? Consent::By::parent : Consent::By::companion;
    emit consentChanged();
}

void Flow::noCard() {
    if (page_ != QLatin1String("welcome")) return;
    start();
    go(QStringLiteral("nocard"));
}

void Flow::tickBox(int index) {
    touched();
    if (index < 0 || static_cast<std::size_t>(index) >= ticked_.size()) return;
    ticked_[static_cast<std::size_t>(index)] = !ticked_[static_cast<std::size_t>(index)];
    emit consentChanged();
}

void Flow::agree() {
    if (page_ != QLatin1String("consent") || !mayAgree()) return;
    consent_.by = asked_;
    consent_.time = parts_.now();
    consent_.purposes.clear();
    consent_.version = config_.consent_version;
    consent_.language = parts_.texts.language().toStdString();
    const auto list = boxes();
    for (std::size_t i = 0; i < ticked_.size(); ++i)
        if (ticked_[i])
            consent_.purposes.push_back(list[static_cast<qsizetype>(i)]
                                            .toMap()[QStringLiteral("purpose")]
                                            .toString()
                                            .toStdString());
    parts_.key.open();
    const bool scanned = parts_.key.use_pending();
    if (!scanned) go(QStringLiteral("key"));
}

void Flow::refuse() {
    if (page_ != QLatin1String("consent")) return;
    record(QStringLiteral("refused"));
    forget_values();
    go(QStringLiteral("refused"));
}

void Flow::scannedCode(const QString& code) {
    if (!config_.scanner) {
        config_.scanner = true;
        emit scannerSeen();
    }
    // What a scanner types is looked at on the key page alone. At a counter it may come before: it
    // is kept until the clerk has said that the customer agreed.
    const bool early = config_.profile == Profile::counter &&
                       (page_ == QLatin1String("welcome") || page_ == QLatin1String("consent"));
    if (page_ == QLatin1String("verdict")) return emit scannedBeside();
    if (page_ == QLatin1String("key")) return parts_.key.scanned(code);
    if (!early) return;
    parts_.key.keep(code);
    if (page_ == QLatin1String("welcome")) start();
}

void Flow::typingBegins() {
    if (takesDigits()) parts_.key.mark();
}

void Flow::typingWasScanned() {
    if (takesDigits()) parts_.key.take_back();
}

bool Flow::typedKey(const QString& text, bool enter) {
    if (page_ != QLatin1String("key")) return false;
    if (enter && parts_.key.count() == 0 && parts_.key.mode() != QLatin1String("dates"))
        return false;  // it presses the button that has the focus
    if (enter) return parts_.key.enter(), true;
    const bool digit =
        text.size() == 1 && text[0] >= QLatin1Char('0') && text[0] <= QLatin1Char('9');
    if (digit) parts_.key.digit(text);
    return digit;
}

void Flow::begin(const VisitKey& key) {
    if (page_ == QLatin1String("welcome")) return;  // a camera's frame that came too late
    ++visit_;
    last_key_ = key;
    notice_.clear();
    stage_.reset();
    percent_ = 0;
    fields_.clear();
    emit fieldsChanged();
    worker_->inspect(visit_, key, reads_portrait());
    go(QStringLiteral("place"));
    if (reader_gone_)
        fail(QStringLiteral("e.reader"),
             QStringLiteral("reader"));  // it goes on by itself when the reader is back
}

}  // namespace kiosk
