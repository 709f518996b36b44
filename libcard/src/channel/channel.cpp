#include "channel/channel.h"

#include "channel/iso7816.h"

namespace card {

Channel::~Channel() = default;

apdu::Response PlainChannel::exchange(const apdu::Command& command) {
    if (stop_.stop_requested()) throw Error(Errc::stopped, "read.stopped", "stopped on request");
    const Bytes sent = command.encode();
    const Bytes received = transport_.transceive(sent);
    ++counters_.apdus;
    counters_.bytes_sent += sent.size();
    counters_.bytes_received += received.size();
    return apdu::Response::parse(received);
}

apdu::Response PlainChannel::transmit(const apdu::Command& command) {
    auto response = exchange(command);
    for (int round = 0; response.sw1() == 0x61; ++round) {
        if (round == kMaxGetResponse || response.data.size() > kMaxChainedResponse)
            throw Error(Errc::protocol, "read.no_progress", "the chip announces more and more octets and never ends", response.sw);
        const std::size_t ne = response.sw2() == 0 ? apdu::kMaxShortNe : response.sw2();
        auto more = exchange(iso7816::get_response(ne));
        if (more.data.empty() && more.sw1() == 0x61)
            throw Error(Errc::protocol, "read.no_progress", "the chip announces octets and does not give them", more.sw);
        append(response.data, more.data);
        response.sw = more.sw;
    }
    return response;
}

}  // namespace card
