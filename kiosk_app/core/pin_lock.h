// SPDX-License-Identifier: Apache-2.0
// The administrator's PIN: a slow hash, five tries, then waits of 1, 5 and 30 minutes that outlast
// a restart.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "card/random.h"

namespace kiosk {

inline constexpr int kPinTries = 5;
inline constexpr std::size_t kMinPin = 6, kMaxPin = 12;

/// "scrypt:SALT:HASH" for admin.pin; throws std::invalid_argument unless it is 6 to 12 digits.
std::string hash_pin(const std::string& pin, card::Random& random);

/// Whether hash_pin() can have made it.
bool is_pin_hash(std::string_view text);

/// Slow on purpose: asked by a background thread.
class PinLock {
public:
    PinLock(std::string hash, const std::filesystem::path& folder);
    struct Answer {
        bool right = false;
        int tries_left = 0;
        int locked_minutes = 0;  ///< from now, rounded up; 0: not locked
    };
    /// `now`: seconds since 1970. While it is locked no PIN is tried.
    Answer try_pin(const std::string& pin, std::int64_t now);

private:
    void save() const;
    std::string hash_;
    std::filesystem::path file_;
    int failures_ = 0;
    std::int64_t locked_until_ = 0;
};

}  // namespace kiosk
