// SPDX-License-Identifier: Apache-2.0
// What keys mean that come one after another: the digits and presses of a hand, or the code of a
// scanner that types like a keyboard. A scanner may be as slow as a hand: it is known by what it
// types as well as by how fast. Its text is hostile until the QR parser has taken it apart.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// No hand types faster.
inline constexpr std::chrono::milliseconds kFastHand{35};
/// No scanner takes longer for a key, on the average.
inline constexpr std::chrono::milliseconds kSlowScanner{150};
/// A code ends with three times its own gap between keys, and never sooner.
inline constexpr std::chrono::milliseconds kLeastSilence{300};
/// So soon after text that no hand types here nothing is a hand's press.
inline constexpr std::chrono::milliseconds kAfterText{500};
inline constexpr std::size_t kMaxCode = 2048;
/// Fewer octets are not a card's code.
inline constexpr std::size_t kMinCode = 20;
/// More characters in a row are no number that is typed.
inline constexpr std::size_t kMaxTyped = 12;

class KeyStream {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// text: it prints and presses nothing. blank: it prints, and alone it presses. end: Enter or
    /// Tab. other: it presses and prints nothing.
    enum class Kind : std::uint8_t { text, blank, end, other };
    struct Key {
        Kind kind;
        std::string text = {};
        bool repeat = false;  ///< of a key that is held down
    };

    struct Out {
        /// digit: typed by a hand, as far as is known. take_back: all digits since the one that was
        /// `first` belong to a code. press: the last key that was no text was a hand's. code: as
        /// the scanner typed it. alone: a digit with silence on both sides, which a scanner's never
        /// has.
        enum class What : std::uint8_t { digit, take_back, press, code, alone };
        What what;
        std::string text = {};
        bool first = false;
    };
    using Outs = std::vector<Out>;

    /// After tick() for the same time. `typing`: the page takes digits.
    Outs feed(const Key& key, Time now, bool typing);
    /// What has become known by silence.
    Outs tick(Time now);
    /// When tick() will have something to say.
    std::optional<Time> due() const;
    /// Forgets what was typed.
    void clear();

private:
    bool over(Time now) const;
    bool is_code() const { return !too_long_ && !plain_ && run_.size() >= kMinCode; }
    bool certainly_code() const { return !plain_ && (bar_ || keys_ > kMaxTyped); }
    bool by_hand(Time now, bool typing) const {
        return typing && plain_ && keys_ <= kMaxTyped && now - last_ > kFastHand;
    }
    std::chrono::milliseconds silence() const;
    void begin(Time now);
    void add(const std::string& text, Time now, Outs& outs);
    void end(Time now, bool typing, Outs& outs);
    void press(Time now, bool typing, Outs& outs);
    void give(Outs& outs);
    void finish(Time now, Outs& outs);
    void wipe();

    std::string run_, digits_;          ///< what came in a row, and its digits alone
    std::size_t keys_ = 0, given_ = 0;  ///< in the row, and digits that were given out
    Time first_{}, last_{};
    Time code_{}, burst_{};      ///< the last code's end; the last of presses in a row
    std::optional<Time> press_;  ///< waits until it is sure that no text follows
    bool plain_ = true, bar_ = false, too_long_ = false, repeating_ = false;
};

}  // namespace kiosk
