// SPDX-License-Identifier: Apache-2.0
#include "drivers/on_reader.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "simulated/simulated_reader.h"

namespace support {

OnReader::OnReader(const simulated::Specimen& specimen, int slot) {
    const std::string address = std::getenv("CARD_VPCD");
    const auto colon = address.rfind(':');
    const auto port = std::to_string(std::stoi(address.substr(colon + 1)) + slot);
    card_ = std::jthread([=](const std::stop_token& stop) {
        simulated::serve_vpcd(specimen, address.substr(0, colon), port, stop);
    });
}

void tell_pcscd(const std::string& word) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, std::getenv("CARD_PCSCD_CONTROL"), sizeof address.sun_path - 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    char answer[2];
    const bool told =
        connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        send(fd, word.data(), word.size(), 0) == static_cast<ssize_t>(word.size()) &&
        recv(fd, answer, sizeof answer, MSG_WAITALL) == 2;
    close(fd);
    ASSERT_TRUE(told) << "tests/support/private_pcscd did not " << word;
}

void UnderPcscd::SetUp() {
    if (!std::getenv("CARD_VPCD")) GTEST_SKIP() << "not run under tests/support/private_pcscd";
    for (const auto& reader : card::list_readers())
        card::open_reader(reader.uri)->wait_for_removal({}, kWaitLimit);
}

}  // namespace support
