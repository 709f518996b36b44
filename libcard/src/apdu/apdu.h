// SPDX-License-Identifier: Apache-2.0
// Command and response APDUs, ISO 7816-4 §5: the four cases as constructors, short and extended
// form.
#pragma once
#include <cstdint>

#include "card/bytes.h"

namespace card::apdu {

inline constexpr std::size_t kMaxShortData = 255;
inline constexpr std::size_t kMaxShortNe = 256;
inline constexpr std::size_t kMaxExtendedData = 65535;
inline constexpr std::size_t kMaxExtendedNe = 65536;

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    Bytes data;          ///< command data field; empty in cases 1 and 2
    std::size_t ne = 0;  ///< expected response octets; 0 in cases 1 and 3

    static Command case1(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2);
    static Command case2(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                         std::size_t ne);
    static Command case3(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                         ByteView data);
    static Command case4(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                         ByteView data, std::size_t ne);

    bool needs_extended() const noexcept { return data.size() > kMaxShortData || ne > kMaxShortNe; }
    /// The octets on the wire; the extended form only where the short one cannot say it.
    Bytes encode() const;
    /// The inverse of encode(). Throws Error{malformed}.
    static Command parse(ByteView octets);
};

struct Response {
    Bytes data;
    std::uint16_t sw = 0;
    /// Inside secure messaging: false for an error that the chip answered in clear, which never
    /// carries data.
    bool is_protected = true;

    bool ok() const noexcept { return sw == 0x9000; }
    std::uint8_t sw1() const noexcept { return static_cast<std::uint8_t>(sw >> 8); }
    std::uint8_t sw2() const noexcept { return static_cast<std::uint8_t>(sw & 0xFF); }
    /// Throws Error{card_lost} on fewer than two octets: a torn card looks like that.
    static Response parse(ByteView octets);
};

/// Four hexadecimal digits of a status word, for messages.
std::string status_text(std::uint16_t sw);

}  // namespace card::apdu
