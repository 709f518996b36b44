// SPDX-License-Identifier: Apache-2.0
#include "card/bytes.h"

#include "card/error.h"

namespace card {

void wipe(void* data, std::size_t size) noexcept {
    if (size > 0)
        explicit_bzero(
            data, size);  // as wide as the processor stores; OPENSSL_cleanse goes by eight octets
}

std::string to_hex(std::uint16_t word) {
    const std::uint8_t octets[]{static_cast<std::uint8_t>(word >> 8),
                                static_cast<std::uint8_t>(word)};
    return to_hex(octets);
}

std::string to_hex(ByteView octets) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const auto octet : octets) {
        text += kDigits[octet >> 4];
        text += kDigits[octet & 0x0F];
    }
    return text;
}

namespace {
int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}
}  // namespace

Bytes from_hex(std::string_view text) {
    Bytes octets;
    octets.reserve(text.size() / 2);
    int high = -1;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        const int value = nibble(c);
        if (value < 0) throw Error(Errc::usage, Step::hex, said("cause.hex"));
        if (high < 0) {
            high = value;
        } else {
            octets.push_back(static_cast<std::uint8_t>(high << 4 | value));
            high = -1;
        }
    }
    if (high >= 0) throw Error(Errc::usage, Step::hex, said("cause.hex_odd"));
    return octets;
}

}  // namespace card
