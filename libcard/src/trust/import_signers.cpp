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
    explicit SignerRoom(const TrustIndex& trust) : trust_(trust) {}

    void add(const Bytes& octets) { all_.push_back(&octets); }
    /// Those that fit; all of them where there is room.
    std::vector<const Bytes*> fitting(std::size_t room) const {
        if (all_.size() <= room) return all_;
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
            const auto share = fair_share(std::move(wanted), room - fitting.size());
            for (const auto& [state, signers] : states)
                fitting.insert(
                    fitting.end(), signers.begin(),
                    signers.begin() + static_cast<std::ptrdiff_t>(std::min(share, signers.size())));
        }
        return fitting;
    }

private:
    const TrustIndex& trust_;
    std::vector<const Bytes*> all_;
};

const char* word_of(Result result) { return result == Result::left_out ? kNoAnchor : ""; }

}  // namespace

void take_signers(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store,
                  const TrustImportRequest& request) {
    std::set<Bytes> known;
    SignerRoom room(trust);
    for (const auto& stored : trust.signers) {
        known.insert(stored->octets);
        room.add(stored->octets);
    }
    std::map<std::pair<std::string, Result>, std::size_t> counts;
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
    for (const auto& [what, count] : counts) {
        const std::string why = word_of(what.second);
        store.tell(what.first, what.second,
                   std::to_string(count) + " document signers' certificates" +
                       (why.empty() ? "" : "; " + why),
                   count);
    }
    if (!more) return;
    const auto fitting = room.fitting(kMaxSigners);
    Bytes row;
    for (const auto* octets : fitting) append(row, *octets);
    if (fitting.size() < known.size())
        store.tell(kSigners, Result::left_out,
                   std::to_string(known.size() - fitting.size()) +
                       " document signers' certificates: no room",
                   known.size() - fitting.size());
    store.files[kSigners] = std::move(row);
}

}  // namespace card::trust
