// SPDX-License-Identifier: Apache-2.0
// The only source of chance, handed in: a recorded session replays bit for bit.
#pragma once
#include <span>

#include "card/bytes.h"

namespace card {

/// A source of random octets. Not thread-safe unless the class says so.
class CARD_API Random {
public:
    virtual ~Random();
    /// Fills every octet. Throws Error where no random octets can be had.
    virtual void fill(std::span<std::uint8_t> octets) = 0;
};

/// OpenSSL's private random generator. Thread-safe.
class CARD_API SystemRandom final : public Random {
public:
    /// Throws Error where OpenSSL has no entropy.
    void fill(std::span<std::uint8_t> octets) override;
};

/// The same octets for the same seed (SHA-256 over seed and counter): to replay a conversation.
/// Whoever knows the seed knows every key of it.
class CARD_API SeededRandom final : public Random {
public:
    /// A seed of any length.
    explicit SeededRandom(SecretBytes seed) : seed_(std::move(seed)) {}
    /// The next octets of the sequence.
    void fill(std::span<std::uint8_t> octets) override;

private:
    SecretBytes seed_;
    std::uint64_t counter_ = 0;
};

}  // namespace card
