// SPDX-License-Identifier: Apache-2.0
#include "trust/load_store.h"

#include <algorithm>
#include <utility>

#include "card/error.h"
#include "card/messages.h"
#include "trust/quota.h"
#include "trust/withdrawals.h"

namespace card::trust {
namespace {

using Kind = StoreFileKind;

/// One round: with what is known to be withdrawn, which vouches for nothing.
class Round {
public:
    Round(const std::vector<StoreFile>& files, std::vector<TrustStoreNote> notes,
          std::map<Bytes, Withdrawn> withdrawn, const KeptWithdrawals& kept)
        : files_(files) {
        index_->notes = std::move(notes);
        index_->withdrawn = std::move(withdrawn);
        index_->kept = kept;
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
            if (kind_of(file.name) == kind) {
                auto objects = objects_of(file.octets);
                if (objects.empty()) note(file.name, "refused: nothing in it can be read", true);
                for (auto& octets : objects) take(file.name, std::move(octets));
            }
    }

    void note(const std::string& file, const std::string& text, bool refused) {
        index_->notes.push_back({file, text, refused});
    }

    /// Root or link is decided by the signature, never by names: one state's link bears one name on
    /// both sides.
    void certificate(const std::string& file, Bytes octets) {
        try {
            const auto parsed = x509::parse_certificate(octets);
            const auto key = crypto::parse_public_key(parsed.public_key);
            if (!key.usable())
                return note(file, "refused: " + text_of(key.problem, Language::en), true);
            if (!signed_by(parsed, key)) {
                waiting_.emplace_back(file, std::move(octets));
                return;
            }
        } catch (const Error& error) {
            return note(file, std::string("refused: ") + error.what(), true);
        }
        add(file, std::move(octets), {"file", Origin::issuer, true, {}});
    }

    void add(const std::string& file, Bytes octets, const TrustIndex::Source& source) {
        const auto problem = index_->add(std::move(octets), source);
        if (!problem.empty()) note(file, "refused: " + problem, true);
    }

    /// Link certificates, in whatever order they come: a round that adds none ends it.
    void links() {
        for (bool added = true; added;) {
            added = false;
            for (auto& [file, octets] : waiting_) {
                if (octets.empty()) continue;
                const auto parsed = x509::parse_certificate(octets);
                const auto linkers = linkers_of(parsed, *index_);
                if (linkers.empty()) continue;
                add(file, std::exchange(octets, {}),
                    {"link", linkers.front()->origin, false, keys_of(linkers)});
                added = true;
            }
        }
        for (const auto& [file, octets] : waiting_)
            if (!octets.empty())
                note(file,
                     "refused: neither self-signed nor signed by an anchor of its own state that "
                     "counts",
                     true);
    }

    void master_list(const std::string& file, const Bytes& octets) {
        MasterListSummary summary;
        summary.file = file;
        try {
            auto list = parse_master_list(octets, *index_);
            summary.signer = list.signer;
            summary.problem = list.problem;
            summary.certificates = list.certificates.size();
            summary.signature_right = list.signature == MasterList::Signature::right ||
                                      list.signature == MasterList::Signature::no_anchor;
            summary.loaded = list.signature == MasterList::Signature::right;
            summary.signer_valid_until = x509::date_text(list.signer_not_after);
            if (summary.loaded) {
                seen(list.vouchers, list.signing_time.value_or(0));
                for (auto& certificate : list.certificates)
                    brought_.push_back({index_->lists.size(), list.country,
                                        origin_in(list.country, certificate),
                                        keys_of(list.vouchers), std::move(certificate)});
            }
        } catch (const Error& error) {
            summary.problem = error.what();
        }
        if (!summary.loaded) note(file, "master list not loaded: " + summary.problem, true);
        index_->lists.push_back(std::move(summary));
    }

    /// How many certificates a state may bring, so that the store does not overflow.
    std::size_t share_of(Origin origin) const {
        std::map<std::string, std::size_t> by_state;
        for (const auto& certificate : brought_)
            if (certificate.origin == origin) ++by_state[certificate.country];
        std::vector<std::size_t> wanted;
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
            std::string problem = "its state's room is full";
            if (taken[certificate.country]++ < share)
                problem = index_->add(
                    std::move(certificate.octets),
                    {kFromList + summary.file, origin, false, std::move(certificate.vouched_by)});
            if (problem.empty()) continue;
            ++summary.refused;
            note(summary.file, "a certificate of the list is refused: " + problem, true);
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
        const auto problem = index_->add_signer(std::move(octets));
        if (!problem.empty()) note(file, "a signer's certificate is refused: " + problem, true);
    }

