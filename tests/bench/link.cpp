// SPDX-License-Identifier: Apache-2.0
// Modelled seconds of recorded readings on typical readers, beside the floor's and the bare bits'.
#include <iomanip>
#include <iostream>

#include "link_reading.h"

namespace {

using bench::Exchange;
const bench::Chip kChip;

/// The quickest of five: what this computer took is the only thing that varies.
bench::Reading quickest(const std::string& name, bool extended, card::Proofs proofs) {
    bench::Reading best;
    for (int run = 0; run < 5; ++run) {
        auto reading = bench::read_recorded(name, extended, proofs);
        if (run == 0 || reading.host_ms < best.host_ms) best = std::move(reading);
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
std::vector<Exchange> floor_of(const bench::Reading& recording, bool extended) {
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

double whole_ms(const bench::Reading& reading, const bench::Reader& reader) {
    return bench::reading_ms(reading.exchanges, reader, kChip) + reading.host_ms;
}

/// Air time of everything beside the bare bits of the files.
double bits_ratio(const bench::Reading& reading, bench::Reader reader) {
    std::size_t payload = 0;
    for (const auto& [file, octets] : reading.document.files) payload += octets.size();
    const bench::Chip timeless{0, 0, 0, 0};
    reader.cable_fixed_ms = reader.cable_octet_ms = 0;
    return bench::reading_ms(reading.exchanges, reader, timeless) /
           bench::payload_ms(payload, reader);
}

void print_reading(const std::string& name) {
    std::cout << name << std::fixed << '\n';
    for (const auto& reader : bench::readers()) {
        const auto all = quickest(name, reader.extended, card::Proofs::all),
                   sufficient = quickest(name, reader.extended, card::Proofs::sufficient);
        const double floor = bench::reading_ms(floor_of(all, reader.extended), reader, kChip);
        std::cout << "  " << std::left << std::setw(27) << reader.name << std::right
                  << std::setprecision(2) << std::setw(4) << all.exchanges.size() << " APDUs "
                  << std::setw(5) << whole_ms(all, reader) / 1000 << " s; proofs by need: whole "
                  << std::setw(5) << whole_ms(sufficient, reader) / 1000 << " s, first proven text "
                  << std::setw(5) << bench::proven_text_ms(sufficient, reader, kChip) / 1000
                  << " s\n"
                  << std::setw(29) << ""
                  << " ratio to the floor " << std::setprecision(3) << whole_ms(all, reader) / floor
                  << " (at most 1.05), air time to bare bits " << std::setprecision(2)
                  << bits_ratio(all, reader) << '\n';
    }
}

}  // namespace

int main() {
    std::cout << "modelled seconds (assumed chip: " << kChip.any_ms << " ms a command, "
              << kChip.agreement_ms << " ms an agreement, " << kChip.signature_ms
              << " ms a signature)\n";
    print_reading("vn-citizen-2021");
}
