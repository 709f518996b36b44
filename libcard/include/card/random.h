// The only source of chance, handed in: a recorded session replays bit for bit.
#pragma once
#include <span>

#include "card/bytes.h"

namespace card {

class CARD_API Random {
public:
    virtual ~Random();
    virtual void fill(std::span<std::uint8_t> octets) = 0;
};

/// OpenSSL's private random generator.
class CARD_API SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override;
};

}  // namespace card
