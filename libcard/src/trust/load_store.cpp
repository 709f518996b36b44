// SPDX-License-Identifier: Apache-2.0
#include "trust/load_store.h"

#include <algorithm>
#include <utility>

#include "card/error.h"
#include "card/messages.h"
#include "trust/name_keys.h"
#include "trust/quota.h"
#include "trust/withdrawals.h"

namespace card::trust {
namespace {

using Kind = StoreFileKind;

/// One round: with what is known to be withdrawn, which vouches for nothing.
class Round {
public:
    Round(const std::vector<LoadFile>& files, std::vector<TrustStoreNote> notes,
          std::map<Bytes, Withdrawn> withdrawn, const KeptWithdrawals& kept,
          const AnchorStates& states)
        : files_(files) {
        index_->notes = std::move(notes);
        index_->withdrawn = std::move(withdrawn);
        index_->kept = kept;
        index_->states = states;
    }

    std::shared_ptr<TrustIndex> load() {
        for_each(Kind::certificate, [this](const std::string& file, Bytes octets) {
            certificate(file, std::move(octets));
        });
        links();
        // Lists under anchors of the folder come first: a list's signer may have been withdrawn.
        for_each(Kind::crl, [this](const std::string& file, Bytes octets) {
            crl(file, std::move(octets), false);
        });
        find_older_keys(*index_);
        for_each(Kind::master_list,
                 [this](const std::string& file, Bytes octets) { master_list(file, octets); });
        take_lists(Origin::own_list);
        take_lists(Origin::foreign_list);
        explain_lists();
        for_each(Kind::signers, [this](const std::string& file, Bytes octets) {
            signer(file, std::move(octets));
        });
        for (auto& [file, octets] : std::exchange(unverified_, {}))
            crl(file, std::move(octets), true);
        find_older_keys(*index_);
        for_each(Kind::deviation_list,
                 [this](const std::string& file, Bytes octets) { deviation_list(file, octets); });
        return index_;
    }

private:
    template <class Take>
    void for_each(Kind kind, Take take) {
        for (const auto& file : files_)
            if (file.kind == kind) {
                if (file.objects.empty()) refuse(file.name, said("store.nothing_readable"));
                for (const auto& octets : file.objects) take(file.name, octets);
            }
    }

    void note(const std::string& file, Sentence sentence) {
        index_->notes.push_back(note_of(file, std::move(sentence)));
    }
    void refuse(const std::string& file, Sentence why) {
        index_->notes.push_back(refusal_of(file, said("store.refused", {std::move(why)})));
    }
    void tell_unused(const std::string& file, Sentence sentence) {
        index_->notes.push_back(refusal_of(file, std::move(sentence)));
    }

    /// Root or link is decided by the signature, never by names: one state's link bears one name on
    /// both sides.
    void certificate(const std::string& file, Bytes octets) {
        try {
            const auto parsed = x509::parse_certificate(octets);
            const auto key = crypto::parse_public_key(parsed.public_key);
            const bool computable = !is_uncomputable_root(parsed);
            if (!key.usable() || !computable) {
                const Because problem = computable ? key.problem : Reason::signature_not_supported;
                if (x509::may_issue(parsed)) index_->refuse(parsed, problem);
                return refuse(file, said(problem));
            }
            if (!signed_by(parsed, key)) {
                waiting_.emplace_back(file, std::move(octets));
                return;
            }
        } catch (const Error& error) {
            return refuse(file, error.sentence());
        }
        add(file, std::move(octets), {{Way::Kind::file}, Origin::issuer, true, {}});
    }

    void add(const std::string& file, Bytes octets, const TrustIndex::Source& source) {
        auto problem = index_->add(std::move(octets), source);
        if (!problem.empty()) refuse(file, std::move(problem));
    }

    /// Link certificates, in whatever order they come: a round that adds none ends it.
    void links() {
        for (bool added = true; added;) {
            added = false;
            for (auto& [file, octets] : waiting_) {
                if (octets.empty()) continue;
                const auto parsed = x509::parse_certificate(octets);
                auto how = crypto::SignatureResult::wrong;
                const auto linkers = linkers_of(parsed, *index_, &how);
                if (linkers.empty()) continue;
                TrustIndex::Source source{
                    {Way::Kind::link}, linkers.front()->origin, false, keys_of(linkers)};
                if (how != crypto::SignatureResult::right)
                    source.odd_way.emplace_back(Reason::chain_link_form);
                add(file, std::exchange(octets, {}), source);
                added = true;
            }
        }
        for (const auto& [file, octets] : waiting_)
            if (!octets.empty()) refuse(file, said("store.stray_authority"));
    }

