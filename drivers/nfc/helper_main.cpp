// SPDX-License-Identifier: Apache-2.0
// card-nfc-helper: libnfc in a process of its own. Started by the driver with one end of a socket
// as descriptor 3; ends when the other end is closed.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstring>

#include "nfc/device.h"

namespace {

using card::nfc::Answer;
using card::nfc::Request;

Answer serve(card::nfc::Device& device, const std::uint8_t* message, std::size_t size) {
    const std::uint8_t* body = message + 1;
    const std::size_t rest = size - 1;
    switch (static_cast<Request>(message[0])) {
        case Request::open:
            return device.open(std::string(reinterpret_cast<const char*>(body), rest));
        case Request::poll: return device.poll();
        case Request::exchange:
            if (rest < 2) break;
            return device.exchange(body + 2, rest - 2, body[0] << 8 | body[1]);
        case Request::present: return device.present();
        case Request::release: return device.release();
    }
    return Answer::failed(card::nfc::Failure::garbled);
}

bool send_reply(const Answer& answer) {
    std::uint8_t message[card::nfc::kMaxMessage];
    message[0] = static_cast<std::uint8_t>(answer.reply);
    const std::size_t size = std::min(answer.body.size(), sizeof message - 1);
    if (size > 0) std::memcpy(message + 1, answer.body.data(), size);
    return send(card::nfc::kHelperSocket, message, size + 1, MSG_NOSIGNAL) >= 0;
}

}  // namespace

int main() {
    // A crash must leave no image of what the card said; nobody may look inside; no rights are to
    // be gained.
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    card::nfc::Device device;
    std::uint8_t message[card::nfc::kMaxMessage];
    while (true) {
        const auto size = recv(card::nfc::kHelperSocket, message, sizeof message, 0);
        if (size < 0)
            std::fprintf(stderr,
                         "card-nfc-helper is started by libcard's nfc: reader, not by hand\n");
        if (size <= 0) return size == 0 ? 0 : 2;
        if (!send_reply(serve(device, message, static_cast<std::size_t>(size)))) return 0;
    }
}
