// SPDX-License-Identifier: Apache-2.0
#include "link_reading.h"

#include <algorithm>
#include <chrono>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

class Recorder final : public card::Transport {
public:
    Recorder(const simulated::Specimen& specimen, bool extended, std::vector<Exchange>& to)
        : chip_(specimen), extended_(extended), to_(to) {}
    card::Bytes transceive(card::ByteView command) override {
        auto answer = chip_.transceive(command);
        to_.push_back({command[1], command.size(), answer.size()});
        return answer;
    }
    card::LinkTraits traits() const override {
        auto traits = chip_.traits();
        if (!extended_)
            traits.max_command = card::kShortCommandLimit,
            traits.max_response = card::kShortResponseLimit;
        return traits;
    }
    auto time_inside() const { return chip_.time_inside(); }

private:
    simulated::CardTransport chip_;
    bool extended_;
    std::vector<Exchange>& to_;
};

/// What there was after so many exchanges.
struct Arrived {
    std::size_t exchanges = 0;
    card::Document document;
};

bool is_proven(const simulated::Specimen& specimen, const card::Document& document) {
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    const auto passed = [&report](const char* name) {
        const auto* check = report.check(name);
        return check && check->outcome == card::Outcome::passed;
    };
    return passed("sod.signature") && passed("dsc.chain") && passed("dg.hash.1") &&
           passed("dg.hash.13") && (passed("chip.ca") || passed("chip.aa") || passed("chip.cam"));
}

std::optional<std::size_t> first_proven(const simulated::Specimen& specimen,
                                        const std::vector<Arrived>& arrived) {
    const auto first = std::ranges::find_if(
        arrived, [&specimen](const Arrived& one) { return is_proven(specimen, one.document); });
    if (first == arrived.end()) return {};
    return first->exchanges;
}

}  // namespace

std::vector<Reader> readers() {
    // Full-speed USB asks once a millisecond: one out, one in. HSU: 10 bits an octet, 13 octets of
    // frame and acknowledgement each way.
    constexpr double kUsb = 2.0, kHsuOctet = 10 / 115.2;
    return {{"CCID, 848 kbit/s, extended", 848, 256, kUsb, 0, true},
            {"CCID, 424 kbit/s, extended", 424, 256, kUsb, 0, true},
            {"CCID, 424 kbit/s", 424, 256, kUsb, 0, false},
            {"CCID, 212 kbit/s", 212, 256, kUsb, 0, false},
            {"ACR122U, 106 kbit/s", 106, 64, 2 * kUsb, 0, false},
            {"PN532 HSU, 106 kbit/s", 106, 64, 26 * kHsuOctet, kHsuOctet, false}};
}

Reading read_recorded(const std::string& name, bool extended, card::Proofs proofs) {
    const auto specimen = support::specimen(name, extended ? "extended" : "");
    Reading reading;
    Recorder chip(specimen, extended, reading.exchanges);
    std::vector<Arrived> arrived;
    card::ReadOptions options;
    options.proofs = proofs;
    auto aside = Clock::duration::zero();
    options.arrived = [&](const card::Document& document) {
        const auto start = Clock::now();
        arrived.push_back({reading.exchanges.size(), document});
        aside += Clock::now() - start;
    };
    const auto start = Clock::now();
    reading.document = card::read(chip, support::can_of(specimen), options);
    reading.host_ms =
        std::chrono::duration<double, std::milli>(Clock::now() - start - chip.time_inside() - aside)
            .count();
    arrived.push_back({reading.exchanges.size(), reading.document});
    reading.to_proven_text = first_proven(specimen, arrived);
    return reading;
}

double proven_text_ms(const Reading& reading, const Reader& reader, const Chip& chip) {
    auto first = reading.exchanges;
    first.resize(reading.to_proven_text.value());
    return reading_ms(first, reader, chip);
}

}  // namespace bench
