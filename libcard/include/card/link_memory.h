// SPDX-License-Identifier: Apache-2.0
// What readers and cards were found to carry, kept from one reading to the next.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "card/transport.h"

namespace card {

/// What was learnt of readers and cards in one run of a program: the block size that gets through.
/// Handed in and kept by the caller; not thread-safe.
class CARD_API LinkMemory {
public:
    /// Octets of a READ that got through with this reader and this kind of card; 0 where nothing
    /// was learnt.
    std::size_t block(const LinkTraits& link) const;
    /// Remembers the octets of a READ that got through.
    void learn(const LinkTraits& link, std::size_t block);
    /// After kForgetAfter undisturbed readings the largest block is tried again: one bad card must
    /// not slow a kiosk for months.
    void read_undisturbed(const LinkTraits& link);

    static constexpr int kForgetAfter = 50;       ///< readings
    static constexpr std::size_t kMaxLinks = 64;  ///< one more, and all are forgotten

private:
    struct Learnt {
        std::size_t block = 0;
        int undisturbed = 0;
    };
    std::map<std::pair<std::string, std::string>, Learnt> links_;  ///< by reader and ATR
};

}  // namespace card
