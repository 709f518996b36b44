// SPDX-License-Identifier: Apache-2.0
#include "simulated_reader.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace simulated {

using card::Errc;
using card::Error;
using card::Step;

CardTransport::CardTransport(const Specimen& specimen) : chip_(specimen) {
    const Octets atr = chip_.power_on();
    atr_.assign(atr.begin(), atr.end());
}

card::Bytes CardTransport::transceive(card::ByteView command) {
    const auto start = std::chrono::steady_clock::now();
    const Octets answer = chip_.process(Octets(command.begin(), command.end()));
    inside_ += std::chrono::steady_clock::now() - start;
    return card::Bytes(answer.begin(), answer.end());
}

card::LinkTraits CardTransport::traits() const {
    static constexpr std::size_t kExtended = 65538;
    return {kExtended, kExtended, atr_, "sim"};
}

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

}  // namespace

Specimen find_specimen(const std::string& name, const std::string& variation) {
    namespace fs = std::filesystem;
    const char* folder = std::getenv("CARD_SPECIMENS");
    const fs::path inside = fs::path(folder ? folder : CARD_SPECIMEN_DIR) / (name + ".json");
    const fs::path file = fs::exists(name) ? fs::path(name) : inside;
    if (!fs::is_regular_file(file))
        throw Error(Errc::usage, Step::simulated, card::said("cause.no_specimen", {file.string()}));
    try {
        auto specimen = Specimen::load(file);
        if (variation.empty()) return specimen;
        const auto known = specimen.variations();
        if (std::ranges::find(known, variation) == known.end())
            throw Error(Errc::usage, Step::simulated,
                        card::said("cause.no_variation", {variation, joined(known)}));
        return specimen.with(variation);
    } catch (const Error&) {
        throw;
    } catch (const std::runtime_error& error) {
        throw Error(Errc::usage, Step::simulated, error.what());
    }
}

namespace {

/// A reader on which the card always lies.
class SimulatedReader final : public card::Reader {
public:
    SimulatedReader(std::string name, Specimen specimen)
        : name_(std::move(name)), specimen_(std::move(specimen)) {}
    std::string name() const override { return name_; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token stop,
                                                   card::Milliseconds) override {
        if (stop.stop_requested())
            throw Error(Errc::stopped, Step::reader_wait, "stopped on request");
        return std::make_unique<CardTransport>(specimen_);
    }
    void wait_for_removal(std::stop_token, card::Milliseconds) override {}

private:
    std::string name_;
    Specimen specimen_;
};

}  // namespace

std::unique_ptr<card::Reader> open_simulated(const std::string& what) {
    const auto comma = what.find(',');
    const std::string variation = comma == std::string::npos ? "" : what.substr(comma + 1);
    return std::make_unique<SimulatedReader>("sim:" + what,
                                             find_specimen(what.substr(0, comma), variation));
}

}  // namespace simulated
