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
/// So many letters and digits in a row are a line of an MRZ; no document's number is as long.
inline constexpr std::size_t kMinLine = 30;

class KeyStream {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// text: it prints and presses nothing. blank: it prints, and alone it presses. end: Enter or
    /// Tab. other: it presses and prints nothing.
    enum class Kind : std::uint8_t { text, blank, end, other };
    /// What is typed on the page: nothing; a number; a passport's number.
    enum class Takes : std::uint8_t { nothing, digits, letters };
    struct Key {
        Kind kind;
        std::string text = {};
        bool repeat = false;  ///< of a key that is held down
    };

    struct Out {
        /// typed: a character, by a hand as far as is known. take_back: all since the one that was
        /// `first` belong to a code. press: the last key that was no text was a hand's. code: as
        /// the scanner typed it. alone: a digit with silence on both sides, which a scanner's never
        /// has.
        enum class What : std::uint8_t { typed, take_back, press, code, alone };
        What what;
        std::string text = {};
        bool first = false;
    };
    using Outs = std::vector<Out>;

    /// After tick() for the same time.
    Outs feed(const Key& key, Time now, Takes takes);
    /// What has become known by silence.
    Outs tick(Time now);
    /// When tick() will have something to say.
    std::optional<Time> due() const;
    /// Forgets what was typed.
    void clear();

private:
    bool over(Time now) const;
    bool is_line() const { return plain_ && letters_ && keys_ >= kMinLine; }
    bool is_code() const { return !too_long_ && (!plain_ || is_line()) && run_.size() >= kMinCode; }
    bool certainly_code() const { return is_line() || (!plain_ && (bar_ || keys_ > kMaxTyped)); }
    bool by_hand(Time now, Takes takes) const {
        const auto most = letters_ ? kMinLine - 1 : kMaxTyped;
        return takes != Takes::nothing && plain_ && keys_ <= most && now - last_ > kFastHand;
    }
    std::chrono::milliseconds silence() const;
    void begin(Time now);
    void add(const std::string& text, Time now, Takes takes, Outs& outs);
    void end(Time now, Takes takes, Outs& outs);
    void press(Time now, Takes takes, Outs& outs);
    void give(Outs& outs);
    void finish(Time now, Outs& outs);
    void wipe();

    std::string run_, typed_;           ///< what came in a row, and what of it the page takes
    std::size_t keys_ = 0, given_ = 0;  ///< in the row, and what was given out
    Time first_{}, last_{};
    Time code_{}, burst_{};      ///< the last code's end; the last of presses in a row
    std::optional<Time> press_;  ///< waits until it is sure that no text follows
    bool plain_ = true, letters_ = false, bar_ = false, too_long_ = false, repeating_ = false;
};

}  // namespace kiosk
