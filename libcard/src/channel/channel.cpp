// SPDX-License-Identifier: Apache-2.0
#include "channel/channel.h"

#include "channel/iso7816.h"

namespace card {

Channel::~Channel() = default;

void fail_cut_short(std::uint16_t status) {
    throw Error(Errc::card_lost, Step::read_removed,
                "the card's answer was cut short: lay the card flat on the reader", status);
}

apdu::Response PlainChannel::exchange(const apdu::Command& command) {
    if (limits_.stop.stop_requested())
        throw Error(Errc::stopped, Step::read_stopped, "stopped on request");
    if (std::chrono::steady_clock::now() >= limits_.end)
        throw Error(Errc::timed_out, Step::read_time, "the reading takes too long: it is given up");
    if (++sent_ > kMaxCommands)
        throw Error(Errc::protocol, Step::read_no_progress,
                    "the chip gives its files in ever smaller pieces: it is not read on");
    const Bytes sent = command.encode();
    const Bytes received = transport_.transceive(sent);
    ++counters_.apdus;
    counters_.bytes_sent += sent.size();
    counters_.bytes_received += received.size();
    auto response = apdu::Response::parse(received);
    // ISO 7816-4 §5.6 knows 61 to 6F and 90 to 9F; anything else is the middle of an answer that a
    // reader cut short.
    if (response.sw1() != 0x60 && (response.sw1() >> 4 == 6 || response.sw1() >> 4 == 9))
        return response;
    fail_cut_short(response.sw);
}

apdu::Response PlainChannel::transmit(const apdu::Command& command) {
    auto response = exchange(command);
    // ISO 7816-4 §5.6: "wrong Le, exact length in SW2". Chips say so over T=0 above all; Le is not
    // among what secure messaging protects.
    if (response.sw1() == 0x6C && response.data.empty() && command.ne != 0) {
        auto again = command;
        again.ne = response.sw2() == 0 ? apdu::kMaxShortNe : response.sw2();
        response = exchange(again);
    }
    for (int round = 0; response.sw1() == 0x61; ++round) {
        if (round == kMaxGetResponse || response.data.size() > kMaxChainedResponse)
            throw Error(Errc::protocol, Step::read_no_progress,
                        "the chip announces more and more octets and never ends", response.sw);
        const std::size_t ne = response.sw2() == 0 ? apdu::kMaxShortNe : response.sw2();
        auto more = exchange(iso7816::get_response(ne));
        if (more.data.empty() && more.sw1() == 0x61)
            throw Error(Errc::protocol, Step::read_no_progress,
                        "the chip announces octets and does not give them", more.sw);
        append(response.data, more.data);
        response.sw = more.sw;
    }
    return response;
}

}  // namespace card
