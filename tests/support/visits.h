// SPDX-License-Identifier: Apache-2.0
// A reader to which cards come one after the other, each for as many exchanges as the test lets it.
#pragma once
#include <algorithm>
#include <nlohmann/json.hpp>

#include "card/error.h"
#include "support/tampering.h"

namespace support {

/// A card that leaves at an exchange; never: it stays.
struct Visit {
    simulated::Specimen specimen;
    std::size_t leaves_at = SIZE_MAX;
};

/// A reader to which these cards come, one after the other.
class Visits final : public card::Reader {
public:
    explicit Visits(std::vector<Visit> visits) : visits_(std::move(visits)) {}
    std::string name() const override { return "visits"; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token,
                                                   card::Milliseconds limit) override {
        if (next_ == visits_.size()) {
            waited_ = limit;
            throw card::Error(card::Errc::timed_out, card::Step::reader_wait, "no card came");
        }
        const auto& visit = visits_[next_++];
        auto chip = std::make_unique<Tampering>(
            visit.specimen, [this, leaves = visit.leaves_at](std::size_t exchange, card::ByteView,
                                                             card::Bytes& answer) {
                ++exchanges_;
                if (exchange >= leaves)
                    throw card::Error(card::Errc::card_lost, card::Step::read_removed,
                                      "the card left the reader");
                octets_ += answer.size();
            });
        return chip;
    }
    void wait_for_removal(std::stop_token, card::Milliseconds) override {}
    card::Milliseconds waited() const { return waited_; }
    std::size_t exchanges() const { return exchanges_; }
    std::size_t octets() const { return octets_; }

private:
    std::vector<Visit> visits_;
    std::size_t next_ = 0, exchanges_ = 0, octets_ = 0;
    card::Milliseconds waited_{};
};

inline card::Report judge(const card::Document& document, const simulated::Specimen& specimen) {
    return card::verify(document, support::trust_of(specimen), support::policy_today());
}

/// Another specimen that opens with the CAN of the first.
inline simulated::Specimen with_number_of(const simulated::Specimen& first,
                                          const std::string& name) {
    support::Folder folder;
    auto json = nlohmann::json::parse(std::ifstream(support::specimens() / (name + ".json")));
    json["can"] = first.text("can");
    std::ofstream(folder.path() / "specimen.json") << json;
    return simulated::Specimen::load(folder.path() / "specimen.json");
}

inline bool has(const card::Document& document, const char* fallback) {
    return std::ranges::find(document.fallbacks, fallback) != document.fallbacks.end();
}

/// The specimen on a chip that behaves so.
inline simulated::Specimen bent(const nlohmann::json& behaviour,
                                const char* name = "vn-citizen-2021") {
    return specimen(name).patched({{"behaviour", behaviour}});
}
}  // namespace support