    void deviation_list(const std::string& file, const Bytes& octets) {
        try {
            auto list = parse_deviation_list(octets, *index_);
            if (!list.trusted)
                return note(file, "deviation list not loaded: " + list.problem, true);
            seen(list.vouchers, list.signing_time.value_or(0));
            auto& key = *list.vouchers.front()->csca_key;
            key.older = older_keys(key, *index_);
            index_->deviation_lists.push_back(std::move(list));
        } catch (const Error& error) {
            note(file, std::string("deviation list not loaded: ") + error.what(), true);
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
                return note(file, "not used: " + stored->crl.unusable, true);
        } catch (const Error& error) {
            return note(file, std::string("refused: ") + error.what(), true);
        }
        auto* key = key_of(stored->crl, *index_);
        if (!last && (!key || !key->vouches()))
            return static_cast<void>(unverified_.emplace_back(file, std::move(stored->octets)));
        if (!key)
            return note(file, "refused: no key of the CSCA that it names has signed it", true);
        if (!key->vouches())
            note(file,
                 "refused: its key was withdrawn; what it names is not settled before the CSCA's "
                 "next list",
                 true);
        else seen(*stored, *key);
        index_->add(std::move(stored), *key);
    }

    void seen(const StoredCrl& list, const CscaKey& key) {
        if (!list.crl.partial.empty())
            note(list.file,
                 "a partial list, that withdraws what it names and clears nothing: " +
                     list.crl.partial,
                 false);
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
        Bytes octets;
    };
    const std::vector<StoreFile>& files_;
    std::shared_ptr<TrustIndex> index_ = std::make_shared<TrustIndex>();
    std::vector<std::pair<std::string, Bytes>> waiting_, unverified_;
    std::vector<Brought> brought_;
};

std::string digest_of(const TrustIndex& index) {
    std::vector<Bytes> digests;
    // By whom an anchor is vouched for is part of what a policy judges by.
    for (const auto& anchor : index.anchors)
        digests.push_back(crypto::digest(
            crypto::Hash::sha256, {anchor->fingerprint, as_octets(name_of(anchor->origin))}));
    for (const auto* lists : {&index.crls, &index.void_crls})
        for (const auto& stored : *lists)
            digests.push_back(crypto::digest(crypto::Hash::sha256, stored->octets));
    for (const auto& signer : index.signers)
        digests.push_back(crypto::digest(crypto::Hash::sha256, signer->octets));
    if (!index.kept.empty())
        digests.push_back(crypto::digest(crypto::Hash::sha256, as_octets(kept_text(index.kept))));
    std::ranges::sort(digests);
    Bytes all;
    for (const auto& digest : digests) append(all, digest);
    return to_hex(crypto::digest(crypto::Hash::sha256, all));
}

KeptWithdrawals kept_in(const std::vector<StoreFile>& files) {
    KeptWithdrawals kept;
    for (const auto& file : files)
        if (kind_of(file.name) == Kind::withdrawals) merge(parse_kept(file.octets), kept);
    return kept;
}

}  // namespace

/// As often as something more turns out to be withdrawn: what that vouched for is then not taken in
/// the first place. Whoever withdrew it is beyond doubt, so it stays withdrawn in every later
/// round.
std::shared_ptr<const TrustIndex> load_trust(const std::vector<StoreFile>& files,
                                             std::vector<TrustStoreNote> notes) {
    static constexpr std::size_t kMaxRounds = 32;
    const auto kept = kept_in(files);
    std::map<Bytes, Withdrawn> withdrawn;
    for (std::size_t round = 1;; ++round) {
        auto index = Round(files, notes, withdrawn, kept).load();
        auto found = find_withdrawn(*index);
        const bool done = found.size() == withdrawn.size() || round == kMaxRounds;
        withdrawn = std::move(found);
        if (!done) continue;
        index->withdrawn = std::move(withdrawn);
        prepare_questions(*index);
        for (const auto& anchor : index->anchors)
            if (anchor->withdrawn)
                index->notes.push_back(
                    {anchor->source, anchor->name + ": withdrawn by its issuer", true});
        index->digest = digest_of(*index);
        return index;
    }
}

}  // namespace card::trust