    void master_list(const std::string& file, const Bytes& octets) {
        MasterListSummary summary;
        Bytes unknown;
        summary.file = file;
        try {
            auto list = parse_master_list(octets, *index_);
            summary.signer = list.signer;
            summary.problem_sentence = list.problem;
            summary.certificates = list.certificates.size();
            summary.signature_right = list.signature == MasterList::Signature::right ||
                                      list.signature == MasterList::Signature::no_anchor;
            summary.loaded = list.signature == MasterList::Signature::right;
            summary.signer_valid_until = x509::date_text(list.signer_not_after);
            summary.uses_sha1 = list.uses_sha1;
            summary.signed_on = list.signing_time ? x509::date_text(*list.signing_time) : "";
            if (list.signature == MasterList::Signature::no_anchor) unknown = list.signer_octets;
            if (summary.loaded) {
                seen(list.vouchers, list.signing_time.value_or(0));
                for (auto& certificate : list.certificates)
                    brought_.push_back({index_->lists.size(), list.country,
                                        origin_in(list.country, certificate),
                                        keys_of(list.vouchers), list.odd, std::move(certificate)});
            }
        } catch (const Error& error) {
            summary.problem_sentence = error.sentence();
        }
        if (!summary.loaded && unknown.empty()) explain(summary);
        if (!unknown.empty())
            unknown_signers_.emplace_back(index_->lists.size(), std::move(unknown));
        if (summary.loaded && summary.uses_sha1) note(file, said("store.master_list_sha1"));
        index_->lists.push_back(std::move(summary));
    }

    void explain(MasterListSummary& summary) {
        summary.problem = text_of(summary.problem_sentence, Language::en);
        tell_unused(summary.file, said("store.master_list", {summary.problem_sentence}));
    }

    /// How many certificates a state may bring, so that the store does not overflow.
    std::size_t share_of(Origin origin) const {
        std::map<std::string, std::size_t> by_state;
        for (const auto& certificate : brought_)
            if (certificate.origin == origin) ++by_state[certificate.country];
        std::vector<std::size_t> wanted;
        wanted.reserve(by_state.size());
        for (const auto& [state, count] : by_state) wanted.push_back(count);
        return fair_share(std::move(wanted), kMaxAnchors - index_->anchors.size());
    }

    /// After all lists were judged: by the anchors that the operator pinned, never by each other's
    /// content. What states say of themselves comes before what they say of others.
    void take_lists(Origin origin) {
        const auto share = share_of(origin);
        std::map<std::string, std::size_t> taken;
        for (auto& certificate : brought_) {
            if (certificate.origin != origin) continue;
            auto& summary = index_->lists[certificate.list];
            auto problem = said("store.state_full");
            if (taken[certificate.country]++ < share)
                problem = index_->add(certificate.octets, {{Way::Kind::master_list, summary.file},
                                                           origin,
                                                           false,
                                                           std::move(certificate.vouched_by),
                                                           certificate.odd_way});
            if (problem.empty()) continue;
            ++summary.refused;
            tell_unused(summary.file, said("store.certificate_of_list",
                                           {name_of(certificate.octets), std::move(problem)}));
        }
    }

    static Sentence name_of(const Bytes& octets) {
        const auto digest = "SHA-256 " + to_hex(crypto::digest(crypto::Hash::sha256, octets));
        try {
            return subject_of(x509::parse_certificate(octets)) + (", " + digest);
        } catch (const Error&) {
            return digest;
        }
    }

    /// A list whose signer's CSCA came by another list can be made to count: it is said how.
    void explain_lists() {
        for (const auto& [number, signer] : unknown_signers_) {
            auto& summary = index_->lists[number];
            summary.problem_sentence = no_anchor_sentence(x509::parse_certificate(signer), *index_);
            explain(summary);
        }
    }

    /// What a state's list says of its own certificates is its own word; of others', a stranger's.
    static Origin origin_in(const std::string& list_country, const Bytes& octets) {
        try {
            const auto country = x509::country_of(x509::parse_certificate(octets));
            return !country.empty() && country == list_country ? Origin::own_list
                                                               : Origin::foreign_list;
        } catch (const Error&) {
            return Origin::foreign_list;  // add() says what is wrong with it
        }
    }

    void signer(const std::string& file, Bytes octets) {
        auto problem = index_->add_signer(std::move(octets));
        if (!problem.empty()) tell_unused(file, said("store.signer_refused", {std::move(problem)}));
    }

