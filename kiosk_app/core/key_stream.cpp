// SPDX-License-Identifier: Apache-2.0
#include "core/key_stream.h"

#include <algorithm>
#include <utility>

#include "core/wipe_text.h"

namespace kiosk {
namespace {

using std::chrono::milliseconds;
using What = KeyStream::Out::What;

bool is_digit(const std::string& text) {
    return text.size() == 1 && text[0] >= '0' && text[0] <= '9';
}
bool is_letter(const std::string& text) {
    const char small = text.size() == 1 ? static_cast<char>(text[0] | 0x20) : '\0';
    return small >= 'a' && small <= 'z';
}

}  // namespace

KeyStream::Outs KeyStream::feed(const Key& key, Time now, Takes takes) {
    Outs outs;
    // A scanner's two equal characters may look like a key held down; but that begins late.
    const bool scanned = key.kind == Kind::text && !repeating_ && now - last_ <= kSlowScanner;
    repeating_ = key.repeat && !scanned;
    if (repeating_) return outs;
    const bool joins = !run_.empty() && !over(now);
    if (key.kind == Kind::text || (key.kind == Kind::blank && joins))
        add(key.text, now, takes, outs);
    else if (key.kind == Kind::end && joins) end(now, takes, outs);
    else press(now, takes, outs);
    return outs;
}

KeyStream::Outs KeyStream::tick(Time now) {
    Outs outs;
    if (now - last_ > kFastHand && !certainly_code()) give(outs);
    if (!run_.empty() && over(now)) {
        if (keys_ == 1 && plain_) outs.push_back({What::alone, run_});
        finish(now, outs);
    }
    if (press_ && now - *press_ > kSlowScanner) {
        press_.reset();
        outs.push_back({What::press});
    }
    return outs;
}

std::optional<KeyStream::Time> KeyStream::due() const {
    static constexpr milliseconds kBehind{1};
    std::optional<Time> first;
    const auto take = [&first](Time time) { first = std::min(first.value_or(time), time); };
    if (given_ < typed_.size() && !certainly_code()) take(last_ + kFastHand + kBehind);
    if (!run_.empty()) take(last_ + silence() + kBehind);
    if (press_) take(*press_ + kSlowScanner + kBehind);
    return first;
}

void KeyStream::clear() {
    wipe();
    press_.reset();
}

bool KeyStream::over(Time now) const { return now < last_ || now - last_ > silence(); }

milliseconds KeyStream::silence() const {
    if (keys_ < 2) return kLeastSilence;
    const auto gap = std::chrono::duration_cast<milliseconds>(last_ - first_) /
                     static_cast<milliseconds::rep>(keys_ - 1);
    return std::max(kLeastSilence, 3 * std::min(gap, kSlowScanner));
}

void KeyStream::begin(Time now) {
    wipe();
    keys_ = 0;
    first_ = now;
    plain_ = true;
    letters_ = bar_ = too_long_ = false;
}

void KeyStream::add(const std::string& text, Time now, Takes takes, Outs& outs) {
    press_.reset();  // it was the code's
    if (run_.empty()) begin(now);
    last_ = now;
    ++keys_;
    // The rest of an endless code is no code.
    too_long_ = too_long_ || run_.size() + text.size() > kMaxCode;
    if (!too_long_) run_ += text;
    bar_ = bar_ || text == "|";
    const bool letter = takes == Takes::letters && is_letter(text);
    letters_ = letters_ || letter;
    if (!letter && !is_digit(text)) plain_ = false;
    else if (!too_long_) typed_ += text;
    if (certainly_code() && std::exchange(given_, 0) > 0) outs.push_back({What::take_back});
}

/// Enter or Tab behind text.
void KeyStream::end(Time now, Takes takes, Outs& outs) {
    const bool hand = by_hand(now, takes);
    finish(now, outs);
    if (hand) outs.push_back({What::press});
}

void KeyStream::press(Time now, Takes takes, Outs& outs) {
    const bool behind_text = now - last_ <= kAfterText;
    const bool in_row = press_ || now - burst_ <= kSlowScanner || now - code_ <= kAfterText;
    if (in_row || (behind_text && !by_hand(now, takes))) {
        press_.reset();
        burst_ = now;  // nor is what follows at once
        return;
    }
    if (!behind_text) {
        press_ = now;
        return;
    }
    finish(now, outs);
    outs.push_back({What::press});
}

void KeyStream::give(Outs& outs) {
    for (; given_ < typed_.size(); ++given_)
        outs.push_back({What::typed, std::string(1, typed_[given_]), given_ == 0});
}

void KeyStream::finish(Time now, Outs& outs) {
    if (is_code()) {
        code_ = now;
        if (given_ > 0) outs.push_back({What::take_back});
        outs.push_back({What::code, run_});
    } else if (plain_ || keys_ <= kMaxTyped) {
        give(outs);  // whatever else it was, a hand may have typed it
    }
    wipe();
}

void KeyStream::wipe() {
    wipe_text(run_);
    wipe_text(typed_);
    given_ = 0;
}

}  // namespace kiosk
