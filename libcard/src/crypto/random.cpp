// SPDX-License-Identifier: Apache-2.0
#include "card/random.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "crypto/openssl_ptr.h"

namespace card {

Random::~Random() = default;
void SystemRandom::fill(std::span<std::uint8_t> octets) {
    crypto::require(RAND_priv_bytes(octets.data(), static_cast<int>(octets.size())) == 1,
                    "RAND_priv_bytes");
}

void SeededRandom::fill(std::span<std::uint8_t> octets) {
    for (std::size_t at = 0; at < octets.size(); ++counter_) {
        std::array<std::uint8_t, 8> counter{};
        for (std::size_t i = 0; i < counter.size(); ++i)
            counter[i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
        const Bytes block = crypto::digest(crypto::Hash::sha256, {seed_.view(), counter});
        const std::size_t count = std::min(block.size(), octets.size() - at);
        std::copy_n(block.begin(), count, octets.begin() + static_cast<std::ptrdiff_t>(at));
        at += count;
    }
}

}  // namespace card
