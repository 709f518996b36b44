// SPDX-License-Identifier: Apache-2.0
#include "trust/withdrawals.h"

#include <algorithm>

namespace card::trust {
namespace {

using Says = RevocationAnswer::Says;

bool contains(const std::vector<const CscaKey*>& keys, const CscaKey& key) {
    return std::ranges::find(keys, &key) != keys.end();
}

bool has_subject_of(const CscaKey& a, const CscaKey& b) {
    const auto best = b.best();
    return std::ranges::any_of(a.best(), [&best](const auto* mine) {
        return std::ranges::any_of(best, [mine](const auto* other) {
            return other->certificate.subject_name == mine->certificate.subject_name;
        });
    });
}

/// Since when the key is known: of its best certificates, and of the pinned ones among them where
/// there are any.
x509::Time beginning_of(const CscaKey& key) {
    auto best = key.best();
    const auto is_pinned = [](const auto* anchor) { return anchor->pinned; };
    if (std::ranges::any_of(best, is_pinned)) std::erase_if(best, std::not_fn(is_pinned));
    const auto first = std::ranges::min_element(
        best, {}, [](const auto* anchor) { return anchor->certificate.not_before; });
    return (*first)->certificate.not_before;
}

/// A list clears what its own or an older key has issued: an old key's list says nothing of a new
/// key's signers.
bool clears_for(const CscaKey& speaker, const CscaKey& issuer) {
    if (&speaker == &issuer) return true;
    const auto mine = beginning_of(speaker), its = beginning_of(issuer);
    return its < mine || (its == mine && contains(speaker.older, issuer));
}

/// Asks on behalf of one report.
class Asker {
public:
    Asker(const TrustIndex& trust, const RevocationQuestion& question)
        : trust_(trust), question_(question) {}

    RevocationAnswer ask(const x509::Certificate& certificate,
                         const std::vector<const Anchor*>& issuers) {
        const auto& issuer = *issuers.front()->csca_key;
        const auto above = best_of(issuers);
        if (above == Standing::withdrawn) return {Says::withdrawn, nullptr};
        const auto said = withdrawals(certificate, issuer);
        if (said.withdrawn) return {Says::withdrawn, nullptr};
        if (above == Standing::doubtful || said.unsettled) return {Says::unsettled, nullptr};
        const auto answer = clearing(issuer, said.settled_after);
        const bool missing = answer.says != Says::cleared && said.settled_after;
        return missing ? RevocationAnswer{Says::unsettled, nullptr} : answer;
    }

private:
    enum class Standing { counts, doubtful, withdrawn };

    struct Said {
        bool withdrawn = false, unsettled = false;
        std::optional<x509::Time> settled_after;  ///< by a list that is later than this
    };

    Said withdrawals(const x509::Certificate& certificate, const CscaKey& issuer) {
        Said said;
        each_speaker(issuer, [&](const CscaKey& speaker) {
            if (!withdrawn_on(speaker, certificate)) return;
            const auto standing = of(speaker);
            if (standing == Standing::withdrawn)
                said.settled_after =
                    std::max(said.settled_after.value_or(0), speaker.withdrawn_since());
            else if (standing == Standing::counts && takes(speaker)) said.withdrawn = true;
            else said.unsettled = true;
        });
        return said;
    }

    /// The newest whole, current list that may clear what `issuer` issued.
    RevocationAnswer clearing(const CscaKey& issuer, std::optional<x509::Time> after) {
        RevocationAnswer answer;
        each_speaker(issuer, [&](const CscaKey& speaker) {
            if (!clears_for(speaker, issuer) || !takes(speaker) || of(speaker) != Standing::counts)
                return;
            for (const auto* list : speaker.lists) {
                const bool whole = list->crl.partial.empty();
                if (!answer.list)
                    answer.says = std::min(answer.says, whole ? Says::stale : Says::in_part);
                if (!whole) continue;
                if (!is_current(list->crl) || (after && list->crl.this_update <= *after)) continue;
                const bool newer =
                    !answer.list || list->crl.this_update > answer.list->crl.this_update;
                if (newer) answer = {Says::cleared, list};
            }
        });
        return answer;
    }

    bool is_current(const x509::Crl& crl) const {
        return question_.now + kDateTolerance >= crl.this_update && crl.next_update &&
               question_.now <= *crl.next_update + question_.grace;
    }
    bool takes(const CscaKey& key) const {
        return std::ranges::any_of(key.best(),
                                   [this](const auto* anchor) { return question_.takes(*anchor); });
    }

    /// One key may come twice.
    template <class Do>
    void each_speaker(const CscaKey& issuer, Do each) const {
        if (issuer.speaks()) each(issuer);
        const auto [begin, end] = trust_.speakers_of.equal_range(&issuer);
        for (auto entry = begin; entry != end; ++entry) each(*entry->second);
        if (trust_.speakers_by_subject.empty()) return;
        for (const auto* anchor : issuer.best()) {
            const auto [first, last] =
                trust_.speakers_by_subject.equal_range(anchor->certificate.subject_name);
            for (auto entry = first; entry != last; ++entry)
                if (entry->second != &issuer && entry->second->origin() <= anchor->origin)
                    each(*entry->second);
        }
    }

    Standing best_of(const std::vector<const Anchor*>& anchors) {
        auto best = Standing::withdrawn;
        for (const auto* anchor : anchors) best = std::min(best, of(*anchor));
        return best;
    }

