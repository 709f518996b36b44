// SPDX-License-Identifier: Apache-2.0
#include "visit/passport_entry.h"

#include <algorithm>
#include <utility>

#include "core/wipe_text.h"

namespace kiosk::visit {

bool PassportEntry::empty() const {
    return argument_.empty() && std::ranges::all_of(texts_, &std::string::empty);
}

bool PassportEntry::complete() const {
    const auto size = texts_[at_].size();
    return at_ == number ? size >= kLeastDocumentNumber : size == kDateLength;
}

bool PassportEntry::character(char character) {
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
    const bool digit = character >= '0' && character <= '9';
    const bool letter = character >= 'A' && character <= 'Z';
    const bool taken = digit || (letter && at_ == number);
    if (!taken) return false;
    auto& to = texts_[at_];
    if (std::exchange(anew_, false)) wipe_text(to);
    if (to.size() == (at_ == number ? kMostDocumentNumber : kDateLength)) return false;
    to += character;
    say("");
    return true;
}

void PassportEntry::go_to(Field field) {
    if (!may_go_to(field)) return;
    at_ = field;
    anew_ = complete();
    say("");
}

void PassportEntry::erase() {
    anew_ = false;
    auto& from = texts_[at_];
    if (!from.empty()) from.pop_back();
    else if (at_ != number) at_ = static_cast<Field>(at_ - 1);
    say("");
}

void PassportEntry::erase_all() {
    wipe_text(texts_[at_]);
    say("");
}

bool PassportEntry::enter() {
    if (!complete()) {
        const auto least = at_ == number ? kLeastDocumentNumber : kDateLength;
        const auto missing = least - texts_[at_].size();
        static constexpr const char* kLess[]{"k.less.characters", "k.less.birth", "k.less.expiry"};
        return say(kLess[at_], std::to_string(missing)), false;
    }
    if (!is_right()) return false;
    say("");
    anew_ = false;
    if (at_ == expiry) return true;
    at_ = static_cast<Field>(at_ + 1);
    return false;
}

/// Of a date: the calendar has it. What it has not is to be typed anew. Of both: they may have been
/// swapped, so both stay to be looked at.
bool PassportEntry::is_right() {
    auto& text = texts_[at_];
    if (at_ == number) return true;
    if (is_day(text)) {
        if (at_ == birth || in_order(texts_[birth], text)) return true;
        anew_ = true;
        return say("k.date.order"), false;
    }
    auto wrong = with_slashes(text);
    wipe_text(text);
    say("k.passport.bad", std::move(wrong));
    return false;
}

void PassportEntry::say(const char* message, std::string argument) {
    message_ = message;
    wipe_text(argument_);
    argument_ = std::move(argument);
}

void PassportEntry::wipe() {
    for (auto& text : texts_) wipe_text(text);
    at_ = number;
    anew_ = false;
    say("");
}

}  // namespace kiosk::visit
