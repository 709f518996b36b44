// SPDX-License-Identifier: Apache-2.0
#include "ui/key_entry.h"

#include "card/error.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

const QString kScan = QStringLiteral("scan"), kType = QStringLiteral("type"),
              kDates = QStringLiteral("dates");

/// Whose rules the codes and numbers at this counter follow.
constexpr const char* kCountry = "VN";

/// Before it is given back, memory that held a number is written over.
void wipe_text(std::string& text) {
    text.assign(text.size(), '0');
    text.clear();
}

/// A day that the calendar has; ddMMyyyy.
bool is_day(const std::string& text) {
    const int day = std::stoi(text.substr(0, 2)), month = std::stoi(text.substr(2, 2)),
              year = std::stoi(text.substr(4));
    return std::chrono::year_month_day{std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))}
               .ok() &&
           year >= 1900;
}

QString with_slashes(const std::string& date) {
    QString text;
    for (std::size_t i = 0; i < date.size(); ++i) {
        if (i == 2 || i == 4) text += QLatin1Char('/');
        text += QLatin1Char(date[i]);
    }
    return text;
}

}  // namespace

KeyEntry::KeyEntry(bool camera, QObject* parent)
    : QObject(parent), camera_(camera), mode_(camera ? kScan : kType) {}

QString KeyEntry::digits() const {
    QString text;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
        if (i != 0 && i % 3 == 0) text += QChar(0x2009);
        const bool hidden = digits_.size() > kCanLength && i < kCanLength;
        text += hidden ? QChar(0x2022) : QChar(QLatin1Char(digits_[i]));
    }
    return text;
}

QStringList KeyEntry::dates() const { return {with_slashes(dates_[0]), with_slashes(dates_[1])}; }

void KeyEntry::say(const QString& message, const QString& argument) {
    message_ = message;
    argument_ = argument;
    emit changed();
}

void KeyEntry::mark() {
    wipe_mark();
    marked_ = {mode_, message_, argument_, digits_, dates_, date_at_};
}

void KeyEntry::take_back() {
    wipe();
    mode_ = marked_.mode;
    digits_ = marked_.digits;
    dates_ = marked_.dates;
    date_at_ = marked_.date_at;
    say(marked_.message, marked_.argument);
    wipe_mark();
}

void KeyEntry::wipe_mark() {
    wipe_text(marked_.digits);
    for (auto& date : marked_.dates) wipe_text(date);
}

bool KeyEntry::use_pending() {
    if (pending_.empty()) return false;
    const auto code = std::exchange(pending_, {});
    return use_code(code);
}

void KeyEntry::scanned(const QString& text) { use_code(text.toStdString()); }

bool KeyEntry::use_code(const std::string& code) {
    if (codesStopped()) return say(QStringLiteral("e.qr3.b")), false;
    try {
        auto key = std::make_shared<const card::AccessKey>(
            card::AccessKey::from_printed(kCountry, {.code = code}));
        // A camera sees the same code again and again.
        const auto other = QStringLiteral("e.qrold.b");
        if (was_refused(*key)) {
            if (message_ != other) say(other);
            return false;
        }
        last_was_code_ = true;
        give_out(std::move(key), {code, {}});
        return true;
    } catch (const card::Error&) {
        return say(QStringLiteral("e.qrother.b")), false;
    }
}

void KeyEntry::digit(const QString& digit) {
    if (digit.size() != 1 || digit[0] < QLatin1Char('0') || digit[0] > QLatin1Char('9')) return;
    if (stopped()) return say(QStringLiteral("k.lift"));
    if (mode_ == kScan) mode_ = kType;
    auto& to = mode_ == kDates ? dates_[static_cast<std::size_t>(date_at_)] : digits_;
    if (to.size() == (mode_ == kDates ? kDateLength : kNumberLength)) return;
    to += digit[0].toLatin1();
    say({});
    emit typed();
    if (mode_ == kDates && to.size() == kDateLength) enter_date();
}

void KeyEntry::erase() {
    auto& from = mode_ == kDates ? dates_[static_cast<std::size_t>(date_at_)] : digits_;
    if (!from.empty()) from.pop_back();
    else if (mode_ == kDates && date_at_ == 1) date_at_ = 0;
    say({});
}

void KeyEntry::eraseAll() {
    wipe();
    say({});
}

