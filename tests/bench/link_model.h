// SPDX-License-Identifier: Apache-2.0
// Seconds that a reading takes on the air and on the reader's cable, from the sizes of its APDUs:
// so that an improvement shows without hardware. Parameters and their sources are in
// docs/benchmarks.md.
#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// One APDU and its answer, in octets.
struct Exchange {
    std::uint8_t instruction = 0;
    std::size_t sent = 0, received = 0;
};

struct Reader {
    std::string name;
    double kilobits =
        106;  ///< on the air, both ways (ISO/IEC 14443-2 §8.1.1: fc/128, /64, /32, /16)
    std::size_t frame = 256;    ///< FSD and FSC, octets with PCB and CRC (ISO/IEC 14443-4 table 1)
    double cable_fixed_ms = 0;  ///< an APDU's way to the reader and back, whatever its size
    double cable_octet_ms = 0;  ///< and for each octet
    bool extended = false;
};

/// What the chip itself takes: assumptions, as nobody has published a card's own times.
struct Chip {
    double any_ms = 2.0;          ///< for any command
    double octet_ms = 0.004;      ///< secure messaging, for each octet of the answer
    double agreement_ms = 40.0;   ///< a step with a point multiplication (GENERAL AUTHENTICATE)
    double signature_ms = 150.0;  ///< active authentication
};

constexpr double kCarrierMHz = 13.56;
/// Frame delay in both directions, ISO/IEC 14443-3 §6.2.1.1: 1172/fc at least.
constexpr double kFrameDelayMs = 1172 / kCarrierMHz / 1000;
/// Start and end of communication, in bits.
constexpr double kFrameBits = 2.5;
/// PCB and CRC of a block.
constexpr std::size_t kBlockOverhead = 3;
constexpr double kBitsPerOctet = 9;  // with parity

inline double frame_ms(std::size_t octets, const Reader& reader) {
    return (kFrameBits + kBitsPerOctet * static_cast<double>(octets)) / reader.kilobits +
           kFrameDelayMs;
}

/// A message in one direction: blocks that are full, each with its acknowledgement, then the last.
inline double message_ms(std::size_t octets, const Reader& reader) {
    const std::size_t most = reader.frame - kBlockOverhead;
    double time = 0;
    for (; octets > most; octets -= most)
        time += frame_ms(reader.frame, reader) + frame_ms(kBlockOverhead, reader);
    return time + frame_ms(octets + kBlockOverhead, reader);
}

inline double chip_ms(const Exchange& exchange, const Chip& chip) {
    constexpr std::uint8_t kGeneralAuthenticate = 0x86, kInternalAuthenticate = 0x88;
    double time = chip.any_ms + chip.octet_ms * static_cast<double>(exchange.received);
    if (exchange.instruction == kGeneralAuthenticate) time += chip.agreement_ms;
    if (exchange.instruction == kInternalAuthenticate) time += chip.signature_ms;
    return time;
}

inline double reading_ms(const std::vector<Exchange>& exchanges, const Reader& reader,
                         const Chip& chip) {
    double time = 0;
    for (const auto& exchange : exchanges)
        time += message_ms(exchange.sent, reader) + message_ms(exchange.received, reader) +
                chip_ms(exchange, chip) + reader.cable_fixed_ms +
                reader.cable_octet_ms * static_cast<double>(exchange.sent + exchange.received);
    return time;
}

/// Nothing but the files' own bits on the air.
inline double payload_ms(std::size_t octets, const Reader& reader) {
    return 8 * static_cast<double>(octets) / reader.kilobits;
}

}  // namespace bench