    void deviation_list(const std::string& file, const Bytes& octets) {
        try {
            auto list = parse_deviation_list(octets, *index_);
            if (!list.trusted)
                return tell_unused(file, said("store.deviation_list", {list.problem}));
            seen(list.vouchers, list.signing_time.value_or(0));
            auto& key = *list.vouchers.front()->csca_key;
            key.older = older_keys(key, *index_);
            index_->deviation_lists.push_back(std::move(list));
        } catch (const Error& error) {
            tell_unused(file, said("store.deviation_list", {error.sentence()}));
        }
    }

    /// `last`: no more anchors will come.
    void crl(const std::string& file, Bytes octets, bool last) {
        auto stored = std::make_unique<StoredCrl>();
        stored->octets = std::move(octets);
        stored->file = file;
        try {
            stored->crl = x509::parse_crl(stored->octets);
            if (!stored->crl.unusable.empty())
                return tell_unused(file, said("store.not_used", {stored->crl.unusable}));
        } catch (const Error& error) {
            return refuse(file, error.sentence());
        }
        auto how = crypto::SignatureResult::wrong;
        auto* key = key_of(stored->crl, *index_, &how);
        if (stored->crl.is_ber()) stored->odd.emplace_back(Reason::crl_ber);
        if (how != crypto::SignatureResult::right)
            stored->odd.emplace_back(Reason::crl_signature_form);
        if (!last && (!key || !key->vouches()))
            return static_cast<void>(unverified_.emplace_back(file, std::move(stored->octets)));
        if (!key) return refuse(file, said("store.crl.no_key"));
        if (!key->vouches()) refuse(file, said("store.crl.unsettled", {why_void(*key)}));
        else seen(*stored, *key);
        index_->add(std::move(stored), *key);
    }

    void seen(const StoredCrl& list, const CscaKey& key) {
        if (!list.crl.partial.empty())
            note(list.file, said("store.crl.partial", {list.crl.partial}));
        seen(key.best(), list.crl.this_update);
    }

    /// A date in the future tells of a clock that is late: to documents of the list's own state.
    void seen(const std::vector<const Anchor*>& by, x509::Time date) {
        if (by.front()->origin == Origin::foreign_list) return;
        auto& newest = index_->newest_by_state[by.front()->country];
        newest = std::max(newest, date);
    }

    struct Brought {
        std::size_t list;     ///< its number
        std::string country;  ///< of the list's signer
        Origin origin;
        std::vector<const CscaKey*> vouched_by;
        std::vector<Because> odd_way;
        Bytes octets;
    };
    const std::vector<LoadFile>& files_;
    std::shared_ptr<TrustIndex> index_ = std::make_shared<TrustIndex>();
    std::vector<std::pair<std::string, Bytes>> waiting_, unverified_;
    std::vector<Brought> brought_;
    std::vector<std::pair<std::size_t, Bytes>> unknown_signers_;  ///< by the list's number
};

KeptWithdrawals kept_in(const std::vector<LoadFile>& files) {
    KeptWithdrawals kept;
    for (const auto& file : files)
        if (file.kind == Kind::withdrawals) merge(parse_kept(file.objects.front()), kept);
    return kept;
}

AnchorStates states_in(const std::vector<LoadFile>& files) {
    AnchorStates states;
    for (const auto& file : files)
        if (file.kind == Kind::states) states.merge(parse_states(file.objects.front()));
    return states;
}

}  // namespace

/// As often as something more turns out to be withdrawn: what that vouched for is then not taken in
/// the first place. Whoever withdrew it is beyond doubt, so it stays withdrawn in every later
/// round.
std::shared_ptr<const TrustIndex> load_trust(const std::vector<LoadFile>& files,
                                             std::vector<TrustStoreNote> notes) {
    static constexpr std::size_t kMaxRounds = 32;
    const auto kept = kept_in(files);
    const auto states = states_in(files);
    std::map<Bytes, Withdrawn> withdrawn;
    for (std::size_t round = 1;; ++round) {
        auto index = Round(files, notes, withdrawn, kept, states).load();
        auto found = find_withdrawn(*index);
        const bool done = found.size() == withdrawn.size() || round == kMaxRounds;
        withdrawn = std::move(found);
        if (!done) continue;
        index->withdrawn = std::move(withdrawn);
        prepare_questions(*index);
        for (const auto& anchor : index->anchors)
            if (anchor->withdrawn)
                index->notes.push_back(refusal_of(text_of(ways_of(*anchor), Language::en),
                                                  said("store.withdrawn", {anchor->name})));
        index->digest = digest_of(*index);
        return index;
    }
}

}  // namespace card::trust