void KeyEntry::enter() {
    if (mode_ == kDates) return enter_date();
    if (mode_ == kType) enter_number();
}

void KeyEntry::enter_number() {
    if (stopped()) return say(QStringLiteral("k.lift"));
    const auto count = digits_.size();
    if (count < kCanLength)
        return say(QStringLiteral("k.less"), QString::number(kCanLength - count));
    if (count != kCanLength && count != kNumberLength) return say(QStringLiteral("k.notid"));
    // Who types the same whole number again has read it rightly: the chip may want the dates with
    // it.
    auto key = std::make_shared<const card::AccessKey>(
        card::AccessKey::from_can(digits_.substr(count - kCanLength)));
    const bool refused = was_refused(*key);
    if (count == kNumberLength && (refused || digits_ == refused_number_)) {
        mode_ = kDates;
        date_at_ = 0;
        return say({});
    }
    if (refused) return say(QStringLiteral("k.same"));
    last_number_ = digits_;
    last_was_code_ = false;
    give_out(std::move(key));
}

void KeyEntry::give_out(SharedKey key, card::Body body) {
    last_key_ = key;
    say({});
    emit ready({std::move(key), std::move(body)});
}

bool KeyEntry::was_refused(const card::AccessKey& key) const {
    return std::ranges::any_of(refused_, [&key](const auto& other) {
        return other->kind() == key.kind() &&
               std::ranges::equal(other->password().view(), key.password().view());
    });
}

void KeyEntry::enter_date() {
    auto& date = dates_[static_cast<std::size_t>(date_at_)];
    if (date.size() < kDateLength) return;
    if (!is_day(date)) {
        const auto wrong = with_slashes(date);
        wipe_text(date);
        return say(QStringLiteral("k.date.bad"), wrong);
    }
    if (date_at_ == 0) {
        date_at_ = 1;
        return say({});
    }
    auto key = std::make_shared<const card::AccessKey>(card::AccessKey::from_printed(
        kCountry, {.number = digits_, .birth = dates_[0], .expiry = dates_[1]}));
    if (was_refused(*key)) {
        wipe();
        mode_ = kType;
        return say(QStringLiteral("k.same.dates"));
    }
    last_was_code_ = false;
    give_out(std::move(key));
}

void KeyEntry::neverExpires() {
    // Such cards have 31/12/2099 in their MRZ.
    if (mode_ != kDates || date_at_ != 1) return;
    dates_[1] = "31122099";
    enter_date();
}

void KeyEntry::setMode(const QString& mode) {
    if (mode == kScan ? !camera_ : mode != kType) return;
    mode_ = mode;
    say({});
}

void KeyEntry::cameraLost() {
    camera_ = false;
    if (mode_ != kScan) return;
    mode_ = kType;
    say(QStringLiteral("e.camera.b"));
}

QString KeyEntry::refused() {
    if (last_key_) refused_.push_back(std::exchange(last_key_, nullptr));
    if (last_was_code_) {
        ++code_refusals_;
        wipe();
        return codesStopped() ? QStringLiteral("e.qr3") : QStringLiteral("e.qrold");
    }
    ++refusals_;
    refused_number_ = last_number_.size() == kNumberLength ? last_number_ : std::string();
    wipe();
    mode_ = kType;
    emit changed();
    return stopped() ? QStringLiteral("e.key3") : QStringLiteral("e.key");
}

void KeyEntry::stop() {
    refusals_ = code_refusals_ = kMaxRefusals;
    wipe();
    mode_ = kType;
    emit changed();
}

void KeyEntry::accepted() {
    refusals_ = code_refusals_ = 0;
    refused_.clear();
    last_key_.reset();
    wipe_text(refused_number_);
    wipe_text(last_number_);
    eraseAll();
}

void KeyEntry::open() {
    mode_ = camera_ && !stopped() ? kScan : kType;
    say({});
}

void KeyEntry::wipe() {
    wipe_text(digits_);
    for (auto& date : dates_) wipe_text(date);
    date_at_ = 0;
}

void KeyEntry::clear() {
    accepted();
    wipe_text(pending_);
    wipe_mark();
    last_was_code_ = false;
    mode_ = camera_ ? kScan : kType;
    say({});
}

}  // namespace kiosk
