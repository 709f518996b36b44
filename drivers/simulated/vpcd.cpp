// SPDX-License-Identifier: Apache-2.0
// vpcd's protocol: u16 length, then the payload; a payload of one octet is control.
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "simulated_reader.h"

namespace simulated {
namespace {

using card::Errc;
using card::Error;
using card::Step;

class Socket {
public:
    Socket(const std::string& host, const std::string& port) {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* list = nullptr;
        if (getaddrinfo(host.c_str(), port.c_str(), &hints, &list) == 0) {
            for (const auto* entry = list; entry && fd_ < 0; entry = entry->ai_next)
                try_connect(*entry);
            freeaddrinfo(list);
        }
        if (fd_ < 0)
            throw Error(Errc::io, Step::vpcd, card::said("cause.no_vpcd", {host + ":" + port}));
        const int on = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Socket() { close(fd_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void shut() const noexcept { shutdown(fd_, SHUT_RDWR); }

    /// False at the end of the stream.
    bool receive(std::uint8_t* to, std::size_t count) const {
        while (count > 0) {
            const auto got = recv(fd_, to, count, 0);
            if (got <= 0) return false;
            // vpcd sends length and body apart: a delayed acknowledgement would cost 40 ms an APDU.
            const int on = 1;
            setsockopt(fd_, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
            to += got;
            count -= static_cast<std::size_t>(got);
        }
        return true;
    }

    bool send_message(const Octets& payload) const {
        const Octets message = Octets{static_cast<std::uint8_t>(payload.size() >> 8),
                                      static_cast<std::uint8_t>(payload.size())} +
                               payload;
        std::size_t sent = 0;
        while (sent < message.size()) {
            const auto count =
                send(fd_, message.data() + sent, message.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) return false;
            sent += static_cast<std::size_t>(count);
        }
        return true;
    }

private:
    void try_connect(const addrinfo& entry) {
        const int fd = socket(entry.ai_family, entry.ai_socktype | SOCK_CLOEXEC, entry.ai_protocol);
        if (fd < 0) return;
        if (connect(fd, entry.ai_addr, entry.ai_addrlen) == 0) fd_ = fd;
        else close(fd);
    }
    int fd_ = -1;
};

enum Control : std::uint8_t { kPowerOff = 0, kPowerOn = 1, kReset = 2, kAtr = 4 };

/// False when the connection is gone.
bool serve_one(const Socket& socket, Chip& chip, Octets& atr) {
    std::uint8_t header[2];
    if (!socket.receive(header, 2)) return false;
    Octets message(static_cast<std::size_t>(header[0] << 8 | header[1]));
    if (!socket.receive(message.data(), message.size())) return false;
    if (message.size() != 1) return socket.send_message(chip.process(message));
    if (message[0] == kPowerOn || message[0] == kReset || message[0] == kPowerOff)
        atr = chip.power_on();
    return message[0] != kAtr || socket.send_message(atr);
}

}  // namespace

void serve_vpcd(const Specimen& specimen, const std::string& host, const std::string& port,
                std::stop_token stop) {
    Chip chip(specimen);
    Octets atr = chip.power_on();
    const Socket socket(host, port);
    const std::stop_callback on_stop(stop, [&socket] { socket.shut(); });
    while (serve_one(socket, chip, atr)) {}
}

}  // namespace simulated
