// SPDX-License-Identifier: Apache-2.0
#include "apdu/apdu.h"

#include "card/error.h"

namespace card::apdu {

Command Command::case1(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2) {
    return {cla, ins, p1, p2, {}, 0};
}
Command Command::case2(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                       std::size_t ne) {
    return {cla, ins, p1, p2, {}, ne};
}
Command Command::case3(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                       ByteView data) {
    return {cla, ins, p1, p2, to_bytes(data), 0};
}
Command Command::case4(std::uint8_t cla, std::uint8_t ins, std::uint8_t p1, std::uint8_t p2,
                       ByteView data, std::size_t ne) {
    return {cla, ins, p1, p2, to_bytes(data), ne};
}

namespace {
void push16(Bytes& to, std::size_t value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}
[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::apdu, text); }
}  // namespace

Bytes Command::encode() const {
    if (data.size() > kMaxExtendedData || ne > kMaxExtendedNe)
        fail("a command longer than an APDU can be");
    Bytes octets{cla, ins, p1, p2};
    octets.reserve(4 + data.size() + 5);
    const bool extended = needs_extended();
    if (extended) octets.push_back(0);
    if (!data.empty()) {
        if (extended) push16(octets, data.size());
        else octets.push_back(static_cast<std::uint8_t>(data.size()));
        append(octets, data);
    }
    if (ne != 0) {
        // Ne = 256 or 65536 is written 00 or 0000 (§5.1).
        if (extended) push16(octets, ne & 0xFFFF);
        else octets.push_back(static_cast<std::uint8_t>(ne & 0xFF));
    }
    return octets;
}

namespace {
std::size_t ne_of(std::size_t le, std::size_t when_zero) { return le == 0 ? when_zero : le; }

void parse_extended(ByteView body, Command& command) {
    // body starts after the 00 that marks the extended form.
    const std::size_t first = static_cast<std::size_t>(body[0]) << 8 | body[1];
    if (body.size() == 2) {
        command.ne = ne_of(first, kMaxExtendedNe);
        return;
    }
    const ByteView rest = body.subspan(2);
    if (first == 0 || rest.size() < first) fail("Lc does not fit");
    command.data = to_bytes(rest.first(first));
    const ByteView le = rest.subspan(first);
    if (le.size() == 2)
        command.ne = ne_of(static_cast<std::size_t>(le[0]) << 8 | le[1], kMaxExtendedNe);
    else if (!le.empty()) fail("Le does not fit");
}
}  // namespace

Command Command::parse(ByteView octets) {
    if (octets.size() < 4) fail("a command shorter than its header");
    Command command{octets[0], octets[1], octets[2], octets[3], {}, 0};
    const ByteView body = octets.subspan(4);
    if (body.empty()) return command;
    if (body.size() == 1) {
        command.ne = ne_of(body[0], kMaxShortNe);
        return command;
    }
    if (body[0] == 0) {
        if (body.size() < 3) fail("Le does not fit");
        parse_extended(body.subspan(1), command);
        return command;
    }
    const std::size_t lc = body[0];
    if (body.size() < 1 + lc || body.size() > 2 + lc) fail("Lc does not fit");
    command.data = to_bytes(body.subspan(1, lc));
    if (body.size() == 2 + lc) command.ne = ne_of(body.back(), kMaxShortNe);
    return command;
}

Response Response::parse(ByteView octets) {
    if (octets.size() < 2)
        throw Error(Errc::card_lost, Step::read_removed,
                    "the card left the field: put it back and start again");
    Response response;
    response.data = to_bytes(octets.first(octets.size() - 2));
    response.sw = static_cast<std::uint16_t>(octets[octets.size() - 2] << 8 | octets.back());
    return response;
}

std::string status_text(std::uint16_t sw) {
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(sw >> 8),
                                   static_cast<std::uint8_t>(sw)};
    return to_hex(octets);
}

}  // namespace card::apdu
