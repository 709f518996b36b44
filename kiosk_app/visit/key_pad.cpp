// SPDX-License-Identifier: Apache-2.0
#include "visit/key_pad.h"

#include <algorithm>
#include <utility>

#include "card/error.h"
#include "core/key_stream.h"
#include "core/wipe_text.h"

namespace kiosk::visit {
namespace {

/// What cards without an end have in their MRZ: 31/12/2099.
constexpr const char* kNever = "31122099";

/// Three lines of an MRZ, or two, with what parts them.
constexpr std::size_t kMostMrz = 92;

/// Nothing where the library makes no key of it.
template <class Make>
std::shared_ptr<const card::AccessKey> made(Make make) {
    try {
        return std::make_shared<const card::AccessKey>(make());
    } catch (const card::Error&) {
        return {};
    }
}

auto made_of(const card::AccessKey::Printed& printed) {
    return made([&printed] { return card::AccessKey::from_printed(kCountry, printed); });
}

}  // namespace

std::optional<VisitKey> printed_key(const std::string& text) {
    if (auto key = made_of({.code = text})) return VisitKey{std::move(key), {text, {}}};
    if (auto key = made([&text] { return card::AccessKey::from_mrz(text); }))
        return VisitKey{std::move(key), {{}, text}};
    return {};
}

bool is_of_mrz(const std::string& text) {
    static constexpr auto kIsOne = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '<' || c == '\n';
    };
    return text.size() >= kMinLine && std::ranges::all_of(text, kIsOne);
}

void KeyPad::say(const char* message, std::string argument) {
    message_ = message;
    wipe_text(argument_);  // a date that was no day
    argument_ = std::move(argument);
}

void KeyPad::mark() {
    wipe_mark();
    marked_ = {mode_, message_, argument_, digits_, dates_, date_at_};
}

void KeyPad::take_back() {
    wipe();
    mode_ = marked_.mode;
    digits_ = marked_.digits;
    dates_ = marked_.dates;
    date_at_ = marked_.date_at;
    message_ = marked_.message;
    argument_ = marked_.argument;
    wipe_mark();
}

void KeyPad::wipe_mark() {
    wipe_text(marked_.digits);
    for (auto& date : marked_.dates) wipe_text(date);
}

bool KeyPad::keep(const std::string& text) {
    const bool goes_on = is_of_mrz(pending_) && is_of_mrz(text) && !printed_key(pending_) &&
                         pending_.size() + text.size() < kMostMrz;
    if (!goes_on) wipe_text(pending_);
    else pending_ += '\n';
    pending_ += text;
    return printed_key(pending_).has_value();
}

KeyPad::Key KeyPad::use_pending() {
    if (pending_.empty()) return {};
    auto key = printed_key(pending_);
    if (!key && is_of_mrz(pending_)) return say("k.mrz.more"), std::nullopt;
    wipe_text(pending_);
    if (codes_stopped()) return say("e.qr3.b"), std::nullopt;
    if (!key) return say("e.qrother.b"), std::nullopt;
    if (was_refused(*key->key)) return say("e.qrold.b"), std::nullopt;
    last_was_code_ = true;
    return give_out(std::move(key->key), std::move(key->body));
}

KeyPad::Key KeyPad::code(const std::string& text) {
    keep(text);
    return use_pending();
}

KeyPad::Key KeyPad::document(PassportEntry& typed) {
    auto key = made_of({.number = typed.text(PassportEntry::number),
                        .birth = typed.text(PassportEntry::birth),
                        .expiry = typed.text(PassportEntry::expiry)});
    if (!key) {
        typed.go_to(PassportEntry::number);  // days and their order were looked at
        return typed.say("k.notid"), std::nullopt;
    }
    if (was_refused(*key)) return typed.say("k.passport.same"), std::nullopt;
    last_was_code_ = false;
    return give_out(std::move(key));
}

bool KeyPad::digit(char digit) {
    if (digit < '0' || digit > '9') return false;
    if (stopped()) return say("k.lift"), false;
    if (mode_ == KeyMode::scan) mode_ = KeyMode::type;
    auto& to = typed_into();
    if (to.size() == (mode_ == KeyMode::dates ? kDateLength : kNumberLength)) return false;
    to += digit;
    say("");
    if (date_at_ == 0 && to.size() == kDateLength && mode_ == KeyMode::dates) enter_date();
    return true;
}

void KeyPad::erase() {
    auto& from = typed_into();
    if (!from.empty()) from.pop_back();
    else if (mode_ == KeyMode::dates && date_at_ == 1) date_at_ = 0;
    say("");
}

/// Who types the dates has typed the number rightly: it stays.
void KeyPad::erase_all() {
    if (mode_ == KeyMode::dates) wipe_dates();
    else wipe_text(digits_);
    say("");
}

KeyPad::Key KeyPad::enter() {
    if (mode_ == KeyMode::dates) return enter_date();
    return mode_ == KeyMode::type ? enter_number() : std::nullopt;
}

