// SPDX-License-Identifier: Apache-2.0
// The line below which drivers live: octets go out, octets come back. A driver never judges status
// words.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

#include "card/bytes.h"
#include "card/error.h"

namespace card {

/// Largest APDUs of the short form, ISO 7816-4 §5.1.
inline constexpr std::size_t kShortCommandLimit = 261;
/// The same of a response, status word included.
inline constexpr std::size_t kShortResponseLimit = 258;

/// What reader and card said of themselves before the first APDU.
struct LinkTraits {
    std::size_t max_command = kShortCommandLimit;  ///< octets the reader carries to the card
    std::size_t max_response =
        kShortResponseLimit;  ///< octets the reader carries back, status word included
    Bytes atr;                ///< answer to reset; empty where the driver has none
    std::string reader;       ///< the reader's name
    bool recorded = false;    ///< answers from a transcript: no chip is there, and whoever wrote it
                              ///< knew the session's secrets
};

/// A card in the field. Not thread-safe: one thread talks to one card.
class CARD_API Transport {
public:
    virtual ~Transport();
    /// Sends one command APDU, returns the response APDU (at least the two octets of the status
    /// word). Throws Error: card_lost, reader_lost, timed_out.
    virtual Bytes transceive(ByteView command) = 0;
    /// What is known of the link; the defaults are short APDUs and no name.
    virtual LinkTraits traits() const;
};

/// Limits of waits.
using Milliseconds = std::chrono::milliseconds;
/// For a wait that only its stop token ends.
inline constexpr Milliseconds kNoLimit = Milliseconds::max();

/// Waits until `stop` is asked for, `most` at most: for what can only be asked again and again.
CARD_API void pause(const std::stop_token& stop, Milliseconds most);

/// What a reader can show or sound of itself, where it has a light or a buzzer and the
/// configuration lets it.
enum class Signal { ready, reading, good, attention };

/// A reader that cards come to. Not thread-safe but for the stop tokens: one thread waits and
/// reads. Every wait throws Error{stopped} within 100 ms when `stop` is asked for, and
/// Error{timed_out} after `limit`.
class CARD_API Reader {
public:
    virtual ~Reader();
    /// As list_readers() and error texts name it.
    virtual std::string name() const = 0;
    /// Waits until a card answers. Error{reader_lost} when the reader goes or its service ends;
    /// wait_for_reader() then.
    virtual std::unique_ptr<Transport> wait_for_card(std::stop_token stop,
                                                     Milliseconds limit = kNoLimit) = 0;
    /// Waits until no card is there, or not the one given last. Error{reader_lost} likewise.
    virtual void wait_for_removal(std::stop_token stop, Milliseconds limit = kNoLimit) = 0;
    /// Waits until the reader is there, after it was unplugged or its service was restarted.
    virtual void wait_for_reader(std::stop_token stop, Milliseconds limit = kNoLimit);
    /// The card that was given last is no travel document, for this reason. Returns where
    /// wait_for_card() may give another one, of a second slot; else throws `why`, or an Error of
    /// the same code that says what lies in each slot.
    virtual void pass_over(const Error& why);
    /// Shows the signal; does nothing where the reader cannot.
    virtual void signal(Signal signal);
};

}  // namespace card
