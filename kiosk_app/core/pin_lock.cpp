// SPDX-License-Identifier: Apache-2.0
#include "core/pin_lock.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "card/error.h"
#include "core/state_file.h"

namespace kiosk {
namespace {

constexpr std::size_t kSaltSize = 16, kHashSize = 32;
/// 32 MiB and about a tenth of a second: a million PINs of a stolen file take more than a day.
constexpr std::uint64_t kCost = 32768, kBlock = 8, kLanes = 1,
                        kMemory = std::uint64_t{64} * 1024 * 1024;
constexpr int kMinutes[]{1, 5, 30};

card::Bytes slow_hash(const std::string& pin, card::ByteView salt) {
    card::Bytes hash(kHashSize);
    if (EVP_PBE_scrypt(pin.data(), pin.size(), salt.data(), salt.size(), kCost, kBlock, kLanes,
                       kMemory, hash.data(), hash.size()) != 1)
        throw std::runtime_error("the PIN cannot be hashed");
    return hash;
}

bool digits(const std::string& pin) {
    return pin.size() >= kMinPin && pin.size() <= kMaxPin &&
           std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

bool matches(const std::string& stored, const std::string& pin) {
    const auto first = stored.find(':'), second = stored.find(':', first + 1);
    if (stored.substr(0, first) != "scrypt" || second == std::string::npos || !digits(pin))
        return false;
    try {
        const auto salt = card::from_hex(stored.substr(first + 1, second - first - 1)),
                   wanted = card::from_hex(stored.substr(second + 1));
        return wanted.size() == kHashSize &&
               CRYPTO_memcmp(slow_hash(pin, salt).data(), wanted.data(), kHashSize) == 0;
    } catch (const card::Error&) {
        return false;  // the configuration's text is no hash: nobody enters
    }
}

}  // namespace

std::string hash_pin(const std::string& pin, card::Random& random) {
    if (!digits(pin)) throw std::invalid_argument("the PIN must have 6 to 12 digits");
    card::Bytes salt(kSaltSize);
    random.fill(salt);
    return "scrypt:" + card::to_hex(salt) + ":" + card::to_hex(slow_hash(pin, salt));
}

bool is_pin_hash(std::string_view text) {
    static constexpr std::string_view kBegin = "scrypt:";
    if (!text.starts_with(kBegin)) return false;
    const auto salt = text.substr(kBegin.size(), 2 * kSaltSize);
    const auto rest = text.substr(std::min(text.size(), kBegin.size() + salt.size()));
    const auto is_hex = [](std::string_view part, std::size_t octets) {
        return part.size() == 2 * octets &&
               part.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
    };
    return is_hex(salt, kSaltSize) && rest.starts_with(':') && is_hex(rest.substr(1), kHashSize);
}

PinLock::PinLock(std::string hash, const std::filesystem::path& folder)
    : hash_(std::move(hash)), file_(folder.empty() ? folder : folder / "pin.json") {
    const auto state = nlohmann::json::parse(load_state(file_), nullptr, false);
    const auto number = [&state](const char* name) {
        return state.is_object() && state.contains(name) && state[name].is_number_integer()
                   ? state[name].get<std::int64_t>()
                   : 0;
    };
    failures_ = static_cast<int>(std::clamp<std::int64_t>(number("failures"), 0, 1000));
    locked_until_ = number("locked_until");
}

PinLock::Answer PinLock::try_pin(const std::string& pin, std::int64_t now) {
    static constexpr std::int64_t kMinute = 60;
    const auto minutes = [&] {
        return static_cast<int>((locked_until_ - now + kMinute - 1) / kMinute);
    };
    // A clock that was set back does not lengthen the wait beyond its longest.
    locked_until_ = std::min(locked_until_, now + kMinutes[2] * kMinute);
    if (locked_until_ > now) return {false, 0, minutes()};
    if (matches(hash_, pin)) {
        failures_ = 0;
        locked_until_ = 0;
        save();
        return {true, kPinTries, 0};
    }
    ++failures_;
    if (failures_ % kPinTries == 0) {
        const auto stage = std::min<std::size_t>(
            static_cast<std::size_t>(failures_ / kPinTries) - 1, std::size(kMinutes) - 1);
        locked_until_ = now + kMinutes[stage] * kMinute;
    }
    save();
    return {false, kPinTries - failures_ % kPinTries, locked_until_ > now ? minutes() : 0};
}

void PinLock::save() const {
    if (!file_.empty())
        save_state(file_,
                   nlohmann::json{{"failures", failures_}, {"locked_until", locked_until_}}.dump());
}

}  // namespace kiosk
