// SPDX-License-Identifier: Apache-2.0
// The simulated card as a driver: in this process (sim:), or behind the real pcscd through vpcd.
#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "card/transport.h"
#include "chip.h"

namespace simulated {

/// The card in process. Counts the time spent inside it, so that a bench can subtract it.
class CardTransport final : public card::Transport {
public:
    explicit CardTransport(const Specimen& specimen);
    card::Bytes transceive(card::ByteView command) override;
    card::LinkTraits traits() const override;
    std::chrono::nanoseconds time_inside() const noexcept { return inside_; }

private:
    Chip chip_;
    card::Bytes atr_;
    std::chrono::nanoseconds inside_{};
};

/// "sim:SPECIMEN" or "sim:SPECIMEN,VARIATION"; SPECIMEN is a name or a file. Throws
/// card::Error{usage}.
std::unique_ptr<card::Reader> open_simulated(const std::string& what);
/// The same words as a specimen. Throws card::Error{usage}.
Specimen find_specimen(const std::string& name, const std::string& variation);

/// Puts a card behind a running vpcd until `stop`. Throws card::Error{io} when vpcd is not there.
void serve_vpcd(const Specimen& specimen, const std::string& host, const std::string& port,
                std::stop_token stop);

}  // namespace simulated
