// SPDX-License-Identifier: Apache-2.0
// Which anchors the lists of a store withdraw. A key withdraws an anchor where it counts beyond
// doubt: an unbroken row of certificates from a pinned root, none of which anybody withdraws.
#include <algorithm>
#include <set>

#include "trust/withdrawals.h"

namespace card::trust {
namespace {

bool is_pinned(const CscaKey& key) {
    return std::ranges::any_of(key.anchors, [](const auto* anchor) { return anchor->pinned; });
}

using Attack = std::pair<const CscaKey*, Anchor*>;

class Finder {
public:
    explicit Finder(TrustIndex& trust) : trust_(trust) {}

    std::map<Bytes, Withdrawn> find() {
        auto withdrawn = trust_.withdrawn;
        sort_serials();
        for (const auto* speaker : trust_.speakers) find_named(*speaker);
        if (attacks_.empty()) return withdrawn;
        find_unquestioned();
        for (const auto& [attack, since] : attacks_) {
            const auto& [by, on] = attack;
            if (by == on->csca_key || unquestioned_.contains(by)) {
                auto& entry = withdrawn[on->fingerprint];
                entry.since = entry.by.empty() ? since : std::min(entry.since, since);
                if (std::ranges::find(entry.by, by->id) == entry.by.end())
                    entry.by.push_back(by->id);
            } else if (!on->withdrawn) {
                on->doubts.push_back(by);
                trust_.doubts = true;
            }
        }
        return withdrawn;
    }

private:
    void sort_serials() {
        if (trust_.speakers.empty()) return;
        for (const auto& anchor : trust_.anchors)
            by_serial_.emplace_back(x509::serial_number(anchor->certificate.serial), anchor.get());
        std::ranges::sort(by_serial_, x509::serial_less, &Entry::first);
    }

    void find_named(const CscaKey& speaker) {
        for (const auto* list : speaker.lists)
            for (const auto serial : list->crl.revoked) attack(speaker, serial);
        if (!speaker.kept) return;
        for (const auto& [serial, entry] : *speaker.kept) attack(speaker, serial);
    }

    void attack(const CscaKey& speaker, ByteView serial) {
        const auto named =
            std::ranges::equal_range(by_serial_, serial, x509::serial_less, &Entry::first);
        for (const auto& [number, anchor] : named) {
            if (attacks_.contains({&speaker, anchor})) continue;
            const auto since = withdrawn_on(speaker, anchor->certificate);
            if (!since || !may_withdraw(speaker, *anchor)) continue;
            attacks_.emplace(Attack{&speaker, anchor}, *since);
            spread(speaker, *anchor, *since);
        }
    }

    /// What the operator pinned is not withdrawn by a key that a link or a list alone makes known:
    /// that may be a stolen key's.
    static bool is_bound(const CscaKey& speaker, const Anchor& anchor) {
        return anchor.pinned && !is_pinned(speaker);
    }

    bool may_withdraw(const CscaKey& speaker, const Anchor& anchor) const {
        if (is_bound(speaker, anchor)) return false;
        return std::ranges::any_of(trust_.issuer_candidates(anchor.certificate),
                                   [&](const auto* issuer) {
                                       return speaks_for(speaker, *issuer->csca_key) &&
                                              signed_by(anchor.certificate, issuer->key);
                                   });
    }

    /// The key is withdrawn, not one paper: the other certificates over it fall as well, as far as
    /// they are of the speaker's own state and no better than it.
    void spread(const CscaKey& speaker, const Anchor& named, x509::Time since) {
        const auto origin = speaker.origin();
        if (named.csca_key == &speaker || origin == Origin::foreign_list) return;
        const auto& country = speaker.best().front()->country;
        for (auto* other : named.csca_key->anchors)
            if (origin <= other->origin && other->country == country && !is_bound(speaker, *other))
                attacks_.emplace(Attack{&speaker, other}, since);
    }

    void find_unquestioned() {
        std::set<const Anchor*> questioned;
        for (const auto& [attack, since] : attacks_) questioned.insert(attack.second);
        const auto counts = [this](const auto* key) { return unquestioned_.contains(key); };
        for (bool more = true; more;) {
            more = false;
            for (const auto& anchor : trust_.anchors) {
                if (anchor->withdrawn || questioned.contains(anchor.get()) ||
                    counts(anchor->csca_key))
                    continue;
                if (!anchor->pinned && std::ranges::none_of(anchor->vouched_by, counts)) continue;
                unquestioned_.insert(anchor->csca_key);
                more = true;
            }
        }
    }

    using Entry = std::pair<ByteView, Anchor*>;
    TrustIndex& trust_;
    std::vector<Entry> by_serial_;
    std::map<Attack, x509::Time> attacks_;
    std::set<const CscaKey*> unquestioned_;
};

}  // namespace

void find_older_keys(TrustIndex& trust) {
    for (auto* speaker : trust.speakers) speaker->older = older_keys(*speaker, trust);
}

std::map<Bytes, Withdrawn> find_withdrawn(TrustIndex& trust) { return Finder(trust).find(); }

void prepare_questions(TrustIndex& trust) {
    for (const auto& anchor : trust.anchors) {
        const auto entry = trust.withdrawn.find(anchor->fingerprint);
        if (entry == trust.withdrawn.end()) continue;
        for (const auto& id : entry->second.by)
            if (const auto key = trust.keys.find(std::string(as_text(id))); key != trust.keys.end())
                anchor->withdrawn_by.push_back(key->second.get());
    }
    for (const auto* speaker : trust.speakers) {
        for (const auto* older : speaker->older) trust.speakers_of.emplace(older, speaker);
        if (speaker->origin() == Origin::foreign_list) continue;
        std::set<std::string> subjects;
        for (const auto* anchor : speaker->best())
            subjects.insert(anchor->certificate.subject_name);
        for (const auto& subject : subjects) trust.speakers_by_subject.emplace(subject, speaker);
    }
}

}  // namespace card::trust
