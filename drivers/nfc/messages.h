// SPDX-License-Identifier: Apache-2.0
// What driver and helper process say to each other over a socket that keeps messages apart
// (SOCK_SEQPACKET): one octet that says which, then its body. Every request has one reply.
#pragma once
#include <cstddef>
#include <cstdint>

namespace card::nfc {

enum class Request : std::uint8_t {
    open = 'O',  ///< connstring; closes a device that is open. Reply: ok with the device's name, or
                 ///< error
    poll = 'P',  ///< Reply: card with its ATS, none, several, storage, or error
    exchange = 'X',  ///< u16 limit in milliseconds (big-endian), command APDU. Reply: answer with
                     ///< the response APDU, or error
    present = 'Q',   ///< Reply: ok, none, or error
    release = 'R',   ///< Reply: ok
};

enum class Reply : std::uint8_t {
    ok = 'K',
    card = 'C',
    none = 'N',
    several = '2',
    storage = 'S',
    answer = 'A',
    error = 'E',  ///< one octet: Failure
};

enum class Failure : std::uint8_t {
    none = 0,
    gone = 'g',      ///< the card left the field
    silent = 't',    ///< the chip did not answer in time: the device must be opened anew
    device = 'd',    ///< the reader does not answer
    busy = 'b',      ///< another process uses the reader
    garbled = 'x',   ///< the reader answered something that is not an answer: the device must be
                     ///< opened anew
    too_long = 'l',  ///< the command is longer than this reader carries
};

/// The helper's end of the socket.
inline constexpr int kHelperSocket = 3;
inline constexpr std::size_t kMaxMessage = 4096;
/// READ blocks of 223 octets and everything else of short length fit (docs/readers.md).
inline constexpr std::size_t kPn53xCommand = 262, kPn53xResponse = 263;
inline constexpr std::size_t kAcr122Command = 252, kAcr122Response = 250;

}  // namespace card::nfc
