// SPDX-License-Identifier: Apache-2.0
// Modelled seconds of recorded readings on typical readers, beside the floor's and the bare bits'.
#include <chrono>
#include <iomanip>
#include <iostream>

#include "link_model.h"
#include "support/fixtures.h"

namespace {

using bench::Exchange;
using Clock = std::chrono::steady_clock;

const bench::Chip kChip;

std::vector<bench::Reader> readers() {
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

struct Recording {
    std::vector<Exchange> exchanges;
    card::Document document;
    double host_ms = 0;
};

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

Recording record(const std::string& name, bool extended) {
    const auto specimen = support::specimen(name, extended ? "extended" : "");
    Recording best;
    for (int run = 0; run < 5; ++run) {
        Recording recording;
        Recorder chip(specimen, extended, recording.exchanges);
        const auto start = Clock::now();
        recording.document = card::read(chip, support::can_of(specimen));
        recording.host_ms =
            std::chrono::duration<double, std::milli>(Clock::now() - start - chip.time_inside())
                .count();
        if (run == 0 || recording.host_ms < best.host_ms) best = std::move(recording);
    }
    return best;
}

/// AES: DO'87', DO'99', DO'8E' and the status word around the data.
std::size_t protected_size(std::size_t data) {
    const std::size_t body = 1 + (data / 16 + 1) * 16;
    return body + (body < 128 ? 2 : body < 256 ? 3 : 4) + 4 + 10 + 2;
}

/// The same reading with as few READs as the files' sizes allow; what is not a READ is taken as it
/// was.
std::vector<Exchange> floor_of(const Recording& recording, bool extended) {
    constexpr std::uint8_t kRead = 0xB0, kReadFar = 0xB1;
    constexpr std::size_t kReadCommand = 19, kShortBlock = 223;
    std::vector<Exchange> floor;
    for (const auto& exchange : recording.exchanges)
        if (exchange.instruction != kRead && exchange.instruction != kReadFar)
            floor.push_back(exchange);
    for (const auto& [file, octets] : recording.document.files) {
        if (file == card::FileId::card_access || file == card::FileId::atr_info) {
            floor.push_back({kRead, 5, octets.size() + 2});
            continue;
        }
        const std::size_t most = extended ? octets.size() : kShortBlock;
        for (std::size_t at = 0; at < octets.size(); at += most)
            floor.push_back({kRead, kReadCommand + (extended ? 4 : 0),
                             protected_size(std::min(most, octets.size() - at))});
    }
    for (const auto& [file, missing] : recording.document.missing)
        if (missing.status != 0) floor.push_back({kRead, kReadCommand, 16});
    return floor;
}

void print_reading(const std::string& name) {
    std::cout << name << '\n';
    for (const auto& reader : readers()) {
        const auto recording = record(name, reader.extended);
        std::size_t payload = 0;
        for (const auto& [file, octets] : recording.document.files) payload += octets.size();
        const double modelled =
            bench::reading_ms(recording.exchanges, reader, kChip) + recording.host_ms;
        const double floor = bench::reading_ms(floor_of(recording, reader.extended), reader, kChip);
        const bench::Chip timeless{0, 0, 0, 0};
        bench::Reader air = reader;
        air.cable_fixed_ms = air.cable_octet_ms = 0;
        const double bits = bench::reading_ms(recording.exchanges, air, timeless) /
                            bench::payload_ms(payload, reader);
        std::cout << "  " << std::left << std::setw(28) << reader.name << std::right << std::setw(4)
                  << recording.exchanges.size() << " APDUs " << std::fixed << std::setprecision(2)
                  << std::setw(6) << modelled / 1000 << " s, ratio to the floor "
                  << std::setprecision(3) << modelled / floor
                  << " (at most 1.05), air time to bare bits " << std::setprecision(2) << bits
                  << '\n'
                  << std::defaultfloat;
    }
}

}  // namespace

int main() {
    std::cout << "modelled seconds (assumed chip: " << kChip.any_ms << " ms a command, "
              << kChip.agreement_ms << " ms an agreement, " << kChip.signature_ms
              << " ms a signature)\n";
    print_reading("vn-citizen-2021");
}