    Standing of(const CscaKey& key) {
        if (!trust_.doubts) return key.vouches() ? Standing::counts : Standing::withdrawn;
        // While it is being asked, a key is in doubt: two that withdraw each other both stay so.
        const auto [known, fresh] = known_.emplace(&key, Standing::doubtful);
        if (!fresh) return known->second;
        auto best = Standing::withdrawn;
        for (const auto* anchor : key.anchors) best = std::min(best, of(*anchor));
        return known_[&key] = best;
    }

    Standing of(const Anchor& anchor) {
        // A key that the policy does not take puts in doubt what it withdraws.
        if (anchor.withdrawn)
            return is_withdrawn_for(anchor, question_.takes) ? Standing::withdrawn
                                                             : Standing::doubtful;
        if (!trust_.doubts) return Standing::counts;
        auto standing = Standing::counts;
        for (const auto* by : anchor.doubts) standing = std::max(standing, settled(anchor, *by));
        const auto counts = [this](const auto* key) { return of(*key) == Standing::counts; };
        if (!anchor.pinned && standing == Standing::counts &&
            std::ranges::none_of(anchor.vouched_by, counts))
            standing = Standing::doubtful;
        return standing;
    }

    Standing settled(const Anchor& anchor, const CscaKey& by) {
        const auto standing = of(by);
        if (standing == Standing::counts) return Standing::withdrawn;
        if (standing == Standing::doubtful) return Standing::doubtful;
        const auto issuers = issuers_of(anchor.certificate, trust_);
        if (issuers.empty()) return Standing::doubtful;
        const auto answer = clearing(*issuers.front()->csca_key, by.withdrawn_since());
        return answer.says == Says::cleared ? Standing::counts : Standing::doubtful;
    }

    const TrustIndex& trust_;
    const RevocationQuestion& question_;
    std::map<const CscaKey*, Standing> known_;
};

}  // namespace

bool speaks_for(const CscaKey& speaker, const CscaKey& issuer) {
    return speaks_for(speaker, issuer, speaker.older);
}

bool speaks_for(const CscaKey& speaker, const CscaKey& issuer,
                const std::vector<const CscaKey*>& older) {
    if (&speaker == &issuer || contains(older, issuer)) return true;
    const auto origin = speaker.origin();
    return origin != Origin::foreign_list && origin <= issuer.origin() &&
           has_subject_of(speaker, issuer);
}

std::vector<const CscaKey*> older_keys(const CscaKey& key, const TrustIndex& trust) {
    std::vector<const CscaKey*> older;
    const bool counts = key.vouches();
    const auto add_older = [&](const CscaKey& of) {
        for (const auto* anchor : of.anchors) {
            if (counts && anchor->withdrawn) continue;
            if (anchor->certificate.algorithm &&
                anchor->certificate.algorithm->hash == crypto::Hash::md5)
                continue;
            for (const auto* issuer : issuers_of(anchor->certificate, trust)) {
                const auto& above = *issuer->csca_key;
                const bool links = issuer->country == anchor->country && &above != &key &&
                                   (!counts || above.vouches());
                if (links && !contains(older, above)) older.push_back(&above);
            }
        }
    };
    add_older(key);
    for (std::size_t at = 0; at < older.size(); ++at) add_older(*older[at]);
    return older;
}

std::optional<x509::Time> withdrawn_on(const CscaKey& speaker,
                                       const x509::Certificate& certificate) {
    std::optional<x509::Time> first;
    const auto take = [&first](x509::Time date) { first = std::min(first.value_or(date), date); };
    for (const auto* list : speaker.lists)
        if (list->crl.lists(certificate.serial)) take(list->crl.this_update);
    if (!speaker.kept) return first;
    const auto entry = speaker.kept->find(to_bytes(x509::serial_number(certificate.serial)));
    // Named still, it has been so since it first was.
    if (entry != speaker.kept->end() && (first || entry->second.holds(certificate.not_after)))
        take(entry->second.first);
    return first;
}

RevocationAnswer ask_revocation(const x509::Certificate& certificate,
                                const std::vector<const Anchor*>& issuers, const TrustIndex& trust,
                                const RevocationQuestion& question) {
    return Asker(trust, question).ask(certificate, issuers);
}

bool is_withdrawn_for(const Anchor& anchor, const std::function<bool(const Anchor&)>& takes) {
    return anchor.withdrawn && std::ranges::any_of(anchor.withdrawn_by, [&takes](const auto* key) {
               return std::ranges::any_of(key->best(),
                                          [&takes](const auto* other) { return takes(*other); });
           });
}

Sentence signer_problem(const x509::Certificate& signer, const std::optional<x509::Time>& signed_on,
                        const TrustIndex& trust) {
    if (signed_on && (*signed_on < signer.not_before || *signed_on > signer.not_after))
        return said("store.list.dates");
    const auto issuers = issuers_of(signer, trust);
    for (const auto* speaker : trust.speakers) {
        if (issuers.empty() || !withdrawn_on(*speaker, signer) ||
            !speaks_for(*speaker, *issuers.front()->csca_key))
            continue;
        if (speaker->vouches()) return said("store.list.signer_withdrawn");
        // No clock is asked here: a list that is out of date settles it as well.
        const auto settles = [&](const auto& list) {
            return list->crl.partial.empty() &&
                   list->crl.this_update > speaker->withdrawn_since() &&
                   speaks_for(*list->key, *issuers.front()->csca_key) &&
                   clears_for(*list->key, *issuers.front()->csca_key);
        };
        if (std::ranges::none_of(trust.crls, settles)) return said("store.list.unsettled");
    }
    return {};
}

}  // namespace card::trust
