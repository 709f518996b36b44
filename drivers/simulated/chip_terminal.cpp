// SPDX-License-Identifier: Apache-2.0
// Terminal authentication on the chip's side, Doc 9303-11 §7.1.
#include "chip.h"

namespace simulated {
namespace {

std::string text(const Octets& octets) { return {octets.begin(), octets.end()}; }

const char* digest_of(const Octets& oid) {
    static constexpr const char* kEcdsa[] = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"};
    static constexpr const char* kRsa[] = {"SHA1", "SHA256", "SHA1", "SHA256", "SHA512", "SHA512"};
    if (oid.size() != 10 || oid[9] == 0) throw Status{0x6A80};
    if (oid[8] == 2 && oid[9] <= std::size(kEcdsa)) return kEcdsa[oid[9] - 1];
    if (oid[8] == 1 && oid[9] <= std::size(kRsa)) return kRsa[oid[9] - 1];
    throw Status{0x6A80};
}

bool is_pss(const Octets& oid) {
    static constexpr std::uint8_t kPssSha1 = 3, kPssSha256 = 4, kPssSha512 = 6;
    return oid[9] == kPssSha1 || oid[9] == kPssSha256 || oid[9] == kPssSha512;
}

bool right(const TerminalState::Key& key, const Octets& data, const Octets& signature) {
    if (key.oid.at(8) == 2)
        return ecdsa_right(key.curve, key.point, digest_of(key.oid), data, signature);
    return rsa_right(key.modulus, key.exponent, digest_of(key.oid), is_pss(key.oid), data,
                     signature);
}

}  // namespace

const TerminalState::Key* Chip::terminal_key(const std::string& holder) {
    const auto& own = specimen_.data().value("terminal_authentication", nlohmann::json::object());
    if (!own.empty() && own.at("authority").get<std::string>() == holder) {
        auto& key = terminal_.keys[holder];
        key = {unhex(own.at("oid")),
               unhex(own.value("point", "")),
               unhex(own.value("modulus", "")),
               unhex(own.value("exponent", "")),
               own.value("curve", ""),
               0xFF,
               false};
    }
    const auto found = terminal_.keys.find(holder);
    return found == terminal_.keys.end() ? nullptr : &found->second;
}

std::optional<Answer> Chip::terminal_environment(const Command& command) {
    const bool to_verify = command.p1 == 0x81 && command.p2 == 0xB6,
               to_authenticate = command.p1 == 0x81 && command.p2 == 0xA4;
    if (!to_verify && !to_authenticate) return {};
    const std::string name = text(value_of(command.data, 0x83));
    const auto* key = session_ ? terminal_key(name) : nullptr;
    if (!key || (to_authenticate && !key->terminal)) return Answer{{}, 0x6A88};
    (to_verify ? terminal_.set_to_verify : terminal_.set_to_authenticate) = name;
    return Answer{};
}

Answer Chip::verify_certificate(const Octets& data) {
    const auto* issuer = terminal_key(std::exchange(terminal_.set_to_verify, {}));
    if (!issuer) return {{}, 0x6A88};
    const Octets body = value_of(data, 0x7F4E), signature = value_of(data, 0x5F37);
    if (!right(*issuer, object(0x7F4E, body), signature)) return {{}, 0x6300};
    TerminalState::Key key;
    const Octets public_key = value_of(body, 0x7F49),
                 rights = value_of(value_of(body, 0x7F4C), 0x53);
    key.curve = issuer->curve;  // domain parameters stand in the authority's key
    for (const auto& [tag, value] : objects(public_key)) {
        if (tag == 0x06) key.oid = value;
        if (tag == 0x86) key.point = value;
        if (tag == 0x81) key.modulus = value;
        if (tag == 0x82) key.exponent = value;
    }
    key.terminal = (rights.at(0) & 0xC0) == 0;
    key.rights = static_cast<std::uint8_t>(rights.back() & issuer->rights);
    terminal_.keys[text(value_of(body, 0x5F20))] = key;
    return {};
}

Answer Chip::authenticate_terminal(const Octets& signature) {
    const auto* key = terminal_key(terminal_.set_to_authenticate);
    const Octets challenge = std::exchange(terminal_.challenge, {});
    if (!key || !right(*key, terminal_.chip_name + challenge + terminal_.terminal_key, signature))
        return {{}, 0x6300};
    terminal_.granted = key->rights;
    return {};
}

bool Chip::grants(const std::string& file) const {
    return (file == "0103" && (terminal_.granted & 1)) ||
           (file == "0104" && (terminal_.granted & 2));
}

}  // namespace simulated
