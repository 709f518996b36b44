// SPDX-License-Identifier: Apache-2.0
// A chip that answers from a list, and the published vectors to fill it with.
#pragma once
#include <deque>
#include <nlohmann/json.hpp>

#include "channel/channel.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace support {

inline nlohmann::json vector_file(const std::string& name) {
    const auto octets = read_file(shared_data() / "vectors" / name);
    return nlohmann::json::parse(std::string(card::as_text(octets)));
}
inline std::string text_of(const nlohmann::json& data, const char* key) {
    return data.at(key).get<std::string>();
}
inline card::Bytes hex_of(const nlohmann::json& data, const char* key) {
    return card::from_hex(text_of(data, key));
}

/// Answers from a list and keeps what was sent.
class ScriptedChannel final : public card::Channel {
public:
    explicit ScriptedChannel(std::deque<std::string> answers) : answers_(std::move(answers)) {}
    card::apdu::Response transmit(const card::apdu::Command& command) override {
        sent.push_back(card::to_hex(command.encode()));
        if (answers_.empty()) throw std::runtime_error("nothing left to answer");
        const auto answer = card::from_hex(answers_.front());
        answers_.pop_front();
        return card::apdu::Response::parse(answer);
    }
    /// What stood under `tag` in DO'7C' of command `i`.
    std::string dynamic_value(std::size_t i, unsigned tag) const {
        const auto command = card::apdu::Command::parse(card::from_hex(sent.at(i)));
        return card::to_hex(card::tlv::unwrap(tag, card::tlv::unwrap(0x7C, command.data)));
    }
    std::vector<std::string> sent;

private:
    std::deque<std::string> answers_;
};

}  // namespace support
