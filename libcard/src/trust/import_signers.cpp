// SPDX-License-Identifier: Apache-2.0
// Document signers' certificates: there may be tens of thousands, so they are told in numbers.
#include <algorithm>

#include "trust/import_state.h"
#include "trust/quota.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

constexpr const char* kSigners = "signers.dsc";
constexpr std::size_t kProgressEvery = 64;

/// How much room each source, and in it each state, has: the best comes first.
class SignerRoom {
public:
    SignerRoom(const TrustIndex& trust, const Quotas& quotas) : trust_(trust), quotas_(quotas) {}

    void add(const Bytes& octets) {
        all_.push_back(&octets);
        size_ += octets.size();
    }
    /// Those that fit; all of them where there is room.
    std::vector<const Bytes*> fitting() const {
        if (all_.size() <= quotas_.signers && size_ <= quotas_.octets_of_signers) return all_;
        std::map<Origin, std::map<std::string, std::vector<const Bytes*>>> sources;
        for (const auto* octets : all_) {
            const auto issuers = issuers_of(x509::parse_certificate(*octets), trust_);
            if (!issuers.empty())
                sources[issuers.front()->origin][issuers.front()->country].push_back(octets);
        }
        std::vector<const Bytes*> fitting;
        for (const auto& [origin, states] : sources) {
            std::vector<std::size_t> wanted;
            for (const auto& [state, signers] : states) wanted.push_back(signers.size());
            const auto share = fair_share(std::move(wanted), quotas_.signers - fitting.size());
            for (const auto& [state, signers] : states)
                fitting.insert(
                    fitting.end(), signers.begin(),
                    signers.begin() + static_cast<std::ptrdiff_t>(std::min(share, signers.size())));
        }
        std::size_t size = 0;
        const auto too_much = std::ranges::find_if(fitting, [this, &size](const auto* octets) {
            return (size += octets->size()) > quotas_.octets_of_signers;
        });
        fitting.erase(too_much, fitting.end());
        return fitting;
    }

private:
    const TrustIndex& trust_;
    const Quotas& quotas_;
    std::vector<const Bytes*> all_;
    std::size_t size_ = 0;
};

using Counts = std::map<std::pair<std::string, Result>, std::size_t>;

void tell(const Counts& counts, StoreInMaking& store) {
    for (const auto& [what, count] : counts) {
        const bool left_out = what.second == Result::left_out;
        store.tell(what.first, what.second,
                   said(left_out ? "store.import.signers_left" : "store.import.signers",
                        {std::to_string(count)}),
                   count);
    }
}

/// As many of them as there is room for.
void write(const SignerRoom& room, std::size_t all, StoreInMaking& store) {
    const auto fitting = room.fitting();
    Bytes row;
    for (const auto* octets : fitting) append(row, *octets);
    if (fitting.size() < all)
        store.tell(kSigners, Result::left_out,
                   said("store.import.signers_no_room", {std::to_string(all - fitting.size())}),
                   all - fitting.size());
    store.files[kSigners] = std::move(row);
}

}  // namespace

void take_signers(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store,
                  const TrustImportRequest& request) {
    std::set<Bytes> known;
    SignerRoom room(trust, store.quotas());
    for (const auto& stored : trust.signers) {
        known.insert(stored->octets);
        room.add(stored->octets);
    }
    Counts counts;
    std::size_t done = 0;
    bool more = false;
    for (const auto& object : delivery.signers) {
        if (request.progress && done++ % kProgressEvery == 0)
            request.progress(done, delivery.signers.size());
        auto result = Result::left_out;
        if (known.contains(object.octets)) result = Result::known;
        else if (const auto parsed = x509::parse_certificate(object.octets);
                 !parsed.is_ca && !vouchers_of(parsed, trust).empty())
            result = Result::taken;
        if (result == Result::taken) {
            known.insert(object.octets);
            room.add(object.octets);
            more = true;
        }
        ++counts[{object.file, result}];
    }
    tell(counts, store);
    if (more) write(room, known.size(), store);
}

}  // namespace card::trust