KeyPad::Key KeyPad::enter_number() {
    if (stopped()) return say("k.lift"), std::nullopt;
    const auto count = digits_.size();
    if (count < kCanLength) return say("k.less", std::to_string(kCanLength - count)), std::nullopt;
    if (count != kCanLength && count != kNumberLength) return say("k.notid"), std::nullopt;
    // Who types the same whole number again has read it rightly: the chip may want the dates with
    // it.
    auto key = std::make_shared<const card::AccessKey>(
        card::AccessKey::from_can(digits_.substr(count - kCanLength)));
    const bool refused = was_refused(*key);
    if (count == kNumberLength && (refused || digits_ == refused_number_)) {
        mode_ = KeyMode::dates;
        date_at_ = 0;
        return say(""), std::nullopt;
    }
    if (refused) return say("k.same"), std::nullopt;
    last_number_ = digits_;
    last_was_code_ = false;
    return give_out(std::move(key));
}

KeyPad::Key KeyPad::give_out(SharedKey key, card::Body body) {
    last_key_ = key;
    say("");
    return VisitKey{std::move(key), std::move(body)};
}

bool KeyPad::was_refused(const card::AccessKey& key) const {
    return std::ranges::any_of(refused_, [&key](const auto& other) {
        return other->kind() == key.kind() &&
               std::ranges::equal(other->password().view(), key.password().view());
    });
}

KeyPad::Key KeyPad::enter_date() {
    auto& date = dates_[date_at_];
    if (date.size() < kDateLength)
        return say("k.less", std::to_string(kDateLength - date.size())), std::nullopt;
    if (!is_day(date)) {
        auto wrong = with_slashes(date);
        wipe_text(date);
        return say("k.date.bad", std::move(wrong)), std::nullopt;
    }
    if (date_at_ == 1) return key_of_dates();
    date_at_ = 1;
    return say(""), std::nullopt;
}

KeyPad::Key KeyPad::key_of_dates() {
    if (!in_order(dates_[0], dates_[1])) {
        for (auto& date : dates_) wipe_text(date);
        date_at_ = 0;
        return say("k.date.order"), std::nullopt;
    }
    auto key = made_of({.number = digits_, .birth = dates_[0], .expiry = dates_[1]});
    if (!key || was_refused(*key)) {
        wipe();
        mode_ = KeyMode::type;
        return say(key ? "k.same.dates" : "k.notid"), std::nullopt;
    }
    last_was_code_ = false;
    return give_out(std::move(key));
}

KeyPad::Key KeyPad::never_expires() {
    if (mode_ != KeyMode::dates || date_at_ != 1) return {};
    dates_[1] = kNever;
    return enter_date();
}

void KeyPad::set_mode(KeyMode mode) {
    if (mode == KeyMode::scan ? !camera_ : mode != KeyMode::type) return;
    mode_ = mode;
    say("");
}

void KeyPad::camera_lost() {
    camera_ = false;
    if (mode_ != KeyMode::scan) return;
    mode_ = KeyMode::type;
    say("e.camera.b");
}

const char* KeyPad::refused() {
    if (last_key_) refused_.push_back(std::exchange(last_key_, nullptr));
    if (last_was_code_) {
        ++code_refusals_;
        wipe();
        return codes_stopped() ? "e.qr3" : "e.qrold";
    }
    ++refusals_;
    wipe_text(refused_number_);
    if (last_number_.size() == kNumberLength) refused_number_ = last_number_;
    wipe();
    mode_ = KeyMode::type;
    return stopped() ? "e.key3" : "e.key";
}

void KeyPad::stop() {
    refusals_ = code_refusals_ = kMaxRefusals;
    wipe();
    mode_ = KeyMode::type;
}

void KeyPad::accepted() {
    refusals_ = code_refusals_ = 0;
    refused_.clear();
    last_key_.reset();
    wipe_text(refused_number_);
    wipe_text(last_number_);
    wipe();
    if (mode_ == KeyMode::dates) mode_ = KeyMode::type;
    say("");
}

void KeyPad::card_left() {
    refused_.clear();
    if (stopped() || codes_stopped()) accepted();  // both may begin again with the next card
}

void KeyPad::open() {
    mode_ = camera_ && !stopped() ? KeyMode::scan : KeyMode::type;
    say("");
}

void KeyPad::wipe() {
    wipe_text(digits_);
    wipe_dates();
}

void KeyPad::wipe_dates() {
    for (auto& date : dates_) wipe_text(date);
    date_at_ = 0;
}

void KeyPad::clear() {
    accepted();
    wipe_text(pending_);
    wipe_mark();
    last_was_code_ = false;
    open();
}

bool KeyPad::holds() const {
    const auto any = [](const auto&... texts) { return (!texts.empty() || ...); };
    return last_key_ || any(digits_, refused_number_, last_number_, pending_, dates_[0], dates_[1],
                            refused_, argument_, marked_.digits);
}

}  // namespace kiosk::visit
