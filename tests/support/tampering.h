// A card whose answers somebody alters on their way.
#pragma once
#include <functional>
#include <vector>

#include "support/fixtures.h"

namespace support {

/// Lets `change` see and alter every answer.
class Tampering final : public card::Transport {
public:
    using Change = std::function<void(std::size_t exchange, card::ByteView command, card::Bytes& answer)>;
    Tampering(const simulated::Specimen& specimen, Change change) : chip_(specimen), change_(std::move(change)) {}
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

/// Every answer of an honest reading with the CAN.
inline std::vector<card::Bytes> answers_of(const simulated::Specimen& specimen) {
    std::vector<card::Bytes> answers;
    Tampering chip(specimen, [&](std::size_t, card::ByteView, card::Bytes& answer) { answers.push_back(answer); });
    card::read(chip, support::can_of(specimen));
    return answers;
}

}  // namespace support
