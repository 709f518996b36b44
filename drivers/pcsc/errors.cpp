// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "pcsc/service.h"

namespace card::pcsc {
namespace {

std::string hex_code(LONG code) {
    std::array<std::uint8_t, 4> octets{};
    for (std::size_t i = 0; i < 4; ++i)
        octets[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(code) >> (8 * (3 - i)));
    return to_hex(octets);
}

[[noreturn]] void lost(const std::string& text) {
    throw Error(Errc::reader_lost, Step::reader, text);
}

}  // namespace

bool is_service_loss(LONG code) {
    switch (static_cast<std::uint32_t>(code)) {
        case static_cast<std::uint32_t>(SCARD_E_NO_SERVICE):
        case static_cast<std::uint32_t>(SCARD_E_SERVICE_STOPPED):
        case static_cast<std::uint32_t>(SCARD_E_INVALID_HANDLE):
        case static_cast<std::uint32_t>(SCARD_F_COMM_ERROR):
        case static_cast<std::uint32_t>(SCARD_E_TIMEOUT): return true;
        default: return false;
    }
}

void fail_turned_away() {
    lost(
        "the smart card service hangs up: the system's policy (polkit) may keep this user out of "
        "it, 'cardtool doctor' prints the rule that lets it in");
}

void fail(LONG code, const std::string& reader) {
    if (is_service_loss(code))
        lost("the smart card service does not run: start it with 'systemctl start pcscd'");
    switch (static_cast<std::uint32_t>(code)) {
        case static_cast<std::uint32_t>(SCARD_W_SECURITY_VIOLATION):
            lost(
                "the system's policy (polkit) keeps this user out of the smart card service: "
                "'cardtool doctor' prints the rule that lets it in");
        case static_cast<std::uint32_t>(SCARD_E_NO_ACCESS):
            lost("the smart card service does not let this user in: see 'cardtool doctor'");
        case static_cast<std::uint32_t>(SCARD_E_NO_READERS_AVAILABLE):
            lost("no card reader is connected: plug one in");
        case static_cast<std::uint32_t>(
            SCARD_E_INVALID_VALUE):  // of a handle whose reader was unplugged
        case static_cast<std::uint32_t>(SCARD_E_UNKNOWN_READER):
        case static_cast<std::uint32_t>(SCARD_E_READER_UNAVAILABLE):
            lost(reader + ": the reader is gone: plug it in again");
        case static_cast<std::uint32_t>(SCARD_E_SHARING_VIOLATION):
            lost(reader + ": another program uses the card: close it");
        case static_cast<std::uint32_t>(SCARD_W_REMOVED_CARD):
        case static_cast<std::uint32_t>(SCARD_E_NO_SMARTCARD):
        case static_cast<std::uint32_t>(SCARD_W_RESET_CARD):
        case static_cast<std::uint32_t>(SCARD_E_NOT_TRANSACTED):
            throw Error(Errc::card_lost, Step::read_removed,
                        "the card left the reader: put it back and start again");
        case static_cast<std::uint32_t>(SCARD_W_UNRESPONSIVE_CARD):
        case static_cast<std::uint32_t>(SCARD_W_UNPOWERED_CARD):
        case static_cast<std::uint32_t>(SCARD_E_PROTO_MISMATCH):
            throw Error(Errc::card_lost, Step::card_dead,
                        "the chip does not answer: leave one card only, turn it over and lay it "
                        "flat; if it stays so, its chip is broken");
        case static_cast<std::uint32_t>(SCARD_E_CANCELLED):
            throw Error(Errc::stopped, Step::reader_wait, "stopped on request");
        default: lost(reader + ": PC/SC error " + hex_code(code));
    }
}

}  // namespace card::pcsc
