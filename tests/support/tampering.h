// SPDX-License-Identifier: Apache-2.0
// A card whose answers somebody alters on their way.
#pragma once
#include <algorithm>
#include <functional>
#include <vector>

#include "support/fixtures.h"

namespace support {

/// Lets `change` see and alter every answer.
class Tampering final : public card::Transport {
public:
    using Change =
        std::function<void(std::size_t exchange, card::ByteView command, card::Bytes& answer)>;
    Tampering(const simulated::Specimen& specimen, Change change)
        : chip_(specimen), change_(std::move(change)) {}
    card::Bytes transceive(card::ByteView command) override {
        auto answer = chip_.transceive(command);
        change_(exchanges_++, command, answer);
        return answer;
    }
    card::LinkTraits traits() const override { return chip_.traits(); }
    std::size_t exchanges() const { return exchanges_; }

private:
    simulated::CardTransport chip_;
    Change change_;
    std::size_t exchanges_ = 0;
};

/// Keeps what was sent and answered; carries no longer commands and answers than `longest` says.
class Watched final : public card::Transport {
public:
    explicit Watched(const simulated::Specimen& specimen, std::size_t longest = 0)
        : chip_(specimen), longest_(longest) {}
    card::Bytes transceive(card::ByteView command) override {
        EXPECT_TRUE(longest_ == 0 || command.size() <= longest_) << command.size();
        commands.push_back(card::to_bytes(command));
        answers.push_back(chip_.transceive(command));
        return answers.back();
    }
    card::LinkTraits traits() const override {
        auto traits = chip_.traits();
        if (longest_ == 0) return traits;
        traits.max_command = longest_;
        traits.max_response = card::kShortResponseLimit;
        return traits;
    }
    std::size_t sent(std::uint8_t instruction) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            commands, [instruction](const auto& command) { return command[1] == instruction; }));
    }
    std::size_t answered_with(std::uint8_t first_status_octet) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(answers, [first_status_octet](const auto& answer) {
                return answer[answer.size() - 2] == first_status_octet;
            }));
    }
    std::vector<card::Bytes> commands, answers;

private:
    simulated::CardTransport chip_;
    std::size_t longest_;
};

/// Every answer of an honest reading with the CAN.
inline std::vector<card::Bytes> answers_of(const simulated::Specimen& specimen) {
    std::vector<card::Bytes> answers;
    Tampering chip(specimen, [&](std::size_t, card::ByteView, card::Bytes& answer) {
        answers.push_back(answer);
    });
    card::read(chip, support::can_of(specimen));
    return answers;
}

}  // namespace support
