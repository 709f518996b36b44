// SPDX-License-Identifier: Apache-2.0
// A Channel carries APDUs. PlainChannel lays them on a Transport; secure messaging is a Channel
// inside a Channel.
#pragma once
#include <chrono>
#include <cstdint>
#include <stop_token>

#include "apdu/apdu.h"
#include "card/document.h"
#include "card/transport.h"

namespace card {

class Channel {
public:
    virtual ~Channel();
    virtual apdu::Response transmit(const apdu::Command& command) = 0;
};

/// GET RESPONSE rounds after one command; a chip that says 61xx for ever is cut off here.
inline constexpr int kMaxGetResponse = 300;
/// Commands of one presentation: twice what all files at their largest need in the smallest usual
/// blocks over T=0.
inline constexpr std::uint64_t kMaxCommands = 32'768;
/// Octets one command may bring back in all rounds.
inline constexpr std::size_t kMaxChainedResponse = 70'000;

/// An answer of which the end is missing: a reader lost it on its way. Throws Error{card_lost} with
/// step read.removed.
[[noreturn]] void fail_cut_short(std::uint16_t status);

/// What ends a reading from outside: before each command both are looked at.
struct Limits {
    std::stop_token stop;
    std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();
};

class PlainChannel final : public Channel {
public:
    PlainChannel(Transport& transport, Counters& counters, Limits limits)
        : transport_(transport), counters_(counters), limits_(std::move(limits)) {}
    /// Joins the parts of a response that the chip gives by 61xx (ISO 7816-4 §5.1.3).
    apdu::Response transmit(const apdu::Command& command) override;

private:
    apdu::Response exchange(const apdu::Command& command);
    Transport& transport_;
    Counters& counters_;
    Limits limits_;
    std::uint64_t sent_ = 0;
};

}  // namespace card
