// SPDX-License-Identifier: Apache-2.0
// What the NFC helper process adds to an APDU: a request that libnfc has no part in, there and
// back.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <vector>

#include "nfc/helper_process.h"

int main() {
    using Clock = std::chrono::steady_clock;
    const auto program =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "card-nfc-helper";
    card::nfc::HelperProcess helper(program.string());
    helper.start();
    const card::Bytes body(244);  // of the size of a block
    std::vector<double> times;
    for (int round = 0; round < 5000; ++round) {
        const auto start = Clock::now();
        helper.request(card::nfc::Request::release, body, card::Milliseconds(1000));
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    std::ranges::sort(times);
    std::cout << "NFC helper process, overhead of an APDU: median "
              << static_cast<int>(times[times.size() / 2]) << " us, 99 of 100 under "
              << static_cast<int>(times[times.size() * 99 / 100]) << " us (under 100)\n";
}
